import { expectNoSideways, expectSound } from "./support/page-checks";
import { signIn } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const DEMO = "demo-wsis-2025";

test("people are invited from a file: nothing goes out before it is confirmed, and the same file again invites nobody", async ({ page }) => {
  await signIn(page, "en", "admin@demo.example", DEMO);
  await page.goto("/en/desk/outreach");
  await page.getByRole("link", { name: textOf("en", "outreach:file.title") }).click();
  await expectSound(page);
  const [first, second] = ["a", "b"].map((key) => `e2e-${key}-${Date.now()}@example.org`);
  const file = {
    name: "People 2026.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`email;party;name;language\n${first};CHE;Ada;fr\n${second};Swizerland;Bo;ar\n`),
  };
  const bring = async (): Promise<void> => {
    await page.goto("/en/desk/outreach/file");
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByRole("button", { name: textOf("en", "outreach:file.go") }).click();
    await page.waitForURL(/outreach\/lists\//);
  };
  await bring();
  await expect(page.getByText(filled(textOf("en", "outreach:list.near"), { names: "" }).trim())).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: filled(textOf("en", "outreach:list.confirm_one"), { count: "1" }) }).click();
  await expect(page.getByText(textOf("en", "outreach:list.done"))).toBeVisible();
  await keepPicture(page, "en-outreach-list");
  await bring();
  await expect(page.getByText(textOf("en", "outreach:list.nobody"))).toBeVisible();
  await page.goto("/en/desk/outreach?q=CHE");
  await expect(page.getByText(first!)).toBeVisible();
});

for (const language of ["en", "ar"] as const)
  test(`outreach, status and the board of the room in ${language} can be read by everybody, at 390 pixels too`, async ({ page }) => {
    await signIn(page, language, "desk@demo.example", DEMO);
    for (const path of ["desk/outreach", "desk/status", "desk/status?by=line", "status/live"]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`/${language}/${path}`);
      await expectAccessible(page);
      const name = `${language}-${path.replace(/\W+/g, "-")}`;
      await keepPicture(page, `${name}-1280`);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSideways(page);
      await keepPicture(page, `${name}-390`);
    }
  });
