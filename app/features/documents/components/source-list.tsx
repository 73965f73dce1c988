import { Form, Link } from "@remix-run/react";
import { CompiledAnswerView } from "~/features/compilations/components/compiled-answers";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { EmptyState } from "~/ui/empty-state";
import { useTranslation } from "~/ui/use-translation";
import type { SourceAnswer, SourcesPage } from "../model/pages";

type Question = SourcesPage["questions"][number];

/** The questions a chapter is written from. */
export function SourceQuestions({ questions, linkOf }: { questions: readonly Question[]; linkOf: (question: Question) => string }) {
  const { t } = useTranslation("documents");
  const { t: compilation } = useTranslation("compilation");
  return (
    <section aria-labelledby="questions" className="grid gap-3">
      <h2 id="questions" className="text-xl">
        {t("sources.questions")}
      </h2>
      <ul className="grid gap-1">
        {questions.map((question) => (
          <li key={`${question.template} ${question.question}`} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2">
            <span className="text-sm text-ink-soft">
              <Code>{question.question}</Code>
            </span>
            <span>
              <Link to={linkOf(question)}>{question.label}</Link>{" "}
              <span className="text-sm text-ink-soft">
                {question.title} · {compilation("answers", { count: question.count })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Answers = NonNullable<SourcesPage["answers"]>;

/** The answers to one question, each with its sentences to be quoted. */
export function SourceAnswers({ answers, sentence, mayWrite }: { answers: Answers; sentence: SourcesPage["sentence"]; mayWrite: boolean }) {
  const { t } = useTranslation("documents");
  return (
    <section aria-labelledby="answers" className="grid gap-2">
      <h2 id="answers" className="border-b-2 border-line-strong pb-2 text-xl">
        <Code>{answers.question}</Code> {answers.label}
      </h2>
      {answers.items.length === 0 && <EmptyState title={t("sources.none")} />}
      {answers.items.map((answer) => (
        <div key={`${answer.submission} ${answer.row}`} className="grid min-w-0 gap-3 pb-4">
          <CompiledAnswerView answer={answer} texts={answers.texts} oneRow={false} />
          {answer.confidential ? <p>{t("sources.confidential")}</p> : mayWrite && <CiteSentences answer={answer} sentence={sentence} />}
        </div>
      ))}
    </section>
  );
}

function CiteSentences({ answer, sentence }: { answer: SourceAnswer; sentence: SourcesPage["sentence"] }) {
  const { t } = useTranslation("documents");
  return (
    <Form method="post" className="grid gap-3">
      <input type="hidden" name="at" value={sentence.at} />
      <input type="hidden" name="sentence" value={sentence.text} />
      <input type="hidden" name="symbol" value={answer.symbol} />
      <input type="hidden" name="question" value={answer.question.code} />
      <input type="hidden" name="row" value={answer.row} />
      {answer.sentences.length > 0 && (
        <details>
          <summary className="min-h-11 py-2">{t("sources.choose")}</summary>
          <CheckboxGroup
            id={`quote-${answer.submission}-${answer.row}`}
            name="quote"
            legend={t("sources.choose")}
            legendHidden
            options={[...new Set(answer.sentences)].map((text) => ({
              value: text,
              label: (
                <bdi lang={answer.language} dir="auto">
                  {text}
                </bdi>
              ),
            }))}
          />
        </details>
      )}
      <div>
        <Button type="submit" name="intent" value="cite">
          {t("evidence.button")} <Code>{answer.symbol}</Code>
        </Button>
      </div>
    </Form>
  );
}
