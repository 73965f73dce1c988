import { createInstance, type BackendModule, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "~/lib/languages";
import { BASE_NAMESPACES, type Namespace } from "./namespaces";
import { i18nOptions } from "./options";

const files = import.meta.glob<Record<string, unknown>>(
  [
    "/locales/*/*.json",
    "!/locales/*/{mail,letters,papers,fillable,sheets}.json",
    "!/locales/*/{desk,audit,readings,queue,outreach,compilation,coding,documents,meetings,negotiations,synthesis,translations,gallery}.json",
  ],
  { import: "default" },
);

/** The texts of a namespace. Where those of the desk and of meetings are is told by a file of its own, which the author's form never fetches. */
async function read(language: string, namespace: string): Promise<Record<string, unknown>> {
  const path = `/locales/${language}/${namespace}.json`;
  const find = files[path] ?? (await import("./desk-texts")).deskTexts[path];
  return find!();
}

/** One cached file per language and namespace; a page that needs one that is not there yet waits for it (Suspense). */
const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) =>
    void read(language, namespace).then(
      (texts) => done(null, texts),
      (error: Error) => done(error, false),
    ),
};

/** The browser's instance, with the texts of the first page in it, so that hydration finds what the server wrote. */
export async function startBrowserI18n(language: Language, namespaces: readonly Namespace[]): Promise<i18n> {
  const first = [...new Set<Namespace>([...BASE_NAMESPACES, ...namespaces])];
  const texts = await Promise.all(first.map((namespace) => read(language, namespace)));
  const instance = createInstance().use(backend).use(initReactI18next);
  const resources = { [language]: Object.fromEntries(first.map((namespace, index) => [namespace, texts[index] as Record<string, string>])) };
  await instance.init({ ...i18nOptions, lng: language, ns: first, resources, partialBundledLanguages: true });
  return instance;
}
