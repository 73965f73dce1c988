import type { Page } from "@playwright/test";
import { openReport, signInPlainly } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", key);
/** A text up to its first placeholder. */
const opening = (key: string): string => en(key).split("{{")[0]!;
const AUTHOR = "che.focal@demo.example";
const PASSWORD = "demo-wsis-2025";

/** Opens a page of the demonstration report of Switzerland and waits until it saves by itself. */
async function openSection(page: Page, section: string): Promise<string> {
  await signInPlainly(page, AUTHOR, PASSWORD);
  const path = `/en/reports/${await openReport(page)}/sections/${section}`;
  await page.goto(path);
  await expect(page.getByText(en("reports:saving.untouched")).or(page.getByText(en("reports:saving.savedBefore")))).toBeVisible();
  return path;
}

const saved = (page: Page) => page.getByText(opening("reports:saving.saved"));

test("a session that ends mid-sentence: the author signs in over the page, and writes on where the caret stood", async ({ page, context }) => {
  await openSection(page, "F");
  const area = page.locator("textarea[name=F2]");
  await area.fill("The first part and the last part.");
  await expect(saved(page)).toBeVisible();
  await context.clearCookies({ name: "session" });
  await area.evaluate((box: HTMLTextAreaElement) => (box.focus(), box.setSelectionRange(14, 14)));
  await page.keyboard.type(", the second");
  await expect(page.getByText(en("reports:saving.signed_out")).first()).toBeVisible();

  // By the keyboard alone, with a wrong password first.
  const open = page.getByRole("button", { name: en("device:signIn.open") });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: en("device:signIn.title") });
  const password = dialog.getByLabel(en("account:field.password"));
  await expect(password).toBeFocused();
  await expect(dialog.getByLabel(en("account:field.email"))).toHaveValue(AUTHOR);
  await expectAccessible(page);
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(en("errors:identity.sign_in_failed"));
  // Somebody else's account opens nothing here.
  await dialog.getByLabel(en("account:field.email")).fill("desk@demo.example");
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(en("errors:identity.other_person"));
  await dialog.getByLabel(en("account:field.email")).fill(AUTHOR);
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(area).toBeFocused();
  await page.keyboard.type(" part");
  await expect(area).toHaveValue("The first part, the second part and the last part.");
  await expect(saved(page)).toBeVisible();

  // Another person who signs in elsewhere in this browser writes nothing in the author's name.
  await context.clearCookies({ name: "session" });
  await signInPlainly(page, "desk@demo.example", PASSWORD);
  await page.keyboard.type(" More.");
  await expect(page.getByText(en("reports:saving.otherPerson")).first()).toBeVisible();
  await open.click();
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(saved(page)).toBeVisible();
  await expect(area).toHaveValue("The first part, the second part More. and the last part.");
  await area.fill("");
  await expect(saved(page)).toBeVisible();
});
