import { directionOf, type Language } from "~/lib/languages";
import { UserText } from "~/ui/user-text";
import { useTranslation } from "~/ui/use-translation";
import type { PlaceTexts, TextPlace } from "../model";

/** A text of an answer, in its own language and direction. */
export function PlaceText({ text, long, language }: { text: string; long: boolean; language: Language }) {
  return (
    <div lang={language} dir={directionOf(language)}>
      {long ? <UserText text={text} lang={language} /> : <p dir="auto">{text}</p>}
    </div>
  );
}

/** The texts of a translation, each under the name of its place; where one is missing that is said. */
export function PlaceTextList({ places, texts, language }: { places: readonly Omit<TextPlace, "text">[]; texts: PlaceTexts; language: Language }) {
  const { t } = useTranslation("translations");
  return (
    <ul className="grid grid-cols-1 gap-3">
      {places.map(({ place, label, long }) => (
        <li key={place} className="grid min-w-0 grid-cols-1 gap-0.5">
          {label && (
            <span dir="auto" className="text-sm text-ink-soft">
              {label}
            </span>
          )}
          {texts[place] === undefined ? (
            <span className="text-ink-soft">{t("beside.noText")}</span>
          ) : (
            <PlaceText text={texts[place]} long={long} language={language} />
          )}
        </li>
      ))}
    </ul>
  );
}
