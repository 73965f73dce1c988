import { useNavigate } from "@remix-run/react";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type CompositionEvent, type FocusEvent, type FormEvent, type ReactNode } from "react";
import { FormProvider, set, useForm, useWatch, type FieldErrors, type FieldValues, type Resolver } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import type { Current, Draft } from "~/features/saves/model/queue-states";
import { AnswerFormContext, type AnswerForm } from "~/features/templates/components/answer-form";
import { fromForm, toForm } from "~/features/templates/model/form-values";
import { fromFormData } from "~/features/templates/model/forms";
import { neighboursOf, pagesOf, questionsOfPage, shownQuestionsOfPage } from "~/features/templates/model/pages";
import { asksConsent } from "~/features/templates/model/consent";
import { envOfPage } from "~/features/templates/model/page-part";
import { problemsAt, type Problem } from "~/features/templates/model/problems";
import { normaliseValue, type AnswerValue, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Env } from "~/features/templates/model/visibility";
import { Button } from "~/ui/button";
import { FormLayout } from "~/ui/form-layout";
import { lazyPart } from "~/ui/lazy-part";
import { useRefusalText } from "~/ui/refusal-summary";
import { useAlive } from "~/ui/use-alive";
import { useLanguage } from "~/ui/use-language";
import { useLater } from "~/ui/use-later";
import { AutosaveContext, useNewQueue, usePageLife } from "./autosave";
import { ownerOf, takeEarlyInput } from "./early-input";
import { EarlyScript } from "./early-script";
import { LeaveGuard } from "./leave-guard";
import { messageNameOf, useProblemWords } from "./problem-words";
import { QuestionField } from "./question-field";
import { useRestored } from "./use-restored";
import { ReportNav } from "./report-nav";
import { SectionProblems } from "./section-problems";
import { SavingState } from "./save-bar";
import { keyOf, unitId } from "./save-transport";
import { afterPage, confidentialName, SectionContext, type SectionOutcome, type SectionPage, type Start } from "./section-data";
import { isOpenToWrite } from "../model";
import { startsOf } from "./section-starts";
import { useAttach } from "./use-attach";

const FORM_ID = "answers";
/** Names that stand for a question under another prefix. */
const PREFIX = /^(?:conf|upload)\./;
const codeOf = (name: string): string => name.replace(PREFIX, "").split(".")[0] ?? "";

/** The question of the field that has the focus: the names of fields begin with it, and so do the ids of their buttons. */
const placeOfField = (field: Element | null): string | null =>
  field?.closest("[data-answers]") ? field.id.replace(PREFIX, "").split(/[.-]/)[0] || null : null;

/** Who else is there concerns nobody before the form itself is there. */
const LiveReport = lazyPart(
  () => import("./live-report"),
  () => null,
);

type SectionFormProps = { live: SectionPage; outcome: SectionOutcome | null };

/** The form of one page: saves by itself where a script runs, by its buttons where none does. Make it anew for another page. */
export function SectionForm({ live, outcome }: SectionFormProps) {
  // What the page shows is the author's from here on; what the server says later concerns the navigator only.
  const [page] = useState(live);
  const { t } = useTranslation("reports");
  const reader = useLanguage();
  const navigate = useNavigate();
  const words = useProblemWords();
  const refusalText = useRefusalText();
  const alive = useAlive();
  const readOnly = !page.allowances.write;
  const references = page.references as unknown as References;
  const questions = useMemo(() => questionsOfPage(page.definition, page.page), [page]);
  const starts = useMemo(() => startsOf(page, questions, outcome), [page, questions, outcome]);
  const [isChecked, setChecked] = useState(page.isChecked);
  const checked = useRef(isChecked);
  const [attempt, setAttempt] = useState(0);

  const resolver = useCallback<Resolver<FieldValues>>(async (values, _context, { names }) => {
    const codes = new Set(names?.map(codeOf));
    const errors: FieldErrors = {};
    for (const question of questions.filter(({ code }) => codes.size === 0 || codes.has(code)))
      for (const problem of shownProblems(question))
        set(errors, messageNameOf(question, problem, values[question.code]), { type: problem.code, message: wordsRef.current(problem) });
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
    // Everything it reads is kept in refs, because the form holds on to its first resolver.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const form = useForm<FieldValues>({
    defaultValues: useMemo(
      () => ({
        ...Object.fromEntries(
          questions.map((question) => [question.code, toForm(question, starts[question.code]!.value, references, page.blankRows[question.code])]),
        ),
        conf: Object.fromEntries(questions.map(({ code }) => [code, starts[code]!.confidential])),
      }),
      [page, questions, references, starts],
    ),
    mode: "onSubmit",
    reValidateMode: "onSubmit",
    shouldFocusError: false,
    resolver,
  });
  const wordsRef = useRef(words);
  wordsRef.current = words;
  const refusalRef = useRef(refusalText);
  refusalRef.current = refusalText;

  const turn = useRef(0);
  const known = useRef<{ turn: number; env: Env } | null>(null);
  const env = useCallback((): Env => {
    if (known.current?.turn !== turn.current) {
      const own = questions.map((question) => ({
        question: question.code,
        row: page.page.row,
        value: fromForm(question, form.getValues(question.code)),
        confidential: Boolean(form.getValues(confidentialName(question.code))),
        language: starts[question.code]!.language,
      }));
      known.current = { turn: turn.current, env: envOfPage(page.page, page, own, { groups: page.groups, references, language: page.language }) };
    }
    return known.current.env;
  }, [form, page, questions, references, starts]);
  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => void (turn.current += 1) }), [form]);

  const problemsNow = useCallback((question: FormQuestion): Problem[] => problemsAt(env(), question, page.page.row), [env, page]);
  /** What is missing is only held against an author who asked. */
  const shownProblems = useCallback(
    (question: FormQuestion) => problemsNow(question).filter(({ severity }) => checked.current || severity !== "missing"),
    [problemsNow],
  );

  const reviewed = useRef(new Map<string, string>());
  const review = useCallback(
    (code: string): void => {
      // A mark set or taken off beside an answer also decides whether the consent can be kept.
      for (const question of questions.filter((candidate) => candidate.code === code || asksConsent(candidate))) {
        const mark = JSON.stringify(shownProblems(question));
        if ((reviewed.current.get(question.code) ?? "[]") === mark) continue;
        reviewed.current.set(question.code, mark);
        void form.trigger(question.code);
      }
    },
    [form, questions, shownProblems],
  );
  const isReviewed = useCallback((code: string): boolean => (reviewed.current.get(code) ?? "[]") !== "[]", []);
  const reviewAll = useCallback(() => questions.forEach(({ code }) => review(code)), [questions, review]);

  const saving = useNewQueue(page, reader);
  const { queue } = saving;
  for (const question of questions) {
    const shown = serverSide(page, outcome, question.code, starts[question.code]!);
    // Another form of the same value is no change of the author's.
    queue.register(unitId(question.code, page.page.row), { ...shown, value: normaliseValue(question, shown.value) });
  }
  usePageLife(queue, saving.kept, true);
  // What it has came from the device, which keeps it until it is sent.
  usePageLife(saving.elsewhere, saving.kept, false);

  useEffect(() => {
    // Asked for only now: before it is on the page a form may be made more than once.
    const typed = takeEarlyInput();
    if (typed && !readOnly)
      for (const question of questions.filter(({ code }) => typed.some(([name]) => name === `rev.${code}`))) {
        form.setValue(question.code, toForm(question, fromFormData(question, typed), references));
        form.setValue(
          confidentialName(question.code),
          typed.some(([name]) => name === confidentialName(question.code)),
        );
      }
    reviewAll();
  }, [form, questions, readOnly, references, reviewAll]);

  const show = useCallback(
    (code: string, { value, confidential }: Draft) => {
      const question = questions.find((candidate) => candidate.code === code)!;
      form.setValue(code, toForm(question, value as AnswerValue, references, page.blankRows[code]));
      form.setValue(confidentialName(code), confidential);
    },
    [form, page, questions, references],
  );
  const isHere = useCallback((code: string, row: string) => row === page.page.row && questions.some((question) => question.code === code), [page, questions]);
  useRestored({ ...page, reader, questions }, saving, !readOnly, isHere, show);
  /** A newer answer that came from elsewhere: shown where nothing of the author's is open; says whether it is. */
  const applyRemote = useCallback(
    (unit: string, current: Current): boolean => {
      const { question: code, row } = keyOf(unit);
      const question = questions.find((candidate) => candidate.code === code);
      if (!question || !isHere(code, row)) return false;
      const value = normaliseValue(question, current.value as AnswerValue);
      const isShown = queue.observe(unit, { ...current, value });
      if (isShown) show(code, { ...current, value });
      return isShown;
    },
    [isHere, questions, queue, show],
  );

  const attach = useAttach({ page, queue, form, reader });
  const answerForm = useMemo<AnswerForm>(() => {
    const found = questions.flatMap((question) =>
      shownProblems(question).map((problem): [string, string] => [messageNameOf(question, problem, starts[question.code]?.value), wordsRef.current(problem)]),
    );
    const refused = Object.entries(outcome?.refusals ?? {}).map(([code, refusal]): [string, string] => [
      messageNameOf(
        questions.find((question) => question.code === code)!,
        { code: "required" } as Problem,
        null,
      ),
      refusalRef.current(refusal),
    ]);
    return {
      texts: page.texts,
      references,
      env,
      language: page.language,
      alive,
      readOnly,
      fixedText: page.fixed,
      messages: Object.fromEntries([...found.reverse(), ...refused]),
      blankRows: page.blankRows,
      fileHref: (sha256) => `/api/v1/reports/${page.id}/files/${sha256}`,
      attach,
    };
  }, [alive, attach, env, outcome, page, questions, readOnly, references, shownProblems, starts]);
  const section = useMemo(() => ({ page, outcome, starts, review, isReviewed }), [page, outcome, starts, review, isReviewed]);

  const leaveField = (event: FocusEvent<HTMLFormElement>): void => {
    const { name } = event.target as unknown as { name?: string };
    if (name) review(codeOf(name));
  };
  const compose = (isComposing: boolean) => (event: CompositionEvent<HTMLFormElement>) => {
    const code = codeOf((event.target as HTMLInputElement).name ?? "");
    if (questions.some((question) => question.code === code)) queue.composing(unitId(code, page.page.row), isComposing);
  };
  /** Who saves the page has seen what the matrix suggests and left it ticked: from then on it is their answer. */
  const keepSuggestions = (): void => {
    for (const question of questions.filter(({ code }) => starts[code]!.isSuggested && isOpenToWrite(page.reopened, { question: code, row: page.page.row }))) {
      const unit = unitId(question.code, page.page.row);
      const { revision, status } = queue.view(unit);
      if (revision === 0 && status === "untouched")
        void queue.keep(unit, {
          value: fromForm(question, form.getValues(question.code)),
          confidential: Boolean(form.getValues(confidentialName(question.code))),
        });
    }
  };

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const goesOn = submitter instanceof HTMLButtonElement && submitter.value === "continue";
    keepSuggestions();
    const isSaved = await queue.flush();
    if (goesOn && isSaved) {
      // Rows chosen on this page are pages of their own now.
      const { next } = neighboursOf(pagesOf(env()), page.page.id);
      return navigate(afterPage(page, reader, page.isPart ? page.next : (next?.id ?? null)));
    }
    checked.current = true;
    setChecked(true);
    setAttempt((before) => before + 1);
    reviewAll();
  };

  const Beside = useLater(() => import("./section-beside"));
  const current = live.pages.find(({ id }) => id === page.page.id);
  return (
    <AutosaveContext.Provider value={saving}>
      <AnswerFormContext.Provider value={answerForm}>
        <SectionContext.Provider value={section}>
          <FormProvider {...form}>
            <FormLayout
              nav={<ReportNav report={live} current={page.page.id} />}
              navSummary={t("nav.where", {
                number: live.pages.findIndex(({ id }) => id === page.page.id) + 1,
                count: live.pages.length,
                title: current?.title ?? page.page.title,
              })}
              bar={
                <Bar alive={alive} readOnly={readOnly} page={page}>
                  {alive && (
                    <Suspense>
                      <LiveReport report={page.id} queue={queue} isHere={isHere} placeOf={placeOfField} apply={applyRemote} />
                    </Suspense>
                  )}
                </Bar>
              }
            >
              <LeaveGuard />
              {Beside && (
                <Suspense>
                  <Beside page={live} apply={applyRemote} />
                </Suspense>
              )}
              {isChecked && <SectionProblems questions={questions} find={problemsNow} texts={page.texts} attempt={attempt} />}
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what bubbles up from the fields, nothing of the form itself */}
              <form
                id={FORM_ID}
                method="post"
                encType="multipart/form-data"
                noValidate
                autoComplete="off"
                data-answers={ownerOf(page.person, page.id)}
                data-page={page.page.id}
                data-row={page.page.row}
                onSubmit={(event) => void submit(event)}
                onBlur={leaveField}
                onCompositionStart={compose(true)}
                onCompositionEnd={compose(false)}
              >
                {!readOnly && <EarlyScript />}
                {/* Enter in a field presses the first button of a form: it must not be one that removes a row. */}
                <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
                <div>
                  <Questions questions={questions} env={env} page={page} />
                </div>
              </form>
            </FormLayout>
          </FormProvider>
        </SectionContext.Provider>
      </AnswerFormContext.Provider>
    </AutosaveContext.Provider>
  );
}

/** What the queue compares with: what is shown, or for a text a posted form could not save, what is saved instead of it. */
function serverSide(page: SectionPage, outcome: SectionOutcome | null, code: string, start: Start): Start {
  if (!outcome?.kept[code]) return start;
  const answer = page.answers.find(({ question, row }) => question === code && row === page.page.row);
  return { ...start, value: answer?.value ?? null, confidential: answer?.confidential ?? false };
}

/** Does a field of this question apply by the answer to another one? */
const readsOthers = (question: FormQuestion): boolean => question.kind !== "single" && JSON.stringify(question.fields).includes('"question":');

/** The questions that apply now; each comes and goes with the answers it depends on. */
function Questions({ questions, env, page }: { questions: readonly FormQuestion[]; env: () => Env; page: SectionPage }) {
  useWatch();
  const turns = useRef(0);
  turns.current += 1;
  const shown = shownQuestionsOfPage(env(), page.page).map(({ code }) => code);
  return (
    <>
      {questions
        .filter(({ code }) => shown.includes(code))
        .map((question) => (
          <QuestionField key={question.code} question={question} turn={readsOthers(question) ? turns.current : 0} />
        ))}
    </>
  );
}

function Bar({ alive, readOnly, page, children }: { alive: boolean; readOnly: boolean; page: SectionPage; children: ReactNode }) {
  const { t } = useTranslation("reports");
  if (readOnly)
    return (
      <>
        <p className="text-sm text-ink-soft">{t("section.readOnly")}</p>
        {children}
      </>
    );
  return (
    <>
      <SavingState alive={alive} openedAt={page.openedAt} />
      <div className="flex flex-wrap gap-3">
        <Button form={FORM_ID} type="submit" name="intent" value="save">
          {t("section.save")}
        </Button>
        <Button form={FORM_ID} type="submit" name="intent" value="continue" variant="primary">
          {page.next ? t("section.continue") : t("section.toReview")}
        </Button>
      </div>
      {children}
    </>
  );
}
