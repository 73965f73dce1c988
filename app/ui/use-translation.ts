import type { i18n as I18n, TFunction } from "i18next";
import { useContext, useEffect, useReducer } from "react";
import { I18nContext } from "react-i18next";
import type { Namespace } from "~/platform/i18n/namespaces";

type Reader = { t: TFunction; i18n: I18n };

const readers = new WeakMap<I18n, Map<string, Reader>>();

function readerOf(i18n: I18n, names: readonly Namespace[]): Reader {
  let known = readers.get(i18n);
  if (!known) readers.set(i18n, (known = new Map()));
  const key = names.join();
  let reader = known.get(key);
  if (!reader) {
    // The last argument is the library's own, and not among its types: where a key of several namespaces is looked for.
    const fixed = i18n.getFixedT as (...given: unknown[]) => TFunction;
    known.set(key, (reader = { t: fixed.call(i18n, i18n.language, names[0], undefined, { scopeNs: names }), i18n }));
  }
  return reader;
}

const missingOf = (i18n: I18n, names: readonly Namespace[]): Namespace[] => names.filter((name) => !i18n.hasLoadedNamespace(name));

/**
 * Texts of a namespace in the language of the page; without one those of every page. Suspends while the browser fetches
 * a namespace it has not yet. Stands for the library's hook of the same name, which follows a language that may change,
 * with thirteen hooks at each of some hundred places: here another language is another document, so one is enough.
 */
export function useTranslation<const N extends Namespace | readonly Namespace[] = "common">(namespaces?: N): { t: TFunction<N>; i18n: I18n } {
  const { i18n } = useContext(I18nContext);
  return fetched<N>(i18n, (typeof namespaces === "object" ? namespaces : [namespaces ?? "common"]) as readonly Namespace[]);
}

function fetched<N extends Namespace | readonly Namespace[]>(i18n: I18n, names: readonly Namespace[]): { t: TFunction<N>; i18n: I18n } {
  const missing = missingOf(i18n, names);
  // React shows the boundary around until what is thrown has settled.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  if (missing.length > 0) throw i18n.loadNamespaces(missing);
  return readerOf(i18n, names) as unknown as { t: TFunction<N>; i18n: I18n };
}

/** The same for texts most pages never show: what it gives is called while rendering, and fetches and suspends only then. */
export function useRareTranslation<const N extends Namespace>(namespace: N): () => TFunction<N> {
  const { i18n } = useContext(I18nContext);
  return () => fetched<N>(i18n, [namespace]).t;
}

/** The same where nothing may wait, as in the title of the page: tells whether all texts are there, and is asked again once they are. */
export function useLoadedTranslation<const N extends readonly Namespace[]>(names: N): { t: TFunction<N>; ready: boolean } {
  const { i18n } = useContext(I18nContext);
  const missing = missingOf(i18n, names);
  const [, askAgain] = useReducer((times: number) => times + 1, 0);
  const wanted = missing.join();
  useEffect(() => {
    if (wanted) void i18n.loadNamespaces(wanted.split(",")).then(askAgain);
  }, [i18n, wanted]);
  return { t: readerOf(i18n, names).t as unknown as TFunction<N>, ready: missing.length === 0 };
}
