import { ChangedText } from "~/features/reports/components/changed-text";
import type { Language } from "~/lib/languages";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { useTranslation } from "~/ui/use-translation";
import type { ComparedChapter, ComparedParagraph } from "../model/compare";

const TONES: Record<ComparedParagraph["state"], BadgeTone> = { same: "neutral", changed: "warning", moved: "accent", added: "success", removed: "danger" };

/** A version with what came and what went since another one, paragraph by paragraph. */
export function ComparedText({ title, chapters, language }: { title: string; chapters: readonly ComparedChapter[]; language: Language }) {
  const { t } = useTranslation("documents");
  return (
    <div className="grid max-w-measure gap-8">
      <p className="font-semibold">{title}</p>
      {chapters
        .filter(({ paragraphs }) => paragraphs.length > 0)
        .map(({ id, number, title: name, paragraphs }) => (
          <section key={id} aria-labelledby={`compared-${id}`} className="grid gap-4">
            <h2 id={`compared-${id}`} lang={language} dir="auto" className="text-xl">
              <Code>{number}</Code>. {name}
            </h2>
            {paragraphs.map((paragraph) => (
              <div key={paragraph.id} className="grid gap-1">
                <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                  <Code>{[...new Set([paragraph.before, paragraph.after])].filter(Boolean).join(" → ")}</Code>
                  <Badge tone={TONES[paragraph.state]}>{t(`version.state.${paragraph.state}`)}</Badge>
                </p>
                <ChangedText changes={paragraph.changes} shows="each" language={language} />
              </div>
            ))}
          </section>
        ))}
    </div>
  );
}
