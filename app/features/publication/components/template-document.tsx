import { useTranslation } from "~/ui/use-translation";
import type { PublicTemplate } from "~/features/publication/model";
import { conditionTexts } from "~/features/publication/model/conditions";
import { matrixRowKey, questionKey, sectionKey, showsCode, tableKey } from "~/features/templates/model/texts";
import { choiceQuestion, fieldsOf, isFixed, type FormQuestion } from "~/features/templates/model/values";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { listId, TemplateField, type TemplateContext } from "./template-field";

/** A whole template to be read or printed: every section, question, option, limit and condition, and the lists it refers to. */
export function TemplateDocument({ template, groupNames }: { template: PublicTemplate; groupNames: TemplateContext["groupNames"] }) {
  const { t } = useTranslation("public");
  const { definition, texts, lists } = template;
  const { t: common } = useTranslation();
  const context: TemplateContext = { definition, texts, groupNames, between: common("list.names"), say: (key, values) => t(key, { ...values }) };
  return (
    <div className="grid gap-12">
      {definition.sections.map(({ code, questions, repeat }) => (
        <section key={code} id={`section-${code}`} aria-labelledby={`section-${code}-title`}>
          <h2 id={`section-${code}-title`} className="border-b-2 border-line-strong pb-2 text-xl">
            <span className="me-3 text-ink-soft">
              <Code>{code}</Code>
            </span>
            {texts[sectionKey(code, "title")]}
          </h2>
          <p className="mt-3 max-w-measure">{texts[sectionKey(code, "intro")]}</p>
          {questions.map((question) => (
            <TemplateQuestion key={question.code} question={question} context={context} />
          ))}
          {repeat && (
            <div className="mt-6 border-s-4 border-accent-line ps-4 sm:ps-6">
              <p className="max-w-measure font-semibold">{repeat.atLeast > 0 ? t("template.repeat", { count: repeat.atLeast }) : t("template.repeatAny")}</p>
              <TemplateQuestion question={choiceQuestion(repeat)} context={context} uncoded />
              {repeat.questions.map((question) => (
                <TemplateQuestion key={question.code} question={question} context={context} />
              ))}
            </div>
          )}
        </section>
      ))}
      <section aria-labelledby="lists-title" className="grid gap-6">
        <h2 id="lists-title" className="border-b-2 border-line-strong pb-2 text-xl">
          {t("template.lists")}
        </h2>
        {lists.map(({ set, entries }) => (
          <div key={set} id={listId(set)}>
            <h3 className="mb-2 text-lg">{t(`template.list.${set}` as "template.list.sdgs")}</h3>
            <ul className="columns-1 gap-x-10 sm:columns-2">
              {entries.map(({ code, name }) => (
                <li key={code} className="mb-1 break-inside-avoid">
                  {showsCode(set) && (
                    <span className="me-2 text-ink-soft">
                      <Code>{code}</Code>
                    </span>
                  )}
                  {name}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </div>
  );
}

function TemplateQuestion({ question, context, uncoded = false }: { question: FormQuestion; context: TemplateContext; uncoded?: boolean }) {
  const { t } = useTranslation("public");
  const { texts } = context;
  const conditions = "showIf" in question && question.showIf ? conditionTexts(question.showIf, { ...context, question }) : [];
  return (
    <div
      id={uncoded ? undefined : question.code}
      className="grid gap-2 border-b border-line py-6 last:border-b-0 sm:grid-cols-[3.5rem_minmax(0,1fr)] print:break-inside-avoid"
    >
      <p className="text-sm text-ink-soft sm:pt-1">{!uncoded && <Code>{question.code}</Code>}</p>
      <div className="grid min-w-0 gap-3">
        <div className="grid gap-1.5">
          <h3 className="max-w-measure text-lg">
            {texts[questionKey(question, "label")]}
            {question.required && <span className="ms-2 text-sm font-normal text-ink-soft">({t("template.required")})</span>}
          </h3>
          <p className="max-w-measure text-ink-soft">{texts[questionKey(question, "guidance")]}</p>
          {conditions.map((text) => (
            <p key={text} className="max-w-measure text-sm font-semibold">
              {text}
            </p>
          ))}
          {question.confidential === "always" && (
            <p>
              <Badge icon="lock">{t("template.neverPublished")}</Badge>
            </p>
          )}
        </div>
        <Rows question={question} texts={texts} />
        <div className="grid gap-4 border-s-2 border-line ps-4">
          {fieldsOf(question).map((field) => (
            <TemplateField key={field.id} question={question} field={field} context={context} labelled={question.kind !== "single"} />
          ))}
        </div>
        {!isFixed(question) && <div aria-hidden="true" className="hidden h-16 border-b border-line print:block" />}
      </div>
    </div>
  );
}

/** How often the fields are filled in: once a row of a table, or for each row of a matrix. */
function Rows({ question, texts }: { question: FormQuestion; texts: TemplateContext["texts"] }) {
  const { t } = useTranslation("public");
  if (question.kind === "table") {
    const name = texts[tableKey(question, "row")] ?? "";
    return (
      <p className="text-sm">
        {question.minRows > 0
          ? t("template.rows.between", { name, min: question.minRows, max: question.maxRows })
          : t("template.rows.upTo", { name, max: question.maxRows })}
      </p>
    );
  }
  if (question.kind !== "matrix") return null;
  if ("reference" in question.rows) {
    const set = question.rows.reference;
    return (
      <p className="text-sm">
        {t("template.rows.each")} <a href={`#${listId(set)}`}>{t(`template.list.${set}`)}</a>
        {question.requiredRows && (
          <>
            {" "}
            {t("template.rows.required")} <Code>{question.requiredRows.join(", ")}</Code>
          </>
        )}
      </p>
    );
  }
  return (
    <div className="text-sm">
      <p>{t("template.rows.each")}</p>
      <ul className="list-disc ps-6">
        {question.rows.map((row) => (
          <li key={row}>
            {texts[matrixRowKey(question, row) ?? ""]}
            {question.requiredRows?.includes(row) && <span className="ms-2 text-ink-soft">({t("template.required")})</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
