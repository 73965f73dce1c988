import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import { keyHistory } from "~/platform/history-keys";
import { startBrowserI18n } from "~/platform/i18n/browser";
import type { Namespace } from "~/platform/i18n/namespaces";

keyHistory();

const { lang, dataset } = document.documentElement;
const namespaces = (dataset.texts ?? "").split(" ").filter(Boolean) as Namespace[];
/**
 * The data of the page, which Remix reads from a stream while it has React wait. What is pressed in that time would end in
 * an error of React's own (345, "Root did not complete") and be lost, so it is read before: called outside of React, the
 * root throws what it waits for, and nothing else of it runs.
 */
async function dataOfPage(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    await waiting;
  }
}

const data = dataOfPage();
const i18n = await startBrowserI18n(isLanguage(lang) ? lang : SOURCE_LANGUAGE, namespaces);

await data;

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  );
});
