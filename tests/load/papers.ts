import { randomUUID } from "node:crypto";
import { documentLinks } from "~/features/documents/model/address";
import { PAPER_FORMATS, VERSION_FORMATS } from "~/features/papers/model";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { readAnswers } from "~/features/reports/queries/load.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import { countWords, limitFor } from "~/lib/text";
import type { Database } from "~/platform/db/client.server";
import { openSessions } from "~/platform/auth/sessions.server";
import { makeDocument } from "../factories/document";
import { fillReport } from "../factories/report";
import { makeUser } from "../factories/user";
import { makeAuthor } from "../support/author";
import { makeCtx } from "../support/context";
import { MIXED } from "../support/paper-corpus";
import { versionOf } from "../support/version-corpus";
import { longPlaces, takeWhole, type ExportCost } from "./exports";

/** A full national report has so many words in languages that part their words. */
const WORDS = 12_000;
/** Of how many more the median is taken. */
const TIMES = 5;

/** A national report in one language, and who may export it. */
type FullReport = { language: Language; words: number; reportId: string; headers: Record<string, string> };

const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];

/** National reports in the six languages, each with an answer of every kind and its words in long answers on all action lines, none like another. */
export async function fillFullReports(db: Database, origin: string): Promise<FullReport[]> {
  const { choices, places } = await longPlaces(db);
  const reports: FullReport[] = [];
  for (const language of LANGUAGES) {
    const { ctx, reportId, program } = await makeAuthor(db, origin, { language });
    await fillReport(ctx, reportId);
    const words = MIXED[language].flatMap((text) => text.split(" "));
    const each = limitFor(WORDS, language) / places.length;
    let at = 0;
    const textOf = (): string => {
      const parts: string[] = [];
      for (let count = 0; count < each; count += countWords(parts.at(-1)!)) parts.push(words[at++ % words.length]!);
      return parts.join(" ");
    };
    const kept = await readAnswers(db, reportId);
    const operations = [...choices, ...places.map((place) => ({ ...place, value: textOf() }))].map((answer) => ({
      ...answer,
      opId: randomUUID(),
      baseRevision: kept.find(({ question, row }) => question === answer.question && row === answer.row)?.revision ?? 0,
    }));
    const saved = await saveAnswers(ctx, { reportId, via: "form", operations });
    if (!saved.ok || saved.value.some(({ ok }) => !ok)) throw new Error("a full report was not saved");
    const said = (await readAnswers(db, reportId)).flatMap(({ value }) => textsOf(value)).reduce((sum, text) => sum + countWords(text), 0);
    reports.push({ language, words: said, reportId, headers: program });
  }
  return reports;
}

/** A frozen version of a document: sixty pages as PDF, every paragraph with its note. */
type FullVersion = { path: string; words: number; headers: Record<string, string> };
const [PARAGRAPHS, PARAGRAPH_WORDS] = [370, 100];

/** The texts of so many paragraphs, none like another. */
export function longTexts(): string[] {
  const words = MIXED.en.flatMap((text) => text.split(" "));
  return Array.from({ length: PARAGRAPHS }, (_, paragraph) =>
    Array.from({ length: PARAGRAPH_WORDS }, (__, word) => words[(paragraph * 7 + word) % words.length]!).join(" "),
  );
}

/** A version of so many paragraphs, written into the database as freezing one leaves it, and an officer who may read it. */
export async function fillFullVersion(db: Database, origin: string): Promise<FullVersion> {
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  const ctx = makeCtx({ db, actor: officer });
  const { id } = await makeDocument(ctx);
  const { content, hash } = versionOf("en", longTexts()).version;
  const by = { frozenById: officer.id, frozenName: officer.name, frozenAt: ctx.now() };
  await db.documentVersion.create({ data: { documentId: id, number: 1, stage: "zero_draft", revision: 0, content, hash, ...by } });
  const [cookie = ""] = (await openSessions(db, { secure: false }).open(officer.id)).split(";");
  return { path: documentLinks.versionFile("en", id, 1), words: PARAGRAPHS * PARAGRAPH_WORDS, headers: { cookie, origin } };
}

/** The seconds sixty pages may take to Word. */
const WORD_BOUND = 3;

/** Takes a version in each of its formats: a first time, and the median of some more. */
export async function measureVersion(database: string, port: number, { path, words, headers }: FullVersion): Promise<ExportCost[]> {
  const costs: ExportCost[] = [];
  for (const format of VERSION_FORMATS)
    costs.push({
      database,
      what: `document of ${words} words as ${format}`,
      ...(await takenAgain(port, `${path}?format=${format}`, headers)),
      memory: null,
      ...(format === "docx" && { bound: WORD_BOUND }),
    });
  return costs;
}

/** A file a first time, and the median of some more. */
async function takenAgain(port: number, path: string, headers: Record<string, string>) {
  const { firstByteMs, seconds, bytes } = await takeWhole(port, path, headers);
  const again: number[] = [];
  for (let time = 0; time < TIMES; time++) again.push((await takeWhole(port, path, headers)).seconds);
  const median = again.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
  return { firstByteMs, seconds, again: median, megabytes: bytes / 1e6 };
}

/** Takes each report as each kind of paper, as its author does: a first time, and the median of some more. */
export async function measurePapers(database: string, port: number, reports: readonly FullReport[]): Promise<ExportCost[]> {
  const costs: ExportCost[] = [];
  for (const format of PAPER_FORMATS)
    for (const { language, words, reportId, headers } of reports) {
      const path = `/api/v1/reports/${reportId}/export?format=${format}&lang=${language}`;
      costs.push({ database, what: `${words} words in ${language} as ${format}`, ...(await takenAgain(port, path, headers)), memory: null });
    }
  return costs;
}
