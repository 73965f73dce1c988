import type { Locator, Page } from "@playwright/test";

/** What to write into a long answer: by its field name and how many words it may have. */
export type Writer = (name: string) => string;

const SHORT = "input:is([type=text], [type=email], [type=tel], [type=url], [type=number], [type=date]), input:not([type])";

function shortValue(name: string, type: string, inputMode: string): string {
  if (type === "email") return "focal.point@example.org";
  if (type === "tel") return "+41 22 730 51 11";
  if (type === "url") return "https://example.org/evidence";
  if (type === "date") return "2025-03-14";
  if (/(year|from|to)$/i.test(name)) return "2024";
  if (type === "number" || inputMode === "decimal" || inputMode === "numeric") return "12";
  if (/currency$/.test(name)) return "CHF";
  if (/entry$/.test(name)) return "1514632317";
  return `Text ${name}`.slice(0, 40);
}

/**
 * Fills what is empty on a page of the form as a person would, control by control; answers that bring others into sight
 * are followed until nothing empty is left. Confidentiality and files are left to each test. Gives the number of
 * controls it filled.
 */
export async function fillPage(page: Page, write: Writer): Promise<number> {
  const form = page.locator("form#answers");
  let total = 0;
  for (let round = 0; round < 4; round++) {
    let filled = 0;
    for (const area of await form.locator("textarea:visible").all()) {
      if ((await area.inputValue()) !== "") continue;
      await area.fill(write((await area.getAttribute("name")) ?? ""));
      filled += 1;
    }
    for (const input of await form.locator(SHORT).locator("visible=true").all()) {
      if ((await input.inputValue()) !== "") continue;
      const [name, type, mode] = await Promise.all(["name", "type", "inputmode"].map(async (attribute) => (await input.getAttribute(attribute)) ?? ""));
      await input.fill(shortValue(name!, type!, mode!));
      filled += 1;
    }
    for (const select of await form.locator("select:visible").all()) {
      if ((await select.inputValue()) !== "" || (await select.locator("option").count()) < 2) continue;
      const options = await select.locator("option:not([disabled])").evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
      const choice = options.find((value) => value !== "" && value !== "na" && value !== "0");
      if (!choice) continue;
      await select.selectOption(choice);
      filled += 1;
    }
    filled += await tickGroups(form, "radio", 1);
    filled += await tickGroups(form, "checkbox", 2);
    total += filled;
    if (filled === 0) break;
  }
  return total;
}

/** Chooses the first options of each group of boxes that has none chosen. */
async function tickGroups(form: Locator, type: "radio" | "checkbox", count: number): Promise<number> {
  const names = await form.locator(`input[type=${type}]:visible`).evaluateAll((all) => [...new Set(all.map((input) => (input as HTMLInputElement).name))]);
  let filled = 0;
  for (const name of names.filter((candidate) => candidate !== "" && !candidate.startsWith("conf."))) {
    const group = form.locator(`input[type=${type}][name="${name}"]:visible`);
    if (!(await isUnansweredGroup(group))) continue;
    const boxes = await group.all();
    // A choice of lines to report on in depth wants five; anything else is content with two.
    for (const box of boxes.slice(0, name === "D2" && boxes.length === 18 ? 5 : count)) await box.check();
    filled += 1;
  }
  return filled;
}

const isUnansweredGroup = (group: Locator): Promise<boolean> => group.evaluateAll((all) => all.every((input) => !(input as HTMLInputElement).checked));
