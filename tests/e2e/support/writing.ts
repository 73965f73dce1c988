import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Definition, Field, Question } from "../../../app/features/templates/schema";
import { countWords, limitFor } from "../../../app/lib/text";
import type { Writer } from "./fill";

/** Texts of the source documents, where they are there. */
const SEED = resolve("../shared/seed");
const DEFINITION = "prisma/seed/templates/national-report/definition.json";

const PARAGRAPHS = {
  en: "The national strategy connects every district, trains teachers and protects personal data; the figures come from the statistics office.",
  ar: "تربط الاستراتيجية الوطنية كل المناطق، وتدرب المعلمين، وتحمي البيانات الشخصية وفق التوصية ITU-T X.1250 (2009)؛ والأرقام من مكتب الإحصاء.",
  zh: "国家战略连接每个地区，培训教师，并按照ITU-T X.1250（2009）建议书保护个人数据；数据来自统计部门。",
} as const;

const fieldsOf = (question: Question): readonly Field[] => (question.kind === "single" ? [question.field] : question.fields);

/** How many words each long field of a national report may have, by its question and its own name: `B2.change`, `D3.value`. */
function readLimits(): Map<string, number> {
  const { sections } = JSON.parse(readFileSync(DEFINITION, "utf8")) as Definition;
  const questions = sections.flatMap((section) => [...section.questions, ...(section.repeat?.questions ?? [])]);
  return new Map(questions.flatMap((question) => fieldsOf(question).flatMap(({ id, words }) => (words ? [[`${question.code}.${id}`, words] as const] : []))));
}

/** The name of a control without its row: `B2.0.change` is a `B2.change`, `D3` a `D3.value`. */
const fieldOf = (name: string): string => {
  const parts = name.split(".");
  return `${parts[0]!}.${parts.length > 1 ? parts.at(-1)! : "value"}`;
};

/** As much of a text from a place on as a limit of words allows in Chinese. */
function pieceOf(source: string, from: number, words: number): string {
  const limit = limitFor(words, "zh");
  let end = from + limit;
  while (end < source.length && countWords(source.slice(from, end + 1)) <= limit) end += 1;
  return source.slice(from, end);
}

/** Long answers: in Chinese from the source document where it is there, as long as the limit of each allows. */
export function writerOf(language: keyof typeof PARAGRAPHS): Writer {
  const files = language === "zh" && existsSync(SEED) ? readdirSync(SEED).filter((name) => name.endsWith(".txt")) : [];
  const source = files
    .map((name) => readFileSync(join(SEED, name), "utf8"))
    .join("\n")
    .replace(/\[bookmark:[^\]]*\]/g, "")
    .replace(/\s+/g, "");
  const limits = readLimits();
  let at = 0;
  return (name) => {
    if (source.length < 1_000) return `${PARAGRAPHS[language]} (${name})`;
    const words = Math.min(limits.get(fieldOf(name)) ?? 25, Math.floor(source.length / 4));
    at = (at + 37) % Math.floor(source.length / 2);
    return pieceOf(source, at, words);
  };
}
