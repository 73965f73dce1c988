import { Form, Link } from "@remix-run/react";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { VisuallyHidden } from "~/ui/visually-hidden";
import { documentLinks } from "../model/address";
import type { ParagraphPage, QuoteGroup } from "../model/pages";
import { SentenceMark, WordedMark } from "./sentence-mark";
import { Excerpt } from "./excerpt";
import { OrphanSection } from "./orphan-section";
import { QuoteGroupSection } from "./quote-group-section";

/** The sentences of a paragraph; each leads to what it rests on. */
export function SentenceList({ paragraph: { id, document, sentences, chosen } }: { paragraph: ParagraphPage }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  return (
    <section aria-labelledby="sentences" className="grid gap-3">
      <h2 id="sentences" className="text-xl">
        {t("sentences.title")}
      </h2>
      <ol className="grid gap-2">
        {sentences.map(({ text, mark, provider, quotes }, at) => (
          <li key={at} className="grid max-w-measure justify-items-start gap-1 border-b border-line pb-2">
            <Link
              to={`${documentLinks.paragraph(language, document.id, id, { sentence: at })}#evidence`}
              aria-current={chosen?.at === at ? "true" : undefined}
              className="aria-[current]:font-semibold"
            >
              <bdi lang={document.language} dir="auto">
                {text}
              </bdi>
            </Link>
            <span className="flex flex-wrap gap-2">
              <SentenceMark mark={mark} />
              <WordedMark provider={provider} />
              {quotes > 0 && <span className="text-sm text-ink-soft">{t("sentences.quotes", { count: quotes })}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Chosen = NonNullable<ParagraphPage["chosen"]>;

/** The sentence that is looked at, as forms about it carry it. */
const Meant = ({ chosen: { at, text } }: { chosen: Pick<Chosen, "at" | "text"> }) => (
  <>
    <input type="hidden" name="at" value={at} />
    <input type="hidden" name="sentence" value={text} />
  </>
);

/** What one sentence rests on: quotations by group and region, or its mark as editorial. */
export function EvidenceView({ paragraph, chosen, answer }: { paragraph: ParagraphPage; chosen: Chosen; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const { document, mayWrite } = paragraph;
  return (
    <section id="evidence" aria-labelledby="evidence-title" className="grid gap-4">
      <h2 id="evidence-title" className="text-xl">
        {t("evidence.title")}
      </h2>
      <blockquote lang={document.language} dir="auto" className="max-w-measure border-s-4 border-accent ps-4 font-semibold">
        {chosen.text}
      </blockquote>
      <RefusalSummary refusal={answer?.refusal} prefix="cite" />
      {chosen.editorial ? (
        <div className="flex flex-wrap items-center gap-3">
          <p>{t("evidence.editorial")}</p>
          {mayWrite && <Untie tie={chosen.editorial} label={t("evidence.remove")} />}
        </div>
      ) : (
        chosen.groups.length === 0 && <p>{t("evidence.none")}</p>
      )}
      {chosen.groups.map((group) => (
        <Quotes key={group.key || "none"} group={group} chosen={chosen} mayWrite={mayWrite} />
      ))}
      {mayWrite && (
        <>
          {chosen.mark === "neither" && (
            <Form method="post">
              <Meant chosen={chosen} />
              <Button type="submit" name="intent" value="editorial">
                {t("evidence.mark")}
              </Button>
            </Form>
          )}
          <CiteForm paragraph={paragraph} chosen={chosen} answer={answer} />
        </>
      )}
    </section>
  );
}

function Untie({ tie, label, about }: { tie: string; label: string; about?: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="tie" value={tie} />
      <Button type="submit" size="sm" name="intent" value="untie" aria-label={about}>
        {label}
      </Button>
    </Form>
  );
}

function Retie({ tie, chosen, label }: { tie: string; chosen: Chosen; label: string }) {
  return (
    <Form method="post">
      <Meant chosen={chosen} />
      <input type="hidden" name="tie" value={tie} />
      <Button type="submit" size="sm" name="intent" value="retie">
        {label}
      </Button>
    </Form>
  );
}

function Quotes({ group, chosen, mayWrite }: { group: QuoteGroup; chosen: Chosen; mayWrite: boolean }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  return (
    <QuoteGroupSection group={group} keyOf={({ tie }) => tie}>
      {(own) => {
        const { tie, symbol, current, tied } = own;
        return (
          <>
            <Excerpt quote={own} to={links.deskSubmission(language, own.submission)} />
            {!current && <p className="text-sm">{t("evidence.stale")}</p>}
            {tied !== chosen.text && (
              <div className="grid justify-items-start gap-1 text-sm">
                <p>{t("evidence.changed")}</p>
                <p dir="auto" className="ps-4">
                  {tied}
                </p>
                {mayWrite && <Retie tie={tie} chosen={chosen} label={t("evidence.confirm")} />}
              </div>
            )}
            {mayWrite && <Untie tie={tie} label={t("evidence.remove")} about={t("evidence.removeFrom", { symbol })} />}
          </>
        );
      }}
    </QuoteGroupSection>
  );
}

function CiteForm({ paragraph, chosen, answer }: { paragraph: ParagraphPage; chosen: Chosen; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("evidence.cite")} level={3}>
      {paragraph.chapter.hasSources && (
        <div>
          <LinkButton to={documentLinks.sources(language, paragraph.document.id, paragraph.id, { sentence: chosen.at })}>
            {t("evidence.fromCompilation")}
            <VisuallyHidden>: {chosen.text}</VisuallyHidden>
          </LinkButton>
        </div>
      )}
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <Meant chosen={chosen} />
        <Field id="cite-symbol" label={t("evidence.symbol")} error={errorOf("symbol")} required>
          {(control) => <TextInput {...control} name="symbol" code defaultValue={typed.symbol ?? ""} />}
        </Field>
        <Field id="cite-question" label={t("evidence.question")} error={errorOf("question")} required>
          {(control) => <TextInput {...control} name="question" code defaultValue={typed.question ?? ""} className="max-w-40" />}
        </Field>
        <Field id="cite-row" label={t("evidence.row")} error={errorOf("row")}>
          {(control) => <TextInput {...control} name="row" code defaultValue={typed.row ?? ""} className="max-w-40" />}
        </Field>
        <Field id="cite-quote" label={t("evidence.quote")} hint={t("evidence.quoteHint")} error={errorOf("quote")}>
          {(control) => <TextArea {...control} name="quote" rows={3} defaultValue={typed.quote ?? ""} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" name="intent" value="cite">
            {t("evidence.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** Ties of the document that have no sentence, each to be put on the one that is looked at, or removed. */
export function OrphanList({ paragraph: { orphans, chosen, mayWrite } }: { paragraph: ParagraphPage }) {
  const { t } = useTranslation("documents");
  if (orphans.length === 0) return null;
  return (
    <OrphanSection lead={t("orphan.lead")}>
      <ul className="grid gap-4">
        {orphans.map(({ id, sentence, symbol, quote }) => (
          <li key={id} className="grid max-w-measure justify-items-start gap-2 border-b border-line pb-3">
            <p>{t("orphan.stood", { sentence })}</p>
            {quote && (
              <blockquote dir="auto" className="border-s-4 border-line ps-4">
                {quote}
              </blockquote>
            )}
            {symbol && <Code>{symbol}</Code>}
            {mayWrite && (
              <div className="flex flex-wrap gap-3">
                {chosen && <Retie tie={id} chosen={chosen} label={t("orphan.put")} />}
                <Untie tie={id} label={t("evidence.remove")} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </OrphanSection>
  );
}
