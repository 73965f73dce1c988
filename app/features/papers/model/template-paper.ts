import type { PublicTemplate } from "~/features/publication/model";
import { conditionTexts, fieldNotes, type ConditionContext } from "~/features/publication/model/conditions";
import { fieldHintKey, fieldLabelKey, matrixRowKey, optionName, questionKey, sectionKey, showsCode, tableKey } from "~/features/templates/model/texts";
import { choiceQuestion, fieldsOf, isFixed, SCALE, TREND, type FormQuestion } from "~/features/templates/model/values";
import type { Field, Section } from "~/features/templates/schema";
import { deadlineTimes, formatDay, formatInstant } from "~/lib/dates";
import type { Block, Paper, Run } from "~/lib/paper";
import { heading } from "./answers";
import { code, said } from "./fields";
import { written, type TemplateWords } from "./words";

/** An empty template on paper: what is asked, how it is answered, and room to write. */

type Options = { words: TemplateWords; groupNames: Readonly<Record<string, string>>; now: Date };
type Context = Omit<ConditionContext, "question"> & { words: TemplateWords };

/** Lines to write a short answer on, and a long one. */
const ROOM = { short: 1, long: 6 } as const;
const LONG_KINDS = ["long"];

/** The paper of a template in the language of its words. */
export function templatePaper(template: PublicTemplate, { words, groupNames, now }: Options): Paper {
  const { definition, texts, lists } = template;
  const { say, language } = words;
  const context: Context = { definition, texts, groupNames, words, between: words.between, say: words.explain };
  const zones = { geneva: say("common:zone.geneva"), newYork: say("common:zone.newYork") };
  const deadline = template.deadline ? deadlineTimes(template.deadline, language, null, zones).join(" · ") : say("public:templates.noDeadline");
  return {
    ...written(words),
    name: `${template.template}-${language}`,
    title: template.title,
    subject: template.summary,
    series: say("common:portal.name"),
    symbol: "",
    facts: [
      { label: say("public:submission.version"), runs: [code(String(template.version))] },
      { label: say("public:templates.deadline"), runs: [{ text: deadline }] },
      { label: say("public:template.hash"), runs: [code(template.hash)] },
      { label: say("papers:cover.made"), runs: [{ text: formatInstant(now, language, "UTC") }] },
    ],
    notices: [say("papers:notice.template")],
    contents: say("public:template.contents"),
    running: template.title,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: [...definition.sections.flatMap((section) => sectionBlocks(section, context)), ...listBlocks(lists, words)],
  };
}

function sectionBlocks({ code: id, questions, repeat }: Section, context: Context): Block[] {
  const { words, texts } = context;
  const intro = texts[sectionKey(id, "intro")];
  return [
    heading(1, id, texts[sectionKey(id, "title")] ?? "", words),
    ...(intro ? [said(words, intro)] : []),
    ...questions.flatMap((question) => questionBlocks(question, context)),
    ...(repeat
      ? [
          said(words, [
            { text: repeat.atLeast > 0 ? words.say("public:template.repeat", { count: repeat.atLeast }) : words.say("public:template.repeatAny"), bold: true },
          ]),
          ...questionBlocks(choiceQuestion(repeat), context),
          ...repeat.questions.flatMap((question) => questionBlocks(question, context)),
        ]
      : []),
  ];
}

function questionBlocks(question: FormQuestion, context: Context): Block[] {
  const { words, texts } = context;
  const soft = (text: string | undefined): Block[] => (text ? [said(words, text, "soft")] : []);
  const title = `${texts[questionKey(question, "label")] ?? ""}${question.required ? ` (${words.say("public:template.required")})` : ""}`;
  const conditions = "showIf" in question && question.showIf ? conditionTexts(question.showIf, { ...context, question }) : [];
  return [
    heading(2, question.code, title, words),
    ...soft(texts[questionKey(question, "guidance")]),
    ...conditions.map((text) => said(words, [{ text, bold: true }])),
    ...(question.confidential === "always" ? soft(words.say("public:template.neverPublished")) : []),
    ...rowsBlocks(question, context),
    ...fieldsOf(question).flatMap((field) => fieldBlocks(question, field, context)),
  ];
}

/** How often the fields are filled in: once a row of a table, or for each row of a matrix. */
function rowsBlocks(question: FormQuestion, { words, texts }: Context): Block[] {
  const { say } = words;
  if (question.kind === "table") {
    const name = texts[tableKey(question, "row")] ?? "";
    const { minRows: min, maxRows: max } = question;
    return [said(words, min > 0 ? say("public:template.rows.between", { name, min, max }) : say("public:template.rows.upTo", { name, max }))];
  }
  if (question.kind !== "matrix") return [];
  const each = say("public:template.rows.each");
  const { rows, requiredRows = [] } = question;
  if ("reference" in rows) {
    const needed: Run[] = requiredRows.length > 0 ? [{ text: ` ${say("public:template.rows.required")} ` }, code(requiredRows.join(", "))] : [];
    return [said(words, [{ text: `${each} ${say(`public:template.list.${rows.reference}`)}` }, ...needed])];
  }
  const names = rows.map((row) => {
    const required = requiredRows.includes(row) ? ` (${say("public:template.required")})` : "";
    return [said(words, `${texts[matrixRowKey(question, row) ?? ""] ?? row}${required}`)];
  });
  return [said(words, each), { kind: "list", ...written(words), start: null, items: names }];
}

function fieldBlocks(question: FormQuestion, field: Field, context: Context): Block[] {
  const { words, texts } = context;
  const label = `${texts[fieldLabelKey(question, field)] ?? ""}${field.required ? ` (${words.say("public:template.required")})` : ""}`;
  const hint = texts[fieldHintKey(question, field)];
  return [
    ...(question.kind === "single" ? [] : [said(words, label, "label")]),
    ...(hint ? [said(words, hint, "soft")] : []),
    said(words, fieldNotes(field, { ...context, question }, words.language).join(" · "), "soft"),
    ...answerRoom(question, field, context),
  ];
}

/** The choices, each with a box to tick, or room to write. What the account fixes has neither. */
function answerRoom(question: FormQuestion, field: Field, { words, texts }: Context): Block[] {
  const { options } = field;
  if (field.kind === "fixed" || isFixed(question)) return [];
  const offered = Array.isArray(options) ? options : field.kind === "scale" ? SCALE : field.kind === "trend" ? TREND : [];
  if (offered.length > 0) return offered.map((option) => said(words, `☐ ${optionName(question, field, option, texts)}`));
  const list = options && !Array.isArray(options) ? words.say(`public:template.list.${options.reference}`) : null;
  return [
    ...(list ? [said(words, words.say("public:template.seeList", { list }), "soft")] : []),
    { kind: "room", lines: LONG_KINDS.includes(field.kind) ? ROOM.long : ROOM.short },
  ];
}

/** The lists that choices are taken from, at the end. */
function listBlocks(lists: PublicTemplate["lists"], words: TemplateWords): Block[] {
  if (lists.length === 0) return [];
  const title: Block = { kind: "heading", ...written(words), level: 1, runs: [{ text: words.say("public:template.lists") }] };
  return [
    title,
    ...lists.flatMap(({ set, entries }): Block[] => [
      { kind: "heading", ...written(words), level: 2, runs: [{ text: words.say(`public:template.list.${set}` as "public:template.list.sdgs") }] },
      {
        kind: "list",
        ...written(words),
        start: null,
        items: entries.map(({ code: id, name }) => [said(words, [...(showsCode(set) ? [code(id), { text: " " }] : []), { text: name }])]),
      },
    ]),
  ];
}
