import type { Language } from "./languages";

/** Sentences of a text in any script, as Unicode parts them, except after what the official languages shorten. */

/** A sentence and where it stands: `text` is what stands from `start` up to `end`, without the space around it. */
export type Sentence = { text: string; start: number; end: number };

/** What ends with a point and no sentence, by itself or before a number or a name. Compared without regard to case. */
const SHORTENED = new Set(
  [
    [
      "no",
      "nos",
      "para",
      "paras",
      "art",
      "arts",
      "chap",
      "vol",
      "fig",
      "sect",
      "res",
      "dec",
      "doc",
      "add",
      "rev",
      "corr",
      "annex",
      "ed",
      "eds",
      "op",
      "cit",
      "cf",
      "vs",
      "al",
      "approx",
    ],
    ["mr", "mrs", "ms", "dr", "prof", "st", "h.e", "e.g", "i.e", "etc", "p", "pp", "u.s", "u.n", "inc", "ltd"],
    ["m", "mm", "mme", "mlle", "par", "p. ex", "réf", "éd", "env", "n"],
    ["sr", "sra", "sres", "dra", "núm", "núms", "párr", "párrs", "pág", "págs", "p. ej", "ee. uu", "aprox", "cap"],
    [
      "г",
      "гг",
      "в",
      "вв",
      "ст",
      "стр",
      "с",
      "п",
      "пп",
      "пункт",
      "рез",
      "док",
      "др",
      "т.е",
      "т. е",
      "т.д",
      "т. д",
      "т.п",
      "т. п",
      "т.к",
      "т. к",
      "см",
      "ср",
      "им",
      "тыс",
      "млн",
      "млрд",
      "долл",
      "руб",
      "гл",
      "рис",
      "табл",
      "г-н",
      "г-жа",
    ],
    ["د", "أ", "م", "ص", "ط"],
  ].flat(),
);
/** A shortening that may end a sentence: one does when a capital letter follows. */
const MAY_END = new Set(["etc", "т.д", "т. д", "т.п", "т. п", "др", "г", "гг", "в", "u.s", "u.n", "ee. uu", "inc", "ltd", "al"]);

const LAST_WORDS = /(?:^|[\s([«“"„'‘’/])((?:\p{L}{1,2}\. ?)*[\p{L}\p{M}-]+)\.\s*$/u;
const STARTS_LOW = /^[^\p{L}\p{N}]*\p{Ll}/u;
const STARTS_HIGH = /^[^\p{L}\p{N}]*\p{Lu}/u;
const INITIAL = /(?:^|\s)\p{Lu}\.\s*$/u;
const ENDS_SHORT = /\.\s*$/u;
/** A number that begins a line: the point after it counts items. */
const ITEM = /^\s*\(?(?:\d{1,3}|[\p{L}])[.)]\s*$/u;
/** What closes a quotation after a space belongs to the sentence it closes. */
const CLOSES = /^[»”)\]]+\s*/u;

/** Whether what Unicode takes for the end of a sentence is only a point inside it. */
function goesOn(before: string, after: string): boolean {
  if (/\n\s*$/.test(before) || after === "") return false;
  if (ITEM.test(before)) return true;
  if (!ENDS_SHORT.test(before)) return false;
  if (STARTS_LOW.test(after) || INITIAL.test(before)) return true;
  const word = LAST_WORDS.exec(before)?.[1]?.toLowerCase();
  return word !== undefined && SHORTENED.has(word) && !(MAY_END.has(word) && STARTS_HIGH.test(after));
}

const segmenters = new Map<Language, Intl.Segmenter>();
function segmenterOf(language: Language): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: "sentence" })));
  return segmenter;
}

/** The sentences of a text in order; between them stand spaces and line breaks only. */
export function sentencesOf(text: string, language: Language): Sentence[] {
  const found: { start: number; end: number }[] = [];
  for (const { index, segment } of segmenterOf(language).segment(text)) {
    const last = found.at(-1);
    const closing = last ? (CLOSES.exec(segment)?.[0].length ?? 0) : 0;
    if (last) last.end += closing;
    const rest = segment.slice(closing);
    if (last && goesOn(text.slice(last.start, last.end), rest)) last.end += rest.length;
    else found.push({ start: index + closing, end: index + segment.length });
  }
  return found.flatMap(({ start, end }): Sentence[] => {
    const whole = text.slice(start, end);
    const own = whole.trim();
    const from = start + whole.indexOf(own);
    return own === "" ? [] : [{ text: own, start: from, end: from + own.length }];
  });
}
