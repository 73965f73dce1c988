import type { BrowserContext, Page } from "@playwright/test";
import { textOf } from "../e2e/support/texts";
import { pause } from "./portal-run";

const said = (key: string): string => textOf("en", `reports:${key}`);
/** A text up to its first placeholder. */
const opening = (key: string): string => said(key).split("{{")[0]!;

/** The words of an answer that is saved, with its revision as the one group. */
const SAVED = said("unit.saved")
  .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
  .replace("{{time}}", ".+")
  .replace("{{revision}}", "(\\d+)");
/** The words of a page with nothing left to save. */
const QUIET = [opening("saving.saved"), said("saving.savedBefore"), said("saving.untouched")];
const ATTENTION = [opening("unit.conflict"), opening("unit.refused")];

export type SavedMark = { code: string; revision: number; text: string };

/** Tells of each answer that the pages of a browser mark as saved, with the text that stands in the field at that moment. */
export async function tellSaved(context: BrowserContext, tell: (mark: SavedMark) => void): Promise<void> {
  await context.exposeFunction("chaosMarked", tell);
  await context.addInitScript((pattern) => {
    const saved = new RegExp(`^${pattern}`);
    const before = new Map<string, string>();
    const look = (): void => {
      for (const field of document.querySelectorAll<HTMLTextAreaElement>("form[data-answers] textarea[id]")) {
        const words = document.querySelector(`form[data-answers] a[href$="/history/${field.id}"]`)?.closest("p")?.textContent ?? "";
        if (before.get(field.id) === words) continue;
        before.set(field.id, words);
        const revision = Number(saved.exec(words)?.[1] ?? 0);
        if (revision > 0) void (window as unknown as { chaosMarked: (mark: object) => void }).chaosMarked({ code: field.id, revision, text: field.value });
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, SAVED);
}

/** What the page shows once everything is through. `attention`: words of a conflict or a refusal, of which there must be none. */
export type Shown = { texts: Record<string, string>; attention: string[] };

/** What a page shows now; null while something of it is on its way to the server, or on the device only. */
const look = (page: Page): Promise<Shown | null> =>
  page.evaluate(
    async ({ quiet, needs }): Promise<Shown | null> => {
      const kept = async (): Promise<number> => {
        // Opening a database that is not there would make one.
        if (!(await indexedDB.databases()).some(({ name }) => name === "portal")) return 0;
        return new Promise((done, failed) => {
          const opening = indexedDB.open("portal");
          opening.onerror = () => failed(opening.error!);
          opening.onsuccess = () => {
            const counting = opening.result.transaction("kept").objectStore("kept").count();
            counting.onsuccess = () => (opening.result.close(), done(counting.result));
            counting.onerror = () => (opening.result.close(), failed(counting.error!));
          };
        });
      };
      const words = [...document.querySelectorAll("p")].map((element) => element.textContent?.trim() ?? "");
      const attention = words.filter((text) => needs.some((start) => text.startsWith(start)));
      const isThrough = words.some((text) => quiet.some((start) => text.startsWith(start)));
      if (attention.length === 0 && (!isThrough || (await kept()) > 0)) return null;
      const fields = [...document.querySelectorAll<HTMLTextAreaElement>("form[data-answers] textarea[id]")];
      return { texts: Object.fromEntries(fields.map(({ id, value }) => [id, value])), attention };
    },
    { quiet: QUIET, needs: ATTENTION },
  );

/**
 * Waits until the page has brought everything to the server, what it found on the device too, and gives the texts of its
 * fields. Where an answer needs its author it gives them at once.
 */
export async function whenQuiet(page: Page, ms: number): Promise<Shown> {
  for (const end = performance.now() + ms; performance.now() < end; await pause(150)) {
    // A page that is just being loaded anew has nothing to say yet.
    const shown = await look(page).catch(() => null);
    if (shown) return shown;
  }
  throw new Error(`the page has not brought everything to the server within ${ms} ms`);
}
