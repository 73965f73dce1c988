import type { Condition, Definition, Field, Question } from "../schema";
import { allQuestionsOf } from "./texts";
import { codesOf, fieldsOf, type References } from "./values";

/**
 * What the shape of a definition cannot say: that its parts fit each other. Checked before a template is opened, since an
 * open version is immutable; the rest of the engine relies on it.
 */

export const FAULT_CODES = [
  "duplicate_code",
  "duplicate_field",
  "reserved_field",
  "no_options",
  "unknown_question",
  "unknown_field",
  "unknown_row",
  "wrong_choice",
  "circular_condition",
  "min_above_max",
  "wrong_cosign",
] as const;
/** A fault and the section, question or field (`B2.title`) it stands in. */
export type Fault = { code: (typeof FAULT_CODES)[number]; at: string };

const CHOOSING: readonly Field["kind"][] = ["one", "many", "ranked"];

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** Questions and sibling fields a condition reads. */
function readsOf(condition: Condition | undefined): { question?: string; field?: string }[] {
  if (!condition || "group" in condition) return [];
  if ("all" in condition) return condition.all.flatMap(readsOf);
  if ("any" in condition) return condition.any.flatMap(readsOf);
  if ("not" in condition) return readsOf(condition.not);
  return [{ question: "question" in condition ? condition.question : undefined, field: condition.field }];
}

function fieldFaults(question: Question, references: References): Fault[] {
  const fields = fieldsOf(question);
  const ids = fields.map((field) => field.id);
  const faults: Fault[] = repeated(ids).map((id) => ({ code: "duplicate_field", at: `${question.code}.${id}` }));
  for (const field of fields) {
    const at = `${question.code}.${field.id}`;
    if (question.kind === "table" && field.id === "id") faults.push({ code: "reserved_field", at });
    if (CHOOSING.includes(field.kind) && codesOf(field.options, references).length === 0) faults.push({ code: "no_options", at });
    if (field.min !== undefined && field.max !== undefined && field.min > field.max) faults.push({ code: "min_above_max", at });
    const siblings = question.kind === "single" ? [] : ids;
    for (const read of [...readsOf(field.showIf), ...readsOf(field.publicIf)])
      if (read.question === undefined && !siblings.includes(read.field ?? "")) faults.push({ code: "unknown_field", at });
    for (const sibling of [field.notBefore, field.registerIn])
      if (sibling !== undefined && !siblings.includes(sibling)) faults.push({ code: "unknown_field", at });
  }
  return faults;
}

/** A co-signatory is asked by mail under the names of its organisation and of a person. */
const COSIGNATORY = { organisation: "text", name: "text", email: "email" } as const;
const fits = (fields: readonly Field[]): boolean =>
  Object.entries(COSIGNATORY).every(([id, kind]) => fields.some((field) => field.id === id && field.kind === kind && field.required));

function questionFaults(question: Question, references: References): Fault[] {
  const faults = fieldFaults(question, references);
  if (question.kind === "table" && question.cosign && !fits(question.fields)) faults.push({ code: "wrong_cosign", at: question.code });
  if (question.kind === "table" && question.minRows > question.maxRows) faults.push({ code: "min_above_max", at: question.code });
  if (question.kind === "matrix") {
    const rows = codesOf(question.rows, references);
    if (rows.length === 0 || question.requiredRows?.some((row) => !rows.includes(row))) faults.push({ code: "unknown_row", at: question.code });
  }
  return faults;
}

/** Questions that lead back to themselves through what decides whether they, or their fields, are shown. */
function circular(reads: ReadonlyMap<string, readonly string[]>): string[] {
  const leadsTo = (from: string, goal: string, seen: Set<string>): boolean =>
    (reads.get(from) ?? []).some((next) => next === goal || (!seen.has(next) && leadsTo(next, goal, seen.add(next))));
  return [...reads.keys()].filter((code) => leadsTo(code, code, new Set()));
}

/** Everything in a definition that does not fit together; nothing for one that may be opened. */
export function faultsOf(definition: Definition, references: References): Fault[] {
  const questions = allQuestionsOf(definition);
  const byCode = new Map(questions.map((question) => [question.code, question]));
  const faults: Fault[] = [
    ...repeated(definition.sections.map(({ code }) => code)).map((at): Fault => ({ code: "duplicate_code", at })),
    ...repeated(questions.map(({ code }) => code)).map((at): Fault => ({ code: "duplicate_code", at })),
    ...questions.flatMap((question) => questionFaults(question, references)),
  ];
  const reads = new Map<string, string[]>();
  for (const section of definition.sections) {
    const { repeat } = section;
    if (repeat && repeat.choice !== repeat.questions[0]?.code) faults.push({ code: "wrong_choice", at: section.code });
    if (repeat?.questions.some((question) => question.kind === "table" && question.cosign)) faults.push({ code: "wrong_cosign", at: section.code });
    if (repeat && codesOf(repeat.rows, references).length < Math.max(1, repeat.atLeast)) faults.push({ code: "unknown_row", at: section.code });
    for (const question of [...section.questions, ...(repeat?.questions ?? [])]) {
      const conditions = [section.showIf, question.showIf, ...fieldsOf(question).map((field) => field.showIf)];
      const read = conditions.flatMap(readsOf).filter(({ question: other }) => other !== undefined);
      const told = fieldsOf(question).flatMap((field) => readsOf(field.publicIf).filter(({ question: other }) => other !== undefined));
      for (const { question: code, field } of [...read, ...told]) {
        const other = byCode.get(code!);
        if (!other) faults.push({ code: "unknown_question", at: question.code });
        else if (field !== undefined && (other.kind === "single" || !other.fields.some(({ id }) => id === field)))
          faults.push({ code: "unknown_field", at: question.code });
      }
      reads.set(
        question.code,
        read.map(({ question: code }) => code!),
      );
    }
  }
  return [...faults, ...circular(reads).map((at): Fault => ({ code: "circular_condition", at }))];
}
