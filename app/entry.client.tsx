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
const i18n = await startBrowserI18n(isLanguage(lang) ? lang : SOURCE_LANGUAGE, namespaces);

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
