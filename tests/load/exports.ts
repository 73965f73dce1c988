import { spawn } from "node:child_process";
import { request } from "node:http";
import { questionsOfPage } from "~/features/templates/model/pages";
import { choiceQuestion, codesOf } from "~/features/templates/model/values";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Database } from "~/platform/db/client.server";
import { makeSubmission } from "../factories/submission";
import { residentMemory } from "../support/built-portal";

/** As many published reports, answers in each and characters in each answer as the other systems were measured with. */
const [REPORTS, ANSWERS, CHARACTERS] = [2_000, 40, 2_000];

export type Taken = { firstByteMs: number; seconds: number; bytes: number };
/** One whole export: until its first byte, until its last, how much, and the most memory the web process had meanwhile where that was watched. `again`: seconds of the same once more. `bound`: the seconds it may take. */
export type ExportCost = {
  database: string;
  what: string;
  firstByteMs: number;
  seconds: number;
  again?: number;
  megabytes: number;
  memory: number | null;
  bound?: number;
};

const LETTERS = "abcdefghijklmnopqrstuvwxyz      ";
/** Text that no two answers share, and that compresses about as badly as language does. */
const textOf = (seed: number): string => {
  let state = seed + 1;
  return Array.from({ length: CHARACTERS }, () => LETTERS[(state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % LETTERS.length]).join("");
};

type Place = { question: string; row: string };

/** Where the national report takes a long text, with all its action lines chosen; and what chooses them. */
export async function longPlaces(db: Database): Promise<{ choices: (Place & { value: string[] })[]; places: Place[] }> {
  const row = await db.templateVersion.findFirstOrThrow({ where: { template: "national-report", state: "open" }, select: { id: true } });
  const { definition } = await getTemplateVersion(db, row.id);
  const references = templateReferences(await readReference(db));
  const places = definition.sections.flatMap((section) => {
    const rows = section.repeat ? codesOf(section.repeat.rows, references) : [];
    return ["", ...rows].flatMap((line) =>
      questionsOfPage(definition, { id: "", section: section.code, row: line })
        .filter((question) => question.kind === "single" && question.field.kind === "long" && question.confidential !== "always")
        .map(({ code }) => ({ question: code, row: line })),
    );
  });
  const choices = definition.sections.flatMap(({ repeat }) =>
    repeat ? [{ question: choiceQuestion(repeat).code, row: "", value: [...codesOf(repeat.rows, references)] }] : [],
  );
  return { choices, places };
}

/** Published national reports of as many States, made in the database from one: nothing of them is asked for but to be exported. */
export async function fillPublished(db: Database): Promise<void> {
  const { choices, places } = await longPlaces(db);
  const texts = places.slice(0, ANSWERS - choices.length).map((place, index) => ({ ...place, value: textOf(index) }));
  if (texts.length + choices.length < ANSWERS) throw new Error(`the template has only ${texts.length} places for long texts`);
  const { id, reportId, party } = await makeSubmission(db, { state: "published", answers: [...choices, ...texts] });
  const copies = `generate_series(1, ${REPORTS - 1}) n`;
  const idOf = (kind: string): string => `md5('${kind}' || n)::uuid`;
  const copy = (table: string, changed: string, of: string): string =>
    `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${changed}))).* from ${table} t, ${copies} where t.id = '${of}'`;
  for (const statement of [
    copy("party", `'id', ${idOf("p")}, 'code', 'BENCH' || n`, party.id),
    copy("report", `'id', ${idOf("r")}, 'party_id', ${idOf("p")}`, reportId),
    copy("submission", `'id', ${idOf("s")}, 'report_id', ${idOf("r")}, 'receipt', 'BENCH-' || n, 'symbol', 'BENCH-NR-' || n, 'party_code', 'BENCH' || n`, id),
    `insert into submitted_answer select ${idOf("s")}, position, question, "row",
       case when jsonb_typeof(value) = 'string' then to_jsonb(overlay(value #>> '{}' placing lpad(n::text, 6, '0') from 1)) else value end,
       language, confidential, md5(hash || n) || md5(n || hash) from submitted_answer t, ${copies} where t.submission_id = '${id}'`,
    "analyze",
  ])
    await db.$executeRawUnsafe(statement);
}

/** Takes one export whole, as a program does that keeps nothing of it. */
export async function takeWhole(port: number, path: string, headers: Record<string, string> = {}): Promise<Taken> {
  const began = performance.now();
  let [bytes, first] = [0, 0];
  await new Promise<void>((done, failed) => {
    request({ port, path, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      if (response.statusCode !== 200) return failed(new Error(`${response.statusCode} for ${path}`));
      response.on("data", (chunk: Buffer) => {
        first ||= performance.now();
        bytes += chunk.byteLength;
      });
      response.on("end", done).on("error", failed);
    })
      .on("error", failed)
      .end();
  });
  return { firstByteMs: first - began, seconds: (performance.now() - began) / 1_000, bytes };
}

/** What the database gives by itself: the same answers as text, copied out by its own program. */
async function copyOut(url: string): Promise<{ seconds: number; bytes: number }> {
  const began = performance.now();
  const query = `copy (select s.symbol, s.receipt, s.party_code, a.question, a."row", a.language, a.value #>> '{}' from submission s join submitted_answer a on a.submission_id = s.id where s.state = 'published' order by s.published_at desc, s.id desc, a.position) to stdout (format csv)`;
  const child = spawn("psql", [url, "-c", query], { stdio: ["ignore", "pipe", "inherit"] });
  let bytes = 0;
  for await (const chunk of child.stdout) bytes += (chunk as Buffer).byteLength;
  return { seconds: (performance.now() - began) / 1_000, bytes };
}

/** Measures the exports in each format, the second of two: code is made fast while it runs. */
export async function measureExports(database: string, port: number, pid: number, url: string): Promise<ExportCost[]> {
  const costs: ExportCost[] = [];
  if (database === "postgres") {
    const { seconds, bytes } = await copyOut(url);
    costs.push({ database, what: `${REPORTS} reports by COPY alone`, firstByteMs: 0, seconds, megabytes: bytes / 1e6, memory: null });
  }
  for (const format of ["csv", "xlsx"]) {
    const path = `/api/v1/export?format=${format}&names=en`;
    await takeWhole(port, path);
    let memory = 0;
    const watching = setInterval(() => (memory = Math.max(memory, residentMemory(pid))), 100);
    const { firstByteMs, seconds, bytes } = await takeWhole(port, path);
    clearInterval(watching);
    costs.push({ database, what: `${REPORTS} reports as ${format}`, firstByteMs, seconds, megabytes: bytes / 1e6, memory });
  }
  return costs;
}
