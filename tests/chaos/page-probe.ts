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

/** An answer as it was marked, with all that stood in the fields of its page at that moment, by their names. */
export type SavedMark = { question: string; row: string; revision: number; fields: Record<string, string> };

/** What the probe leaves in a page. */
type Probed = { chaosMarked: (mark: object) => Promise<void>; chaosFields: () => Record<string, string> };

/** Tells of each answer that the pages of a browser mark as saved, with what stands in the fields at that moment. */
export async function tellSaved(context: BrowserContext, tell: (mark: SavedMark) => void): Promise<void> {
  await context.exposeFunction("chaosMarked", tell);
  await context.addInitScript((pattern) => {
    const probed = window as unknown as Probed;
    probed.chaosFields = () => {
      const fields: Record<string, string> = {};
      for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("form[data-answers] :is(textarea, input)[name]")) {
        const { type, checked } = field as HTMLInputElement;
        if (type === "textarea" || (type === "radio" && checked)) fields[field.name] = field.value;
        else if (type === "checkbox" && field.name.startsWith("conf.")) fields[field.name] = checked ? "yes" : "";
      }
      return fields;
    };
    const saved = new RegExp(`^${pattern}`);
    const before = new Map<string, string>();
    const look = (): void => {
      for (const link of document.querySelectorAll<HTMLAnchorElement>('form[data-answers] a[href*="/history/"]')) {
        const words = link.closest("p")?.textContent ?? "";
        if (before.get(link.href) === words) continue;
        before.set(link.href, words);
        const revision = Number(saved.exec(words)?.[1] ?? 0);
        const { pathname, searchParams } = new URL(link.href);
        const [question, row] = [pathname.split("/").at(-1), searchParams.get("row") ?? ""];
        if (revision > 0) void probed.chaosMarked({ question, row, revision, fields: probed.chaosFields() });
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, SAVED);
}

/** What a page shows. `attention`: words of a conflict or a refusal, of which there must be none; `kept`: what only the device has. */
export type Shown = { fields: Record<string, string>; attention: string[]; isThrough: boolean; kept: unknown[] };

export const look = (page: Page): Promise<Shown> =>
  page.evaluate(
    async ({ quiet, needs }): Promise<Shown> => {
      const onDevice = async (): Promise<unknown[]> => {
        // Opening a database that is not there would make one.
        if (!(await indexedDB.databases()).some(({ name }) => name === "portal")) return [];
        return new Promise((done, failed) => {
          const opening = indexedDB.open("portal");
          opening.onerror = () => failed(opening.error!);
          opening.onsuccess = () => {
            const reading = opening.result.transaction("kept").objectStore("kept").getAll();
            reading.onsuccess = () => (opening.result.close(), done(reading.result));
            reading.onerror = () => (opening.result.close(), failed(reading.error!));
          };
        });
      };
      const words = [...document.querySelectorAll("p")].map((element) => element.textContent?.trim() ?? "");
      const attention = words.filter((text) => needs.some((start) => text.startsWith(start)));
      const isThrough = words.some((text) => quiet.some((start) => text.startsWith(start)));
      const kept = await onDevice();
      return { fields: (window as unknown as Probed).chaosFields(), attention, isThrough, kept };
    },
    { quiet: QUIET, needs: ATTENTION },
  );

/**
 * Waits until the page has brought everything to the server, what it found on the device too, and gives the texts of its
 * fields. Where an answer needs its author it gives them at once.
 */
export async function whenQuiet(page: Page, ms: number): Promise<Shown> {
  let last: unknown = "nothing yet";
  for (const end = performance.now() + ms; performance.now() < end; await pause(150)) {
    try {
      const shown = await look(page);
      if (shown.attention.length > 0 || (shown.isThrough && shown.kept.length === 0)) return shown;
      last = shown;
    } catch (error) {
      // A page that is just being loaded anew has nothing to say yet.
      last = error;
    }
  }
  throw new Error(`not everything is with the server within ${ms} ms; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
}
