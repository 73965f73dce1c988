import { Link } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { classNames } from "~/ui/class-names";
import { FactList } from "~/ui/fact-list";
import { formatNumber } from "~/lib/dates";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { VisuallyHidden } from "~/ui/visually-hidden";
import type { Counts, Mark } from "../model";
import { documentLinks } from "../model/address";
import type { DocumentPage, ShownParagraph } from "../model/pages";
import { ChapterName } from "./chapter-name";
import { OrphanSection } from "./orphan-section";
import { RenameChapterForm } from "./outline-forms";
import { WordedMark } from "./sentence-mark";

const NAMES = ["tied", "editorial", "neither", "orphans"] as const;

/** How many sentences rest on what and, where there are any, how many stand in a machine's words. */
export function SentenceCounts({ counts, worded }: { counts: Counts; worded: number }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  return (
    <section aria-label={t("counts.title")}>
      <FactList
        facts={[
          ...NAMES.map((name) => [t(`counts.${name}`), formatNumber(counts[name], language)] as const),
          ...(worded > 0 ? [[t("counts.worded"), formatNumber(worded, language)] as const] : []),
        ]}
      />
    </section>
  );
}

/** The text of a document, chapter by chapter; each sentence leads to what it rests on. `rename`: what was answered to another title of a chapter. */
export function Outline({ document, rename }: { document: DocumentPage; rename: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  return (
    <div className="grid gap-10">
      {document.chapters.map(({ id, number, source, title, paragraphs }) => (
        <section key={id} id={`chapter-${id}`} aria-labelledby={`title-${id}`} className="grid gap-4">
          <h2 id={`title-${id}`} className="border-b-2 border-line-strong pb-2 text-xl">
            <ChapterName chapter={{ number, title }} language={document.language} />
          </h2>
          {document.mayWrite && (
            <RenameChapterForm key={title} chapter={{ id, title }} language={document.language} answer={rename?.typed.chapter === id ? rename : undefined} />
          )}
          {paragraphs.length === 0 ? (
            <p className="text-ink-soft">{t("chapter.empty")}</p>
          ) : (
            paragraphs.map((paragraph) => <ParagraphText key={paragraph.id} document={document} paragraph={paragraph} />)
          )}
          {document.mayWrite && source !== "" && (
            <p className="print:hidden">
              <Link to={documentLinks.layout(language, document.id, id)}>
                {t("chapter.layOut")}
                <VisuallyHidden>: {title}</VisuallyHidden>
              </Link>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}

/** Sentences of which a tie was left behind: in an edit, a split, a merge, or with a paragraph that was deleted. */
export function OrphanSentences({ document: { language: written, orphans } }: { document: DocumentPage }) {
  const { t } = useTranslation("documents");
  if (orphans.length === 0) return null;
  return (
    <OrphanSection lead={t("orphan.where")}>
      <ul className="grid max-w-measure list-disc gap-2 ps-6">
        {orphans.map(({ id, sentence }) => (
          <li key={id} lang={written} dir="auto">
            {sentence}
          </li>
        ))}
      </ul>
    </OrphanSection>
  );
}

const LOOK: Record<Mark, string> = {
  tied: "decoration-success decoration-2",
  editorial: "decoration-dotted decoration-2",
  neither: "bg-warning-soft decoration-warning decoration-wavy",
};

function ParagraphText({ document: { id, language: written }, paragraph }: { document: DocumentPage; paragraph: ShownParagraph }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const providers = [...new Set(paragraph.sentences.map(({ provider }) => provider))].filter(Boolean);
  return (
    <div id={`paragraph-${paragraph.id}`} className="grid max-w-measure grid-cols-[4rem_minmax(0,1fr)] gap-2">
      <Link to={documentLinks.paragraph(language, id, paragraph.id)} aria-label={t("paragraph.edit", { number: paragraph.number })}>
        <Code>{paragraph.number}</Code>
      </Link>
      <p lang={written} dir="auto" className="leading-relaxed">
        {paragraph.sentences.map(({ text, mark, provider }, at) => (
          <span key={at}>
            <Link
              to={`${documentLinks.paragraph(language, id, paragraph.id, { sentence: at })}#evidence`}
              className={classNames("text-ink underline underline-offset-4", LOOK[mark], provider !== "" && "bg-accent-soft")}
            >
              {text}
              <bdi lang={language}>
                <VisuallyHidden>
                  {" "}
                  ({t(`mark.${mark}`)}
                  {provider !== "" && `; ${t("mark.worded", { provider })}`})
                </VisuallyHidden>
              </bdi>
            </Link>{" "}
          </span>
        ))}
      </p>
      {providers.length > 0 && (
        <p className="col-start-2 flex flex-wrap gap-2">
          {providers.map((provider) => (
            <WordedMark key={provider} provider={provider} />
          ))}
        </p>
      )}
    </div>
  );
}
