import { expectNoSideways, expectTranslated } from "./support/page-checks";
import { makePerson, signInPlainly, PASSWORD } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", `account:handover.${key}`);
const NOTE = { name: "note verbale.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF") };

test("a focal point hands over to a colleague, without a script; the record has the note", async ({ page, browser }) => {
  const party = "NOR";
  const [leaving, successor] = await Promise.all([
    makePerson("Leaving Person", "focal_point", "en", party),
    makePerson("Next Person", "contributor", "en", party),
  ]);
  await signInPlainly(page, leaving.email, PASSWORD);
  for (const language of ["en", "ar"] as const) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/${language}/account/people/${party}/handover`);
    await expectAccessible(page);
    await expectTranslated(page);
    await expectNoSideways(page);
  }
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const bare = await plain.newPage();
  await bare.goto(`/en/account/people/${party}`);
  await bare.getByRole("link", { name: en("link") }).click();
  const submit = bare.getByRole("button", { name: en("submit") });
  await bare.locator("select[name=to]").selectOption({ label: successor.name });
  await bare.locator("textarea[name=note]").fill("End of posting");
  await submit.click();
  await expect(bare.locator("main")).toContainText(textOf("en", "errors:handover.file_required"));
  await expect(bare.locator("textarea[name=note]")).toHaveValue("End of posting");
  await bare.locator("input[name=file]").setInputFiles(NOTE);
  await bare.locator("input[name=day]").fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await submit.click();
  await expect(bare.locator("main")).toContainText(en("done"));
  const record = bare.locator("section[aria-labelledby=handovers] > ol > li").first();
  for (const words of [leaving.name, successor.name, "End of posting", en("states.ahead")]) await expect(record).toContainText(words);
  const note = await page.request.get((await record.getByRole("link", { name: NOTE.name }).getAttribute("href"))!);
  expect(note.headers()["content-type"]).toBe("application/pdf");
  await plain.close();
});
