import { LANGUAGE_NAMES, type Language } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { useLanguage } from "~/ui/use-language";
import type { CodeName } from "../model";

/** Words of a codebook in the language they have; where that is not the reader's, it is said. */
export function InLanguage({ text, language }: { text: string; language: Language }) {
  const own = useLanguage();
  return (
    <>
      <bdi lang={language}>{text}</bdi>
      {language !== own && (
        <>
          {" "}
          <Badge icon="language">
            <span lang={language}>{LANGUAGE_NAMES[language]}</span>
          </Badge>
        </>
      )}
    </>
  );
}

/** The name of a code. */
export const CodeLabel = ({ code: { name, language } }: { code: Pick<CodeName, "name" | "language"> }) => <InLanguage text={name} language={language} />;
