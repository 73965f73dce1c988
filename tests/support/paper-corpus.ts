import { readFileSync } from "node:fs";
import { blocksOfReport } from "~/features/papers/model/answers";
import { reportPaper, type ReportSource } from "~/features/papers/model/report-paper";
import { wordsIn } from "~/features/papers/queries/words.server";
import type { DocumentAnswer, DocumentSection } from "~/features/reports/model/document";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import { fieldSchema, questionSchema, type Field } from "~/features/templates/schema";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { Paper } from "~/lib/paper";

/** Answers of every kind, each with a text in which scripts, numbers and marks meet. */

export const MIXED = JSON.parse(readFileSync("tests/support/mixed-strings.json", "utf8")) as Record<Language, string[]>;
export const EVERY_STRING = LANGUAGES.flatMap((language) => MIXED[language].map((text) => ({ language, text })));

const field = (kind: Field["kind"], own: object = {}): Field => fieldSchema.parse({ id: kind, kind, ...own });
const question = (value: object): FormQuestion => questionSchema.parse(value);
const single = (code: string, kind: Field["kind"], own: object = {}): FormQuestion => question({ code, kind: "single", field: field(kind, own) });

const answer = (asked: FormQuestion, value: AnswerValue, language: Language = "en"): DocumentAnswer => ({
  question: asked,
  row: "",
  value,
  language,
  confidential: false,
  withheld: null,
});

/** One answer of each kind of field and question; labels are not given, so that nothing but the answers is compared. */
function everyKind(language: Language): DocumentAnswer[] {
  const [first = "", second = "", third = ""] = MIXED[language];
  const options = { options: ["first", "second"] };
  const short = [field("text"), field("number"), field("year")];
  const rows = (id: string) => ({ id, text: first, number: 1234.5, year: 2024 });
  return [
    answer(single("K1", "text"), first, language),
    answer(single("K2", "long"), `${first}\n\n- ${second}\n- ${third}\n\n> ${first}\n\n| a | b |\n|---|---|\n| ${second} | 2 |`, language),
    answer(single("K3", "one", options), "first"),
    answer(single("K4", "many", options), ["first", "second"]),
    answer(single("K5", "ranked", options), ["second", "first"]),
    answer(single("K6", "scale"), "4"),
    answer(single("K7", "trend"), "up"),
    answer(single("K8", "number"), 1234567.5),
    answer(single("K9", "year"), 2024),
    answer(single("K10", "date"), "2025-02-03"),
    answer(single("K11", "url"), "https://example.org/a/b?c=d"),
    answer(single("K12", "symbol"), "A/RES/70/125"),
    answer(single("K13", "citation"), "12055"),
    answer(single("K14", "email"), "focal@example.org"),
    answer(single("K15", "phone"), "+41 22 730 5111"),
    answer(single("K16", "file"), [{ sha256: "0".repeat(64), name: `${first.slice(0, 20)}.pdf`, size: 12_345 }]),
    answer(single("K17", "tick"), true),
    answer(question({ code: "K18", kind: "group", fields: [field("text"), { ...field("long"), id: "more" }] }), { text: first, more: second }, language),
    answer(question({ code: "K19", kind: "table", layout: "rows", maxRows: 5, fields: short }), [rows("a"), rows("b")], language),
    answer(question({ code: "K20", kind: "table", maxRows: 5, fields: short }), [rows("a")], language),
    answer(question({ code: "K21", kind: "matrix", rows: ["one", "two"], fields: short }), { one: rows("x"), two: { text: third } } as never, language),
    answer(question({ code: "K22", kind: "matrix", rows: ["one", "two"], fields: [field("text")] }), { one: { text: second } }, language),
  ];
}

const section = (id: string, answers: DocumentAnswer[]): DocumentSection => ({ id, section: id, row: "", titleKey: "none", answers });

const text = single("T1", "text");
const SECTIONS: DocumentSection[] = [
  ...LANGUAGES.map((language, index) =>
    section(
      `S${index + 1}`,
      MIXED[language].map((value) => answer(text, value, language)),
    ),
  ),
  ...LANGUAGES.map((language, index) => section(`K${index + 1}`, everyKind(language))),
];

/** The corpus as a paper in a language. */
export function corpusPaper(language: Language): Paper {
  const source: ReportSource = {
    title: "Corpus",
    template: "corpus",
    party: { code: "XX", name: "Corpus" },
    cycle: "Cycle",
    line: "",
    lineName: "",
    unitName: "",
    templateVersion: 1,
    language: "en",
    standing: { kind: "draft", savedAt: "2026-11-20T09:30:00Z" },
    whole: false,
    withheld: 0,
    sections: SECTIONS,
    texts: {},
  };
  return reportPaper(source, { words: wordsIn(language), extent: "full", now: new Date("2026-11-20T09:30:00Z") });
}

/** A report of so many long answers in a language, none like another. */
export function longPaper(language: Language, count: number): Paper {
  const words = MIXED[language].join(" ");
  const answers = Array.from({ length: count }, (_, index) => answer(single(`L${index}`, "long"), `${index} ${words}\n\n${words} ${index}`, language));
  const sections = Array.from({ length: 12 }, (_, index) => section(`L${index}`, answers.slice((index * count) / 12, ((index + 1) * count) / 12)));
  return { ...corpusPaper(language), blocks: blocksOfReport(sections, { texts: {}, words: wordsIn(language), language, extent: "full" }) };
}
