import { optionName } from "~/features/templates/model/texts";
import { asCodes, asFiles, isEmptyField, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { formatBytes, formatDay, formatNumber } from "~/lib/dates";
import { directionOfText } from "~/lib/direction";
import { readSymbol } from "~/lib/document-symbol";
import { directionOf, type Language } from "~/lib/languages";
import { paragraph, type Block, type Look, type Run } from "~/lib/paper";
import { readEntry } from "~/lib/register-entry";
import { blocksOfNarrative, plainParagraph } from "./narrative";
import { written, type Words } from "./words";

/** What was given in one field, on paper. */

export type Texts = Readonly<Record<string, string>>;
/** `language`: the one the answer is written in. */
export type Given = { texts: Texts; words: Words; language: Language };

/** A code, an address, a number: it runs from left to right wherever it stands. */
export const code = (text: string): Run => ({ text, isolate: "ltr" });
/** A name or typed text among the interface's words: it runs as its own letters do. */
export const insert = (text: string, words: Words): Run => ({ text, isolate: directionOfText(text, directionOf(words.language)) });

/** A paragraph of the interface's own words. */
export const said = (words: Words, text: string | Run[], look: Look = "body"): Block =>
  paragraph(written(words), typeof text === "string" ? [{ text }] : text, look);

export const noAnswer = (words: Words): Block => said(words, words.say("reports:answerView.none"), "soft");

/** The blocks of a field's value; a field where nothing was said says so. */
export function blocksOfField(question: FormQuestion, field: Field, value: unknown, given: Given): Block[] {
  const { texts, words, language } = given;
  if (isEmptyField(field, value) && field.kind !== "fixed") return [noAnswer(words)];
  const nameOf = (chosen: string): string => optionName(question, field, chosen, texts);
  switch (field.kind) {
    case "long":
      return blocksOfNarrative(String(value), language, words.say("common:text.footnotes"));
    case "text":
      return [plainParagraph(String(value), language)];
    case "many":
      return [names(asCodes(value).map(nameOf), words, null)];
    case "ranked":
      return [names(asCodes(value).map(nameOf), words, 1)];
    case "file":
      return [files(value, words)];
    default:
      return [said(words, runsOfField(field, value, nameOf, words))];
  }
}

function runsOfField(field: Field, value: unknown, nameOf: (code: string) => string, words: Words): Run[] {
  const typed = String(value ?? "");
  switch (field.kind) {
    case "fixed":
      return [{ text: typed }];
    case "one":
    case "scale":
    case "trend":
      return [{ text: nameOf(typed) }];
    case "tick":
      return [{ text: words.say("reports:answerView.yes") }];
    case "number":
    case "year":
      return [
        code(typeof value === "number" ? formatNumber(value, words.language, { useGrouping: field.kind === "number", maximumFractionDigits: 10 }) : typed),
      ];
    case "date":
      return [Number.isNaN(Date.parse(typed)) ? insert(typed, words) : { text: formatDay(typed, words.language, "UTC") }];
    case "url":
      return address(typed, words);
    case "citation":
      return citation(typed, words);
    case "symbol":
      return symbol(typed, words);
    default:
      return [code(typed)];
  }
}

/** Chosen names; with a first number where their order means something. */
const names = (list: readonly string[], words: Words, start: number | null): Block => ({
  kind: "list",
  ...written(words),
  start,
  items: list.map((name) => [said(words, name)]),
});

/** An address; one that leads to an entry of a register says of which. */
function address(url: string, { say }: Words): Run[] {
  if (!/^https?:\/\//i.test(url)) return [code(url)];
  const entry = readEntry(url);
  const shown: Run = { ...code(url), href: url };
  return entry.ok && entry.register ? [shown, { text: ` (${say(`reports:citing.${entry.register}`)})` }] : [shown];
}

/** An entry of a register, by its address or its number alone; what names none stands as it was typed. */
function citation(typed: string, words: Words): Run[] {
  const entry = readEntry(typed);
  if (!entry.ok) return [insert(typed, words)];
  if (entry.address) return address(entry.address, words);
  return [{ text: `${words.say("reports:citing.number")} ` }, code(entry.id)];
}

/** A symbol as it was typed, and in its one form where that differs. */
function symbol(typed: string, words: Words): Run[] {
  const read = readSymbol(typed).symbol;
  if (read === typed) return [code(typed)];
  return [insert(typed, words), { text: `\n${words.say("reports:citing.readAs")} ` }, code(read)];
}

const files = (value: unknown, words: Words): Block => ({
  kind: "list",
  ...written(words),
  start: null,
  items: asFiles(value).map(({ name, size }) => [said(words, [insert(name, words), { text: ` (${formatBytes(size, words.language)})` }])]),
});
