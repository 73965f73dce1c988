import type { ReactNode } from "react";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { EmptyState } from "~/ui/empty-state";
import { useTranslation } from "~/ui/use-translation";
import { namesOf } from "../model";
import type { BracketParagraph, BracketsPage, DeskInput } from "../model/pages";
import { bracketLines, cleanLines } from "../model/wording";
import { BracketText } from "./bracket-text";
import { InputDecision, ParagraphLock } from "./decision-forms";

type ViewProps = { page: BracketsPage; answer: FormAnswer | undefined };

/** The draft, chapter by chapter, as one view of it shows a paragraph. */
function Chapters({ page, children }: { page: BracketsPage; children: (paragraph: BracketParagraph) => ReactNode }) {
  return (
    <div className="grid gap-10">
      {page.chapters
        .filter(({ paragraphs }) => paragraphs.length > 0)
        .map(({ id, number, title, paragraphs }) => (
          <section key={id} aria-labelledby={`chapter-${id}`} className="grid gap-6">
            <h2 id={`chapter-${id}`} lang={page.draft.language} dir="auto" className="border-b-2 border-line-strong pb-2 text-xl">
              <Code>{number}</Code>. {title}
            </h2>
            {paragraphs.map(children)}
          </section>
        ))}
    </div>
  );
}

/** Paragraph by paragraph, with brackets, and under each what was said to it. */
export function ParagraphsView({ page, answer }: ViewProps) {
  const { t } = useTranslation("negotiations");
  const { draft, mayDecide } = page;
  return (
    <Chapters page={page}>
      {(paragraph) => (
        <section key={paragraph.id} id={`paragraph-${paragraph.id}`} aria-label={t("paragraph.title", { number: paragraph.number })} className="grid gap-3">
          <BracketText number={paragraph.number} lines={(say) => bracketLines(paragraph.bracketed, say)} language={draft.language} />
          <ParagraphLock
            paragraph={paragraph}
            language={draft.language}
            mayDecide={mayDecide}
            answer={answer?.typed.paragraph === paragraph.id ? answer : undefined}
          />
          {paragraph.inputs.length > 0 && (
            <ul className="grid gap-3 ps-4">
              {paragraph.inputs.map((input) => (
                <InputDecision
                  key={input.id}
                  input={input}
                  places={page.places}
                  language={draft.language}
                  mayDecide={mayDecide}
                  answer={answer?.typed.input === input.id ? answer : undefined}
                />
              ))}
            </ul>
          )}
        </section>
      )}
    </Chapters>
  );
}

type Said = { number: string; input: DeskInput };

/** What each proponent proposes, in the order of the text; several who propose together stand together. */
export function ProponentsView({ page, answer }: ViewProps) {
  const { t } = useTranslation("negotiations");
  const byNames = new Map<string, Said[]>();
  for (const { number, inputs } of page.chapters.flatMap(({ paragraphs }) => paragraphs))
    for (const input of inputs) {
      const names = input.kind === "comment" ? input.party.code : namesOf(input.proponents);
      if (names !== "") byNames.set(names, [...(byNames.get(names) ?? []), { number, input }]);
    }
  if (byNames.size === 0) return <EmptyState title={t("proposals.none")} />;
  return (
    <div className="grid gap-10">
      {[...byNames]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([names, said], index) => (
          <section key={names} aria-labelledby={`by-${index}`} className="grid gap-3">
            <h2 id={`by-${index}`} className="border-b-2 border-line-strong pb-2 text-xl">
              <Code>{names}</Code>
            </h2>
            <ul className="grid gap-3">
              {said.map(({ number, input }) => (
                <li key={input.id} className="grid gap-1">
                  <p className="font-semibold">{t("paragraph.title", { number })}</p>
                  <ul>
                    <InputDecision
                      input={input}
                      places={page.places}
                      language={page.draft.language}
                      mayDecide={page.mayDecide}
                      answer={answer?.typed.input === input.id ? answer : undefined}
                    />
                  </ul>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

/** The text with what was agreed, and nothing else. */
export function CleanView({ page }: Pick<ViewProps, "page">) {
  return (
    <Chapters page={page}>
      {({ id, number, clean }) => <BracketText key={id} number={number} lines={(say) => cleanLines(clean, say)} language={page.draft.language} />}
    </Chapters>
  );
}
