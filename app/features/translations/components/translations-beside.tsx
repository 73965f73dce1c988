import { Link } from "@remix-run/react";
import { translateAddress } from "~/features/review/model/translate-address";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Language } from "~/lib/languages";
import type { TextPlace, Translation, TranslatedAnswer } from "../model";
import { PlaceTextList } from "./place-text";
import { answerAnchor } from "./translated-sections";
import { TranslationMark } from "./translation-state";

type Beside = { answer: TranslatedAnswer; to: Language; submission: string; mayWrite: boolean };

/** The texts of an answer beside their translation, to be read; where there is none that is said, with the way to write one. */
export function TranslationBeside({ answer: { unit, language, places, translation }, to, submission, mayWrite }: Beside) {
  const { t } = useTranslation("translations");
  const reader = useLanguage();
  const texts = Object.fromEntries(places.map(({ place, text }) => [place, text]));
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
      <div className="grid min-w-0 grid-cols-1 content-start gap-2">
        <p className="text-sm font-semibold">{t("original")}</p>
        <PlaceTextList places={places} texts={texts} language={language} />
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-2 border-s-4 border-line ps-4">
        {translation ? (
          <>
            <TranslationMark translation={translation} />
            <PlaceTextList places={places} texts={translation.texts} language={to} />
          </>
        ) : (
          <p className="text-ink-soft">{t("beside.none")}</p>
        )}
        {mayWrite && !translation?.complete && (
          <Link to={translateAddress(reader, submission, { to }, answerAnchor(unit))} className="text-sm">
            {t("beside.write")} <Code>{unit}</Code>
          </Link>
        )}
      </div>
    </div>
  );
}

/** A translation below its original, marked as one. */
export function TranslationBelow({ places, translation, language }: { places: readonly TextPlace[]; translation: Translation; language: Language }) {
  const { t } = useTranslation("translations");
  return (
    <section aria-label={t("title")} className="grid min-w-0 grid-cols-1 gap-2 border-s-4 border-line ps-4">
      <p className="text-sm font-semibold">{t("bySecretariat")}</p>
      <TranslationMark translation={translation} />
      <PlaceTextList places={places} texts={translation.texts} language={language} />
    </section>
  );
}
