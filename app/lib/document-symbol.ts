import type { Language } from "./languages";
import { latinCode } from "./typed-code";

/**
 * Symbols of documents of the United Nations and of ITU. What is recognised has one form; what is not is kept as it was
 * typed, for no list of bodies is ever complete and an author knows their document better than a program.
 */

export const DOCUMENT_KINDS = [
  "document",
  "resolution",
  "decision",
  "limited",
  "conference_room_paper",
  "working_paper",
  "information",
  "meeting_record",
  "administrative",
  "draft",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * `body`: as symbols begin (`A`, `E/CN.16`, `CWG-WSIS&SDG`). `session`: of what, or the year, as written out (`80`,
 * `2025`); null where the symbol names none. `language`: where a suffix names it (ITU). `changes`: revisions, addenda,
 * corrigenda, in order.
 */
export type KnownSymbol = {
  recognised: true;
  symbol: string;
  body: string;
  session: string | null;
  kind: DocumentKind;
  changes: string[];
  language: Language | null;
};
export type ReadSymbol = KnownSymbol | { recognised: false; symbol: string };

/** Suffixes that name the language of an ITU document. */
const SUFFIX_LANGUAGES: Readonly<Record<string, Language>> = { E: "en", F: "fr", S: "es", R: "ru", C: "zh", A: "ar" };

const KIND_OF: Readonly<Record<string, DocumentKind>> = {
  RES: "resolution",
  DEC: "decision",
  L: "limited",
  CRP: "conference_room_paper",
  WP: "working_paper",
  INF: "information",
  SR: "meeting_record",
  PV: "meeting_record",
  ADM: "administrative",
  DT: "draft",
  DL: "draft",
  TD: "draft",
};

/** Organs and programmes United Nations symbols begin with. */
const UN_ORGANS = ["A", "S", "E", "T", "ST", "TD", "DP", "JIU", "CEB", "UNEP", "UNW", "HSP"] as const;
/** Parts of a United Nations symbol that carry a number after a full stop, which is easily left out in typing. */
const DOTTED = ["AC", "C", "CN", "CONF", "CRP", "GC", "ICEF", "L", "LDC", "PREPCOM", "PV", "SC", "SR", "SUB", "WG", "WP"] as const;
/** Parts made of letters alone. */
const WORDS = ["ADM", "B", "BUR", "CEDAW", "DEC", "EX", "HRC", "ICT", "INF", "NGO", "PET", "RES", "SER", "STI", "UPR"] as const;
/** What is done to a document afterwards, as symbols spell it. */
const CHANGES: Readonly<Record<string, string>> = { REV: "Rev", ADD: "Add", CORR: "Corr", AMEND: "Amend" };

const UN_DOTTED = new RegExp(`^(${DOTTED.join("|")})[.]?(\\d{1,4})$`);
const UN_CHANGE = new RegExp(`^(${Object.keys(CHANGES).join("|")})[.]?(\\d{1,3})$`);
/** A session, year or number; special sessions (`ES-10`, `S-27`); some resolutions name session or year in brackets. */
const UN_NUMBER = /^(?:(?:ES|S)-)?\d{1,5}(?:\((?:[IVXLC]+|\d{4})\))?$/;
const OWN_NUMBER = /^(?:L|CRP|INF|WP|SR|PV)\.\d/;
const SESSION = /^(?:(?:ES|S)-)?\d{1,4}$/;
/** Parts that still belong to the body: `CN.16`, `CONF.178`, `HRC`. */
const BODY_PART = /^(?:(?:AC|C|CN|CONF|GC|ICEF|LDC|PREPCOM|SC|SUB|WG)\.\d+|HRC|CEDAW|UPR|B|SER|ICT|STI)$/;

/** Two symbols of one document, as reports to two organs carry them: `A/80/62-E/2025/8`. */
const JOINT = new RegExp(`-(?=(?:${UN_ORGANS.join("|")})/)`);

function partsOfUn(text: string): string[] | null {
  const [organ = "", ...rest] = text.split("/");
  if (!(UN_ORGANS as readonly string[]).includes(organ) || rest.length === 0) return null;
  const parts: string[] = [organ];
  let isChange = false;
  for (const part of rest) {
    const change = UN_CHANGE.exec(part);
    const dotted = UN_DOTTED.exec(part);
    if (change) parts.push(`${CHANGES[change[1]!]!}.${Number(change[2])}`);
    else if (isChange) return null;
    else if (dotted) parts.push(`${dotted[1]}.${Number(dotted[2])}`);
    else if (UN_NUMBER.test(part) || (WORDS as readonly string[]).includes(part)) parts.push(part);
    else return null;
    isChange ||= change !== null;
  }
  // `A/RES` or `E/CN.16/Rev.1` name no document.
  return parts.some((part) => UN_NUMBER.test(part) || OWN_NUMBER.test(part)) ? parts : null;
}

const kindOf = (parts: readonly string[]): DocumentKind => parts.map((part) => KIND_OF[part.replace(/\..*/, "")]).findLast((kind) => kind) ?? "document";

function readUn(text: string): KnownSymbol | null {
  const all = text.split(JOINT).map(partsOfUn);
  const [first] = all;
  if (!first || all.some((parts) => parts === null)) return null;
  const [organ = "", ...rest] = first;
  const bodyParts = rest.slice(
    0,
    Math.max(
      0,
      rest.findIndex((part) => !BODY_PART.test(part)),
    ),
  );
  const numbers = rest.filter((part) => SESSION.test(part));
  const inBrackets = /\(([IVXLC]+|\d{4})\)$/.exec(rest.find((part) => UN_NUMBER.test(part)) ?? "")?.[1];
  return {
    recognised: true,
    symbol: (all as string[][]).map((parts) => parts.join("/")).join("-"),
    body: [organ, ...bodyParts].join("/"),
    // A number alone is the document's own, unless another part holds that.
    session: inBrackets ?? (numbers.length > 1 || rest.some((part) => OWN_NUMBER.test(part)) ? (numbers[0] ?? null) : null),
    kind: kindOf(rest),
    changes: (all.at(-1) as string[]).filter((part) => /^(?:Rev|Add|Corr|Amend)\./.test(part)),
    language: null,
  };
}

/** Conferences and assemblies of ITU that number their documents by year. */
const ITU_CONFERENCES = ["PP", "WTDC", "WTSA", "WRC", "WCIT", "RA"] as const;
/** Working groups of the Council; the one on WSIS and the SDGs has had two names. */
const ITU_GROUPS = ["WSIS&SDG", "WSIS", "FHR", "COP", "INTERNET", "LANG", "SFP"] as const;
const ITU_HEAD = new RegExp(
  `^(?:(?<council>C)(?<year>\\d{4}|\\d{2})|(?<conference>${ITU_CONFERENCES.join("|")})-?(?<of>\\d{4}|\\d{2})|(?<group>C?WG-(?:${ITU_GROUPS.join("|")}))-(?<meeting>\\d{1,3}))$`,
);
const ITU_CHANGE = /^(REV|ADD|CORR)[.]?(\d{1,3})$/;
const ITU_TAIL = /^(?<number>\d{1,4})(?<changes>(?:\((?:REV|ADD|CORR)[.]?\d{1,3}\))*)(?:-(?<suffix>[EFSRCA]))?$/;
const ITU_WORDS = ["INF", "ADM", "DT", "DL", "TD"] as const;

/** A year of four figures for one of two: no document of ITU's councils and conferences that is cited is older than 1950. */
const yearOf = (figures: string): string => (figures.length === 4 ? figures : `${Number(figures) < 50 ? 20 : 19}${figures}`);

/** A working group is written with spaces or dashes, with and without a plural, with "and" in words. */
const oneName = (head: string): string =>
  head
    .replace(/^(C?WG) /, "$1-")
    .replace(/WSIS(?:&| AND |-)SDGS?/, "WSIS&SDG")
    .replace(/ (?=\d+$)/, "-");

function readItu(text: string): KnownSymbol | null {
  const [head = "", ...rest] = text.split("/");
  const match = ITU_HEAD.exec(oneName(head))?.groups;
  if (!match || rest.length === 0) return null;
  // Changes stand in brackets; typed as in symbols of the United Nations, they are read all the same.
  const written = rest.reduce<string[]>((parts, part) => {
    const [, typed = part, suffix = ""] = /^(.*?)(-[EFSRCA])?$/.exec(part) ?? [];
    const before = parts.at(-1);
    return ITU_CHANGE.test(typed) && before !== undefined ? [...parts.slice(0, -1), `${before}(${typed})${suffix}`] : [...parts, part];
  }, []);
  const last = (written.at(-1) ?? "").replace(/(-[EFSRCA])((?:\([A-Z]+[.]?\d+\))+)$/, "$2$1");
  const words = written.slice(0, -1);
  const tail = ITU_TAIL.exec(last)?.groups;
  if (!tail || words.length > 1 || words.some((word) => !(ITU_WORDS as readonly string[]).includes(word))) return null;
  const changes = [...(tail.changes ?? "").matchAll(/\(([A-Z]+)[.]?(\d+)\)/g)].map(([, change = "", number]) => `${CHANGES[change]}.${Number(number)}`);
  const session = match.group ? String(Number(match.meeting)) : yearOf(match.year ?? match.of ?? "");
  const body = match.group ?? match.council ?? match.conference ?? "";
  const start = match.council ? `C${session.slice(2)}` : `${body}-${match.group ? session : session.slice(2)}`;
  const end = `${Number(tail.number)}${changes.map((change) => `(${change})`).join("")}${tail.suffix ? `-${tail.suffix}` : ""}`;
  return {
    recognised: true,
    symbol: [start, ...words, end].join("/"),
    body,
    session,
    kind: kindOf(words),
    changes,
    language: tail.suffix ? SUFFIX_LANGUAGES[tail.suffix]! : null,
  };
}

/** Spaces around the marks of a symbol are slips; a space between two figures is not, so it stays and nothing is guessed. */
const tidy = (typed: string): string =>
  latinCode(typed)
    .replace(/^["'«“„([<]+|["'»”>.,;:]+$/gu, "")
    .replace(/ *([/&.()]) */g, "$1")
    .replace(/ *- */g, "-")
    .replace(/ (?=(?:REV|ADD|CORR|AMEND)[.]?\d)/g, "/")
    .trim();

/** Reads the symbol of a document. Never fails: what is not recognised is given back as it was typed. */
export function readSymbol(typed: string): ReadSymbol {
  const text = tidy(typed);
  return readUn(text) ?? readItu(text) ?? { recognised: false, symbol: typed.trim() };
}
