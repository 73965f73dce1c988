import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInstance, type i18n, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import { SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import { i18nOptions } from "./options";
import { NAMESPACES, type Namespace } from "./namespaces";

type Texts = Record<string, unknown>;
const loaded = new Map<string, Texts>();

/** The texts of a namespace in a language, read once from `locales/`. */
export function textsOf(language: Language, namespace: Namespace): Texts {
  const key = `${language}/${namespace}`;
  let texts = loaded.get(key);
  if (!texts) {
    texts = JSON.parse(readFileSync(resolve("locales", language, `${namespace}.json`), "utf8")) as Texts;
    loaded.set(key, texts);
  }
  return texts;
}

const instances = new Map<Language, i18n>();

/** The instance of a language, for all requests in it: none ever changes its language. All namespaces are in memory. */
export function serverI18n(language: Language): i18n {
  let instance = instances.get(language);
  if (!instance) instances.set(language, (instance = createServerI18n(language)));
  return instance;
}

function createServerI18n(language: Language): i18n {
  const instance = createInstance().use(initReactI18next);
  const resources = { [language]: Object.fromEntries(NAMESPACES.map((namespace) => [namespace, textsOf(language, namespace)])) };
  void instance.init({ ...i18nOptions, lng: language, resources, initAsync: false });
  const fixed = instance.getFixedT.bind(instance) as (...given: unknown[]) => TFunction;
  const known = new Map<string, TFunction>();
  instance.getFixedT = ((...given: unknown[]) => {
    const key = JSON.stringify(given);
    let t = known.get(key);
    if (!t) known.set(key, (t = remembering(fixed(...given))));
    return t;
  }) as typeof instance.getFixedT;
  return instance;
}

/** A page asks for hundreds of texts that nothing is filled into: each is looked up once. */
function remembering(t: TFunction): TFunction {
  const plain = new Map<unknown, unknown>();
  const remember = (...given: Parameters<TFunction>): unknown => {
    if (given.length > 1) return t(...given);
    const [key] = given;
    if (!plain.has(key)) plain.set(key, t(...given));
    return plain.get(key);
  };
  return Object.assign(remember, t) as TFunction;
}

/** Reads texts of every namespace: `t("mail:receipt.subject", …)`. */
export type Translate = TFunction<
  [
    "common",
    "carry",
    "clarifications",
    "comments",
    "coding",
    "compilation",
    "documents",
    "meetings",
    "negotiations",
    "audit",
    "deadlines",
    "delegations",
    "errors",
    "exports",
    "fillable",
    "history",
    "letters",
    "mail",
    "outreach",
    "papers",
    "public",
    "readings",
    "registration",
    "reports",
    "sheets",
    "signing",
    "translations",
  ]
>;

/** Texts in a language outside of a page: mails, problem documents, files. */
export const translator = (language: Language = SOURCE_LANGUAGE): Translate => serverI18n(language).t as Translate;
