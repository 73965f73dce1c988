import type { Kept } from "~/features/saves/model/queue-states";
import { markOf } from "~/features/templates/model/form-values";
import { fromFormData } from "~/features/templates/model/forms";
import { isObject, type FormQuestion } from "~/features/templates/model/values";
import { PERSON_HEADER } from "~/lib/headers";
import type { Language } from "~/lib/languages";
import { links } from "~/lib/links";
import { confidentialName } from "./section-data";
import { unitId } from "./save-transport";

/**
 * What was typed into a form before the page came alive. On a slow line that may be minutes of work, and taking over the
 * form would put the server's text back. Listens from the moment this module is loaded, which is before that; earlier
 * still, and for a page that ends before it is alive, a script in the page (`early-script.tsx`) keeps the fields on the device.
 */

const FORM = "form[data-answers]";
let typed: [string, string][] | null = null;
let isListening = false;

const read = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form).entries()].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));

const differs = (element: Element): boolean => {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue;
  if (element instanceof HTMLSelectElement) return [...element.options].some((option) => option.selected !== option.defaultSelected) && element.value !== "";
  if (!(element instanceof HTMLInputElement) || element.type === "hidden" || element.type === "file") return false;
  return element.type === "checkbox" || element.type === "radio" ? element.checked !== element.defaultChecked : element.value !== element.defaultValue;
};

function note(event: Event): void {
  const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>(FORM) : null;
  if (form) typed = read(form);
}

if (typeof document !== "undefined") {
  const form = document.querySelector<HTMLFormElement>(FORM);
  if (form && [...form.elements].some(differs)) typed = read(form);
  isListening = true;
  document.addEventListener("input", note, true);
  document.addEventListener("change", note, true);
}

/** The fields of the form as they were typed before, once; null when nothing was. Stops listening. */
export function takeEarlyInput(): [string, string][] | null {
  if (isListening) {
    document.removeEventListener("input", note, true);
    document.removeEventListener("change", note, true);
    isListening = false;
  }
  window.portalEarly?.stop();
  const result = typed;
  typed = null;
  return result;
}

/** What the names of kept pages begin with in the browser's storage. */
export const KEPT_EARLY = "portal.early:";

/** The attribute of a form whose fields are kept so: whose text it is, and of which report. */
export const ownerOf = (person: string, report: string): string => `${person}:${report}`;

declare global {
  interface Window {
    portalEarly?: { key: string; stop: () => void };
  }
}

/** Forgets what the page has kept of its own before it was alive; to be called once the page itself keeps it. */
export function forgetEarlyInput(): void {
  const own = window.portalEarly;
  window.portalEarly = undefined;
  if (own) forget(own.key);
}

/** One page of a report as it was left before it had come alive. */
export type EarlyPage = { key: string; at: number; page: string; row: string; entries: [string, string][] };

function parsed(key: string): EarlyPage | null {
  try {
    const page: unknown = JSON.parse(localStorage.getItem(key) ?? "");
    if (!isObject(page) || typeof page.at !== "number" || !Array.isArray(page.entries)) return null;
    return { key, at: page.at, page: String(page.page), row: typeof page.row === "string" ? page.row : "", entries: page.entries as [string, string][] };
  } catch {
    return null;
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be removed nothing was kept.
  }
}

/** What pages that have ended left of a report before they were alive, the oldest first. Empty where the device keeps nothing. */
export function earlyPages(person: string, report: string): EarlyPage[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${KEPT_EARLY}${ownerOf(person, report)}:`) && key !== window.portalEarly?.key);
    return keys.flatMap((key) => parsed(key) ?? []).sort((a, b) => a.at - b.at);
  } catch {
    return [];
  }
}

/** Forgets what a page left, once it has been taken over. */
export const forgetEarlyPage = ({ key }: EarlyPage): void => forget(key);

/** The answers that were changed on such a page, each as the queue goes on with it: on the revision it was typed on. */
export function changesOf({ row, entries }: EarlyPage, questions: readonly FormQuestion[]): (Kept & { unit: string })[] {
  const fields = new Map(entries);
  return questions.flatMap((question) => {
    const { code } = question;
    const revision = Number(fields.get(`rev.${code}`) ?? NaN);
    const [value, confidential] = [fromFormData(question, entries), fields.has(confidentialName(code))];
    if (!Number.isSafeInteger(revision) || fields.get(`was.${code}`) === markOf(value, confidential)) return [];
    return [{ unit: unitId(code, row), revision, sent: [], draft: { value, confidential } }];
  });
}

/**
 * Sends such a page as its form would have been: by the address of the page, with the ids and revisions that stand in its
 * fields. True once the server has it all; what is refused or in conflict waits for the page itself to be opened.
 */
export async function sendEarlyPage({ page, entries }: EarlyPage, person: string, report: string, language: Language): Promise<boolean> {
  const body = new FormData();
  for (const [name, value] of [...entries, ["intent", "save"] as const]) body.append(name, value);
  try {
    const { ok, url } = await fetch(links.section(language, report, page), { method: "POST", body, headers: { [PERSON_HEADER]: person } });
    // Where nobody is signed in it leads to another page.
    return ok && new URL(url).searchParams.has("saved");
  } catch {
    return false;
  }
}
