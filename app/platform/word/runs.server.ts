import { AlignmentType, ExternalHyperlink, FootnoteReferenceRun, Paragraph, Tab, TextRun, type IRunOptions, type ParagraphChild } from "docx";
import { directedParts, type Direction } from "~/lib/direction";
import type { Language } from "~/lib/languages";
import type { Run, Written } from "~/lib/paper";

/** Text of a paper as runs of Word: each runs one way, says so, and names its language. */

/** Languages as Word has them: of Latin and Cyrillic letters, of Han, and of scripts from right to left. */
export const WORD_LANGUAGES: Record<Language, { value: string; eastAsia?: string; bidirectional?: string }> = {
  ar: { value: "en-GB", bidirectional: "ar-SA" },
  zh: { value: "en-GB", eastAsia: "zh-CN" },
  en: { value: "en-GB" },
  fr: { value: "fr-FR" },
  ru: { value: "ru-RU" },
  es: { value: "es-ES" },
};

/** Stands for an insert while the direction of what is around it is found: an insert is neither. */
const OBJECT = "\ufffc";

type Part = { run: Run; text: string; direction: Direction };

/** Runs cut where their direction changes, each seen in the paragraph it stands in. */
function partsOf(runs: readonly Run[], base: Direction): Part[] {
  const seen = runs.map((run) => (run.isolate ? OBJECT.repeat(run.text.length) : run.text)).join("");
  const around = directedParts(seen, base).flatMap(({ text, direction }) => Array.from({ length: text.length }, () => direction));
  let from = 0;
  return runs.flatMap((run): Part[] => {
    // Nothing but what calls a note has no text to run either way.
    if (run.text === "") return run.note ? [{ run, text: "", direction: base }] : [];
    const ways = around.slice(from, (from += run.text.length));
    if (run.isolate) return directedParts(run.text, run.isolate).map((part) => ({ run, ...part }));
    const parts: Part[] = [];
    for (const [index, direction] of ways.entries()) {
      const open = parts.at(-1);
      if (open?.direction === direction) open.text += run.text[index]!;
      else parts.push({ run, text: run.text[index]!, direction });
    }
    return parts;
  });
}

/** What calls a note, which stands in the language and direction of its paragraph. */
const noteCall = (runs: readonly Run[], written: Written): ParagraphChild =>
  new FootnoteReferenceRun({
    children: [
      new Paragraph({
        style: "FootnoteText",
        alignment: AlignmentType.START,
        bidirectional: written.direction === "rtl",
        children: childrenOf([{ text: " " }, ...runs], written),
      }),
    ],
  });

/** The children of a paragraph. `looks` is what all of them have. */
export function childrenOf(runs: readonly Run[], written: Written, looks: IRunOptions = {}): ParagraphChild[] {
  const { language, direction } = written;
  return partsOf(runs, direction).flatMap(({ run, text, direction: way }): ParagraphChild[] => {
    if (run.note) return [noteCall(run.note, written)];
    const children = text.split("\n").map(
      (line, index) =>
        new TextRun({
          ...looks,
          ...(run.bold && { bold: true, boldComplexScript: true }),
          ...(run.italic && { italics: true, italicsComplexScript: true }),
          ...(run.underline && { underline: {} }),
          ...(run.strike && { strike: true }),
          ...(run.href && { style: "Hyperlink" }),
          ...(way === "rtl" && { rightToLeft: true }),
          language: WORD_LANGUAGES[language],
          ...(index > 0 && { break: 1 }),
          children: line.split(/(\t)/).map((part) => (part === "\t" ? new Tab() : part)),
        }),
    );
    return run.href ? [new ExternalHyperlink({ link: run.href, children })] : children;
  });
}
