import { Code } from "~/ui/bdi";
import { buttonClass } from "~/ui/button-class";
import { Notice } from "~/ui/notice";
import { TextArea } from "~/ui/text-area";
import { VisuallyHidden } from "~/ui/visually-hidden";
import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { useLanguage } from "~/ui/use-language";
import { MAX_REASON, PROPOSAL_BUTTON, reasonName, type ProposalWords, type ProposedText } from "../model/proposals";
import { BESIDE_FORM, useSection } from "./section-data";

/** Beside a question: what others propose for its answer, or why the reader's own proposal was given back. Its words come with the page. */
export function ProposalPanel({ code }: { code: string }) {
  const { proposals, proposalWords: words, proposing } = useSection().page;
  const givenBack = proposing?.givenBack[code];
  return (
    <>
      {words &&
        proposals.filter(({ question }) => question === code).map((proposed) => <Proposed key={proposed.person.id} proposed={proposed} words={words} />)}
      {givenBack && (
        <Notice tone="warning" title={givenBack.title}>
          <p className="text-sm">{givenBack.when}</p>
          <p dir="auto" className="whitespace-pre-wrap">
            {givenBack.reason}
          </p>
          <p>{givenBack.goOn}</p>
        </Notice>
      )}
    </>
  );
}

type ProposedProps = { proposed: ProposedText; words: ProposalWords };

/** A proposed text beside the answer it is compared with, and what can become of it. */
function Proposed({ proposed, words }: ProposedProps) {
  const { page } = useSection();
  const { question: code, person, revision, base, languages, pieces } = proposed;
  const id = `${code}-${person.id}`;
  const name = reasonName(code, person.id);
  const valueOf = (act: string, ...more: (string | number)[]): string => [act, code, person.id, revision, ...more].join(":");
  const press = { form: BESIDE_FORM, name: PROPOSAL_BUTTON, "aria-describedby": id };
  const [take, byHand, back] = [valueOf("take", base, page.opIds[code] ?? ""), valueOf("hand"), valueOf("back")];
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3 rounded-sm border-2 border-accent bg-surface p-4">
      <h3 id={id} className="font-semibold">
        <Code>{code}</Code> {proposed.title}
      </h3>
      <p className="text-sm">
        {proposed.when} · {proposed.state}
      </p>
      {pieces.length === 0 && <p className="text-sm">{words.same}</p>}
      {pieces.map(({ key, label, now, proposed: next }) => (
        <div key={key} className="grid grid-cols-1 gap-1">
          {label && <p className="text-sm font-semibold">{label}</p>}
          <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
            <Side title={words.now} changes={now} language={languages[0]} words={words} />
            <Side title={words.proposed} changes={next} language={languages[1]} words={words} />
          </div>
        </div>
      ))}
      <div className="flex flex-wrap gap-3">
        <button {...press} value={take} className={buttonClass("primary", "sm")}>
          {words.take}
        </button>
        <button {...press} value={byHand} className={buttonClass("secondary", "sm")}>
          {words.byHand}
        </button>
      </div>
      <details open={name in page.reasons}>
        <summary className="min-h-6 w-fit text-accent underline">{words.back}</summary>
        <div className="grid justify-items-start gap-2 pt-2">
          <label htmlFor={`${id}-reason`}>{words.reason}</label>
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {words.reasonHint}
          </p>
          <TextArea
            id={`${id}-reason`}
            aria-describedby={`${id}-hint`}
            form={BESIDE_FORM}
            name={name}
            rows={3}
            maxLength={MAX_REASON}
            defaultValue={page.reasons[name]}
          />
          <button {...press} value={back} className={buttonClass("secondary", "sm")}>
            {words.send}
          </button>
        </div>
      </details>
    </section>
  );
}

type SideProps = { title: string; changes: readonly Change[]; language: Language; words: ProposalWords };

/** One of the two texts; what only it has is marked, in words too. */
function Side({ title, changes, language, words }: SideProps) {
  const reader = useLanguage();
  const spoken = (text: string) => (
    <bdi lang={reader}>
      <VisuallyHidden> {text} </VisuallyHidden>
    </bdi>
  );
  return (
    <div className="grid grid-cols-1 content-start gap-1 rounded-sm border border-line p-3">
      <p className="text-sm font-semibold">{title}</p>
      {changes.length === 0 && <p className="text-ink-soft">{words.none}</p>}
      <div lang={language} dir="auto" className="whitespace-pre-wrap">
        {changes.map(({ kind, text }, index) =>
          kind === "same" ? (
            <span key={index}>{text}</span>
          ) : (
            <mark key={index} className="bg-warning-soft underline decoration-warning decoration-2">
              {spoken(words.only)}
              {text}
              {spoken(words.end)}
            </mark>
          ),
        )}
      </div>
    </div>
  );
}
