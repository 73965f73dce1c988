import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { fillPage } from "./support/fill";
import { press } from "./support/keyboard";
import { makePerson, signAndSubmit, signIn } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const SECTIONS = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
const ANNEX = { name: "Annex.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nThe annex of a facilitator\n") };
const button = (page: Page, value: string) => page.locator(`button[name=intent][value="${value}"]`);
const activity = (page: Page, row: number) => page.locator(`input[name="H1.${row}.activity"]`);

/** The overall progress and its trend, by the keyboard: arrows go through the choices, and what depends on them comes and goes. */
async function assess(page: Page): Promise<void> {
  const box = (name: string, value: string) => page.locator(`input[type=radio][name="D2.${name}"][value="${value}"]`);
  await box("progress", "na").focus();
  await press(page, "Space");
  await expect(box("trend", "up")).toHaveCount(0);
  await press(page, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
  await expect(box("progress", "3")).toBeChecked();
  await press(page, "Tab");
  await expect(box("trend", "up")).toBeFocused();
  await press(page, "Space", "ArrowDown");
  await expect(box("trend", "stable")).toBeChecked();
}

/** The road map: three actions, one of them removed, two with every field, one written anew; the rest is there when the page is read again. */
async function planActions(page: Page): Promise<void> {
  for (const [row, text] of ["A slip", "Map broadband coverage", "Train rural operators"].entries()) {
    await button(page, "add:H1").click();
    await activity(page, row).fill(text);
  }
  await page.locator('[id="H1.0-remove"]').click();
  await expect(page.locator('[id="H1.0"]')).toBeFocused();
  await fillPage(page, (name) => `On C2: ${name}`);
  await activity(page, 1).fill("Train operators of rural hubs");
  await expect(page.getByText(textOf("en", "reports:saving.saved").split("{{")[0]!)).toBeVisible();
  await page.reload();
  await expect(activity(page, 2)).toHaveCount(0);
  await expect(activity(page, 0)).toHaveValue("Map broadband coverage");
  await expect(activity(page, 1)).toHaveValue("Train operators of rural hubs");
  for (const row of [0, 1]) {
    const fields = await page
      .locator(`[id="H1.${row}"] input:is([type=text], :not([type]))`)
      .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
    expect(fields.length).toBe(12);
    expect(fields).not.toContain("");
    for (const name of ["sdgs", "gdc"]) await expect(page.locator(`input[name="H1.${row}.${name}"]:checked`)).toHaveCount(2);
  }
}

/** The road map taken over from the other line: every button that adds, moves or removes a row saves what is typed. */
async function planWithoutScript(page: Page): Promise<void> {
  for (const [row, text] of [
    [2, "Trust marks"],
    [3, "A slip"],
  ] as const) {
    await expect(activity(page, row)).toHaveCount(0);
    await button(page, "add:H1").click();
    await activity(page, row).fill(text);
  }
  await page.locator('[id="H1.2-up"]').click();
  await page.locator('[id="H1.3-remove"]').click();
  await expect(activity(page, 3)).toHaveCount(0);
  for (const [row, text] of ["Map broadband coverage", "Trust marks", "Train operators of rural hubs"].entries())
    await expect(activity(page, row)).toHaveValue(text);
}

/** The rest of a report on a page without scripts, saved until nothing empty is left. */
async function fillWithoutScript(page: Page, overview: string): Promise<void> {
  const save = async (): Promise<void> => {
    await button(page, "save").last().click();
    await expect(page).toHaveURL(/[?&]saved/);
  };
  for (const section of SECTIONS) {
    await page.goto(`${overview}/sections/${section}`);
    if (section === "H") await planWithoutScript(page);
    // Answers that bring others into sight do so when the page is saved.
    for (let round = 0; round < 3 && (await fillPage(page, (name) => `On C5: ${name}`)) > 0; round++) await save();
  }
}

test("an entity files its report on C2, copies answers into C5, and another entity sees neither", async ({ page, browser }) => {
  test.setTimeout(900_000);
  const author = await makePerson("Facilitator ITU", "focal_point", "en", "ITU");
  const other = await makePerson("Facilitator FAO", "focal_point", "en", "FAO");
  const officer = await makePerson("Officer Matrix", "desk_officer", "en");
  await signIn(page, "en", author.email);

  /** Starts the report on a line from *My reports*; gives the address of its overview. */
  const start = async (line: string): Promise<string> => {
    await page.goto("/en/reports");
    await page
      .locator("form", { has: page.locator(`input[name=line][value=${line}]`) })
      .locator("button[type=submit]")
      .click();
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
    return new URL(page.url()).pathname;
  };
  const c2 = await start("C2");
  await expect(page.locator("h1")).toContainText("Information and communication infrastructure");
  // The report is for a Sector; whoever reads it sees which.
  await page.getByLabel("Organizational unit").selectOption("ITU-D");
  await page.getByRole("button", { name: "Save the unit" }).click();
  await expect(page.getByText("The organizational unit has been saved.")).toBeVisible();
  await expect(page.getByLabel("Organizational unit")).toHaveValue("ITU-D");
  await expectAccessible(page);
  for (const section of SECTIONS) {
    await page.goto(`${c2}/sections/${section}`);
    if (section === "D") await assess(page);
    if (section === "H") await planActions(page);
    await fillPage(page, (name) => `On C2: ${name}`);
    if (section === "I") {
      await page.locator("input[type=file][name='upload.I1.files']").setInputFiles(ANNEX);
      await expect(page.getByRole("link", { name: ANNEX.name })).toBeVisible();
    }
    if (section === "F") {
      // The rows start from the matrix; one is taken out of it.
      await expect(page.locator("select[name='F1.3.sdg']")).toHaveValue("11");
      await page.locator("input[type=radio][name='F1.3.change'][value=remove]").check();
      // A symbol typed on a Cyrillic keyboard is shown in its one form, as help of its field, and kept as it was typed.
      await page.locator("button[name=intent][value='add:F6']").click();
      const symbol = page.locator("input[name='F6.0.symbol']");
      await symbol.fill("\u042123/35-\u0415");
      const help = page.locator(`[id="${await symbol.getAttribute("aria-describedby").then((ids) => ids!.split(" ").at(-1)!)}"]`);
      await expect(help.locator("bdi")).toHaveText("C23/35-E");
      await expect(symbol).toHaveValue("\u042123/35-\u0415");
      await expectAccessible(page);
      await keepPicture(page, "facilitator-links");
    }
    await page.locator("button[name=intent][value=continue]").click();
    await expect(page).not.toHaveURL(new RegExp(`sections/${section}$`));
  }
  // The page the server writes with answers like `F4.older_persons.action` is the one the browser makes: counts agree.
  await page.goto(`${c2}/sections/F`);
  await expect(page.locator("textarea[name='F4.older_persons.action']")).toHaveValue("On C2: F4.older_persons.action");
  await page.goto(`${c2}/review`);
  await expectAccessible(page);
  const receipts = [await signAndSubmit(page, author.name, "Director")];

  const c5 = await start("C5");
  await page.getByRole("link", { name: "Copy from another action line" }).click();
  await page.waitForURL(/\/copy$/);
  await expect(page.locator("main")).toContainText("On C2: B1");
  await expectAccessible(page);
  await keepPicture(page, "copy-en");
  await page.setViewportSize({ width: 390, height: 844 });
  await keepPicture(page, "copy-en-390");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("button", { name: "Copy ticked answers" }).click();
  await expect(page.getByText(/answers have been copied/)).toBeVisible();
  await page.goto(`${c5}/sections/B`);
  await expect(page.locator("textarea[name=B1]")).toHaveValue("On C2: B1");
  // What a party decides on publication is decided for each report anew.
  await page.goto(`${c5}/sections/I`);
  await expect(page.locator("input[type=radio][name='I2.publish']:checked")).toHaveCount(0);

  // The rest of it is written and signed without a script.
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })).newPage();
  await fillWithoutScript(plain, c5);
  await plain.goto(`${c5}/review`);
  receipts.push(await signAndSubmit(plain, author.name, "Director"));
  expect(new Set(receipts).size).toBe(2);

  const annex = createHash("sha256").update(ANNEX.buffer).digest("hex");
  const idOf = (overview: string): string => overview.split("/").pop()!;
  const places = [c2, c5].flatMap((overview) => [
    ...["", "/sections/B", "/copy", "/review", "/receipt"].map((part) => `${overview}${part}`),
    ...["", "/answers", "/answers/B1/history", `/files/${annex}`].map((part) => `/api/v1/reports/${idOf(overview)}${part}`),
  ]);
  for (const path of places) if (!/copy|review/.test(path)) expect((await page.request.get(path)).status(), path).toBe(200);

  // A colleague of another entity is not told that there are any.
  const stranger = await (await browser.newContext()).newPage();
  await signIn(stranger, "en", other.email);
  await stranger.goto("/en/reports");
  await expect(stranger.locator("main")).not.toContainText("International Telecommunication Union");
  for (const path of places) {
    const answer = await stranger.request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text()).not.toMatch(/On C[25]|Annex/);
  }

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "en", officer.email);
  await desk.goto("/en/desk?unit=ITU-D&line=%D0%A12");
  await expect(desk.locator("tbody tr")).toHaveCount(1);
  await expect(desk.locator("tbody")).toContainText("Telecommunication Development Sector");
  await expect(desk.getByLabel("Action line")).toHaveValue("C2");
  await desk.locator("tbody a").first().click();
  await expect(desk.locator("main")).toContainText("Read as C23/35-E");
  await desk.goto("/en/desk/matrix");
  await expect(desk.locator("article").first()).toContainText(/C2\u2069 and SDG 11/);
  await expectAccessible(desk);
  await keepPicture(desk, "desk-matrix");
  await desk.locator("article").first().getByRole("button", { name: "Accept" }).click();
  await expect(desk.getByText("The proposal has been accepted.")).toBeVisible();
  await desk.getByRole("button", { name: "Make a new version" }).click();
  await expect(desk.getByText("A new version of the matrix has been made.")).toBeVisible();

  // Published, the report is on the status board and in the public list, with no way to reach anybody.
  await desk.goto("/en/desk?kind=facilitator-report&line=C2&state=submitted");
  await desk.locator("main tbody a").first().click();
  for (const step of ["acknowledge", "start_review", "accept", "publish"]) {
    await desk.locator(`button[name=intent][value=${step}]`).click();
    await expect(desk.locator(`button[name=intent][value=${step}]`)).toHaveCount(0);
  }
  await stranger.goto("/en/status?who=un_entity");
  const line = stranger.locator("table", { has: stranger.locator("caption", { hasText: "Information and communication infrastructure" }) });
  await expect(line).toContainText("Submitted");
  await expectAccessible(stranger);
  await keepPicture(stranger, "status-facilitators");
  await line.getByRole("link", { name: /on C2$/ }).click();
  await expect(stranger.locator("main")).toContainText("On C2: B1");
  await expect(stranger.locator("main")).not.toContainText("focal.point@example.org");
  await stranger.goto("/en/submissions?kind=facilitator-report&line=C2");
  await expect(stranger.locator("main li", { hasText: "International Telecommunication Union" }).first()).toBeVisible();
});
