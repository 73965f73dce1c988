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

/** A new instance for one request: two requests never share a language. All namespaces are in memory already. */
export function createServerI18n(language: Language): i18n {
  const instance = createInstance().use(initReactI18next);
  const resources = { [language]: Object.fromEntries(NAMESPACES.map((namespace) => [namespace, textsOf(language, namespace)])) };
  void instance.init({ ...i18nOptions, lng: language, resources, initAsync: false });
  return instance;
}

const translators = new Map<Language, i18n>();

/** Reads texts of every namespace: `t("mail:receipt.subject", …)`. */
export type Translate = TFunction<["common", "errors", "mail", "public"]>;

/** Texts in a language outside of a page: mails, problem documents, files. These instances never change language. */
export function translator(language: Language = SOURCE_LANGUAGE): Translate {
  let instance = translators.get(language);
  if (!instance) translators.set(language, (instance = createServerI18n(language)));
  return instance.t as Translate;
}
