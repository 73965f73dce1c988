import { FEW_PARTIES } from "~/features/compilations/model/guarded";
import { groupsAlike } from "~/features/compilations/model/alike";
import { formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { sentencesOf } from "~/lib/sentences";
import { GAP_OF, type AnswerPlace } from "../model";
import { CONVERGES, DIVERGES_FROM, isTold, QUANTITIES, quantityOf, type Quantity } from "./quantities";

/**
 * A first text of a chapter, from what was coded in the answers that feed it and from the proposals among them. The same
 * material makes the same text. What each sentence rests on is kept beside it.
 */

/** Words of a signed answer; `place`: which of its texts they stand in. */
export type Excerpt = AnswerPlace & { hash: string; place: string; quote: string; start: number; end: number };
/** Who said something. `open`: the public reads the version; `kind` and `region` are "" where there is none. */
type Voice = { party: string; name: string; kind: string; region: string; open: boolean };
/** An answer with what its coders marked. `asked`: the question, the same for all who answered it. */
export type MarkedAnswer = Voice & { asked: string; marks: { code: string; excerpt: Excerpt }[] };
export type Proposal = Voice & { language: Language; excerpt: Excerpt };
/** Codes in the order of their tree; `between`: what parts names in a list. */
export type Material = {
  language: Language;
  codes: { id: string; name: string; parent: string | null }[];
  kinds: { key: string; label: string }[];
  between: string;
  answers: MarkedAnswer[];
  proposals: Proposal[];
};

/** A sentence with what it rests on; on nothing where it is the editors' own. */
export type LaidSentence = { text: string; excerpts: Excerpt[] };
export type LaidPart = "note" | "theme" | "divergences" | "proposals";
export type LaidParagraph = { part: LaidPart; text: string; sentences: LaidSentence[] };

/** Characters of a proposal that are quoted in the text; its evidence has all of it. */
const QUOTED = 200;
const PROPOSALS_OF_PARAGRAPH = 10;

type TextKey =
  | `note.${"made" | "words" | "numbers"}`
  | `theme.${Quantity | "one" | "two"}`
  | `word.${Quantity}`
  | `convergence.${"kinds" | "regions"}`
  | `proposal.${"single" | "alike" | "other" | "withheld"}`
  | "counted"
  | "kinds"
  | "divergence"
  | "unnamed";
/** Says something in the language of the document. */
export type Say = (key: TextKey, facts?: Readonly<Record<string, string | number>>) => string;

type Words = { say: Say; language: Language };

/** The paragraphs of a chapter: what their words mean, a paragraph for each code, where views diverge, and proposals. None where there is nothing to say. */
export function layOut(material: Material, say: Say): LaidParagraph[] {
  const words = { say, language: material.language };
  const themes = material.codes.flatMap(({ id, name }) => themeOf(material, id, name, words));
  const said = [...themes, ...divergencesOf(material, words), ...proposalsOf(material, words)];
  return said.length === 0 ? [] : [noteOf(words), ...said];
}

function noteOf({ say, language }: Words): LaidParagraph {
  const share = (word: Quantity): string => formatNumber(QUANTITIES.find((line) => line.word === word)!.share / 100, language, { style: "percent" });
  const least = formatNumber(FEW_PARTIES, language);
  const shares = { nearlyAll: share("nearlyAll"), most: share("most"), many: share("many"), several: share("several"), least };
  return paragraphOf("note", [editorial(say("note.made")), editorial(say("note.words", shares)), editorial(say("note.numbers", { least }))], language);
}

const editorial = (text: string): LaidSentence => ({ text, excerpts: [] });

/** Sentences as one paragraph, parted as the document will part it: a name with a full stop in it may make two of one. */
function paragraphOf(part: LaidPart, sentences: readonly LaidSentence[], language: Language): LaidParagraph {
  const gap = GAP_OF[language];
  const text = sentences.map((sentence) => sentence.text).join(gap);
  let from = 0;
  const placed = sentences.map(({ text: own, excerpts }) => {
    const start = from;
    from += own.length + gap.length;
    return { start, end: start + own.length, excerpts };
  });
  return {
    part,
    text,
    sentences: sentencesOf(text, language, "kept").map(({ start, end }) => ({
      text: text.slice(start, end),
      excerpts: onceEach(placed.filter((one) => one.start < end && one.end > start).flatMap(({ excerpts }) => excerpts)),
    })),
  };
}

/** Each excerpt once, however many coders marked it. */
const onceEach = (excerpts: readonly Excerpt[]): Excerpt[] => [
  ...new Map(excerpts.map((excerpt) => [[excerpt.hash, excerpt.place, excerpt.start, excerpt.end].join(" "), excerpt])).values(),
];

const partiesOf = (voices: readonly Voice[]): number => new Set(voices.map(({ party }) => party)).size;

/** How many, in brackets after the word for it, where that may be told. */
function counted(parties: number, of: number, { say, language }: Words): string {
  return isTold(parties, of) ? `${GAP_OF[language]}${say("counted", { parties: formatNumber(parties, language), of: formatNumber(of, language) })}` : "";
}

function themeOf({ answers, kinds, between }: Material, code: string, name: string, words: Words): LaidParagraph[] {
  const { say, language } = words;
  const raised = answers.flatMap((answer): Raised[] => {
    const excerpts = answer.marks.flatMap((mark) => (mark.code === code ? [mark.excerpt] : []));
    return excerpts.length > 0 ? [{ ...answer, excerpts }] : [];
  });
  if (raised.length === 0) return [];
  const named = namesOf(raised);
  const [parties, of] = [partiesOf(raised), partiesOf(answers)];
  const first =
    named.length > 0
      ? say(named.length === 1 ? "theme.one" : "theme.two", { code: name, first: named[0]!, second: named[1] ?? "" })
      : say(`theme.${quantityOf(parties, of)}`, { code: name, counted: counted(parties, of, words) });
  const ofKinds = groupsTold(raised, kindOf);
  const labelled = kinds.flatMap(({ key, label }) => ofKinds.flatMap(({ group, excerpt }) => (group === key ? [{ label, excerpt }] : [])));
  const list = labelled.map(({ label }) => label).join(between);
  const sentences = [
    { text: first, excerpts: raised.flatMap(({ excerpts }) => excerpts) },
    ...(labelled.length > 0 ? [{ text: say("kinds", { kinds: list }), excerpts: labelled.map(({ excerpt }) => excerpt) }] : []),
    ...convergenceOf("kinds", new Set(answers.map(kindOf)), ofKinds, words),
    ...convergenceOf("regions", new Set(answers.map(regionOf)), groupsTold(raised, regionOf), words),
  ];
  return [paragraphOf("theme", sentences, language)];
}

type Raised = Voice & { excerpts: Excerpt[] };
/** A group of which it may be told that it raises something, with words of one of it. */
type Told = { group: string; excerpt: Excerpt };
const kindOf = ({ kind }: Voice): string => kind;
const regionOf = ({ region }: Voice): string => region;

/** One or two parties by their names, where all they said is public; else none. */
function namesOf(voices: readonly Voice[]): string[] {
  const names = [...new Map(voices.map(({ party, name }) => [party, name])).values()];
  return names.length <= 2 && voices.every(({ open }) => open) ? names : [];
}

/** The groups of which it may be told that they raise something: not by a few whose words are not public. */
function groupsTold(raised: readonly Raised[], groupOf: (voice: Voice) => string): Told[] {
  return [...new Set(raised.map(groupOf))].flatMap((group) => {
    const own = raised.filter((voice) => groupOf(voice) === group);
    const isKnown = partiesOf(own) >= FEW_PARTIES || own.every(({ open }) => open);
    return group !== "" && isKnown ? [{ group, excerpt: own[0]!.excerpts[0]! }] : [];
  });
}

/** That nearly all groups raise the same, if they do. */
function convergenceOf(what: "kinds" | "regions", groups: ReadonlySet<string>, told: readonly Told[], { say, language }: Words): LaidSentence[] {
  const of = groups.size - Number(groups.has(""));
  if (of < CONVERGES.groups || told.length * 100 < CONVERGES.share * of) return [];
  const text = say(`convergence.${what}`, { told: formatNumber(told.length, language), of: formatNumber(of, language) });
  return [{ text, excerpts: told.map(({ excerpt }) => excerpt) }];
}

/**
 * Two codes under the same one diverge where, in answers to the same question, each is raised by some parties and none
 * raises both.
 */
function divergencesOf({ answers, codes }: Material, { say, language }: Words): LaidParagraph[] {
  const nameOf = new Map(codes.map(({ id, name }) => [id, name]));
  const questions = [...new Set(answers.map(({ asked }) => asked))].map((asked) => answers.filter((answer) => answer.asked === asked));
  const sentences = codes.flatMap((one, index) =>
    codes.slice(index + 1).flatMap((other): LaidSentence[] => {
      const parent = one.parent !== null && one.parent === other.parent ? nameOf.get(one.parent) : undefined;
      if (parent === undefined) return [];
      const excerpts = questions.flatMap((given) => {
        const [mine, theirs] = [one, other].map(({ id }) => given.filter(({ marks }) => marks.some(({ code }) => code === id)));
        const both = mine!.some(({ party }) => theirs!.some((voice) => voice.party === party));
        if (both || partiesOf(mine!) < DIVERGES_FROM || partiesOf(theirs!) < DIVERGES_FROM) return [];
        return given.flatMap(({ marks }) => marks.flatMap(({ code, excerpt }) => (code === one.id || code === other.id ? [excerpt] : [])));
      });
      return excerpts.length === 0 ? [] : [{ text: say("divergence", { parent, one: one.name, other: other.name }), excerpts }];
    }),
  );
  return sentences.length === 0 ? [] : [paragraphOf("divergences", sentences, language)];
}

/** What is proposed, each text once: of those that are nearly the same, the most typical one. */
function proposalsOf({ proposals }: Material, words: Words): LaidParagraph[] {
  const alike = groupsAlike(proposals.map(({ excerpt }) => excerpt.quote));
  const grouped = new Set(alike.flat());
  const groups = [...alike, ...proposals.flatMap((_, index) => (grouped.has(index) ? [] : [[index]]))];
  const of = partiesOf(proposals);
  const sentences = groups.map((group): LaidSentence => {
    const own = group.map((index) => proposals[index]!);
    return { text: proposalText(own, of, words), excerpts: own.map(({ excerpt }) => excerpt) };
  });
  const paragraphs = Math.ceil(sentences.length / PROPOSALS_OF_PARAGRAPH);
  return Array.from({ length: paragraphs }, (_, index) =>
    paragraphOf("proposals", sentences.slice(index * PROPOSALS_OF_PARAGRAPH, (index + 1) * PROPOSALS_OF_PARAGRAPH), words.language),
  );
}

function proposalText(own: readonly Proposal[], of: number, { say, language }: Words): string {
  const { language: written, excerpt } = own[0]!;
  const parties = partiesOf(own);
  const who = namesOf(own).join(" · ") || say("unnamed");
  // What the public does not read is not quoted in a text that it may read one day.
  if (!own.every(({ open }) => open)) return say("proposal.withheld", { who });
  if (written !== language) return say("proposal.other", { who });
  const quote = shortened(excerpt.quote, language);
  return parties > 1 ? say("proposal.alike", { word: say(`word.${quantityOf(parties, of)}`), quote }) : say("proposal.single", { who, quote });
}

/** The beginning of a text on one line, without the stop at its end. */
function shortened(text: string, language: Language): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const signs = [...line];
  if (signs.length <= QUOTED) return line.replace(/[.。]$/u, "");
  const cut = signs.slice(0, QUOTED).join("");
  const space = GAP_OF[language] === "" ? -1 : cut.lastIndexOf(" ");
  return `${space > 0 ? cut.slice(0, space) : cut}…`;
}
