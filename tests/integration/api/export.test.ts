import { beforeAll, describe, expect, test } from "vitest";
import type { ExportedReport } from "~/features/publication/model/export";
import { exportPublished } from "~/features/publication/queries/export.server";
import { exportAnswer } from "~/http/export.server";
import { loader } from "~/routes/api/public/export";
import { makeParty } from "../../factories/party";
import { makeAttachment, makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, makeSite, ORIGIN } from "../../support/pages";
import { rowsIn, sheetsIn } from "../../support/workbooks";

const { db } = testDatabase();
const now = () => new Date("2026-11-20T09:30:00Z");
const site = makeSite(db, now);
const REGION = "region-of-exports";
const LONG = "ب".repeat(40_000);

let made: MadeSubmission[];
let annex: string;
beforeAll(async () => {
  made = [];
  for (let index = 0; index < 23; index++) {
    const party = await makeParty(db, { unGroup: REGION });
    made.push(
      await makeSubmission(db, {
        party,
        state: "published",
        unGroup: REGION,
        groups: index === 0 ? ["LDC", "SIDS"] : [],
        language: index === 1 ? "ru" : "en",
        submittedAt: new Date(Date.UTC(2026, 9, 1 + Math.floor(index / 2))),
        answers: [{ question: "B1", value: `=Summary ${index}` }],
      }),
    );
  }
  const { reportId, party } = made[0]!;
  const file = await makeAttachment(db, { reportId, question: "I1", field: "annexes" });
  annex = file.sha256;
  made[0] = await makeSubmission(db, {
    party,
    reportId,
    version: 2,
    state: "published",
    unGroup: REGION,
    groups: ["LDC", "SIDS"],
    language: "ar",
    publishedAt: new Date("2026-11-10T08:00:00Z"),
    answers: [
      { question: "B1", value: LONG },
      { question: "D2", value: ["C5"] },
      { question: "D3", row: "C5", value: 'With "quotes", commas\nand lines' },
      { question: "I1", value: { publish: "all", annexes: [file], declaration: true } },
    ],
  });
});

async function get(query: string, headers: Record<string, string> = {}) {
  const request = new Request(`${ORIGIN}/api/v1/export?${query}`, { headers });
  const answer = await loader({ request, params: {}, context: { world: site.world } } as never);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
type Row = Record<string, unknown>;
const lines = async (query: string, headers?: Record<string, string>): Promise<Row[]> =>
  (await get(`format=jsonl&${query}`, headers)).bytes
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
const symbolsIn = (rows: Row[]): string[] => [...new Set(rows.map(({ symbol }) => String(symbol)))];
const sheetsOf = async (query: string) => sheetsIn((await get(`format=xlsx&${query}`)).bytes);

describe("what is exported", () => {
  test("is every report of the public list once, over all its pages, by its latest version, newest publication first", async () => {
    const rows = await lines(`region=${REGION}`);
    expect(symbolsIn(rows).sort()).toEqual(made.map(({ symbol }) => symbol).sort());
    expect(rows[0]).toMatchObject({ symbol: made[0]!.symbol, question: "B1" });
    const times = rows.map(({ publishedAt }) => String(publishedAt));
    expect(times).toEqual([...times].sort().reverse());
  });

  test("is one row for each value, as it was given, with what is known of it", async () => {
    const rows = await lines(`party=${made[0]!.party.code}&names=fr`);
    expect(rows.map(({ question, repeat, column, value }) => [question, repeat, column, value])).toEqual([
      ["B1", "", "", LONG],
      ["D2", "", "", ["C5"]],
      ["D3", "C5", "", 'With "quotes", commas\nand lines'],
      ["I1", "", "publish", "all"],
      ["I1", "", "annexes", [{ sha256: annex, name: expect.any(String), size: 12 }]],
      ["I1", "", "declaration", true],
    ]);
    expect(rows[0]).toMatchObject({
      receipt: made[0]!.receipt,
      version: 2,
      cycle: "wsis20",
      template: "national-report",
      partyKind: "state",
      unGroup: REGION,
      groups: ["LDC", "SIDS"],
      unit: "",
      language: "ar",
      publishedAt: "2026-11-10T08:00:00.000Z",
    });
  });

  test("is narrowed by every filter of the list, and empty where nothing is found", async () => {
    const [first, second] = made;
    expect((await get(`format=csv&party=${first!.party.code}&party=${second!.party.code}`)).status).toBe(422);
    for (const filter of ["group=LDC", "lang=ar", `party=${first!.party.code}`, `q=${first!.symbol}`, `q=${first!.receipt}`])
      expect({ filter, found: symbolsIn(await lines(`region=${REGION}&${filter}`)) }).toEqual({ filter, found: [first!.symbol] });
    expect(symbolsIn(await lines(`region=${REGION}&lang=ru`))).toEqual([second!.symbol]);
    for (const filter of ["cycle=none", "kind=facilitator-report", "line=C1", "sdg=9", "party=none"])
      expect({ filter, rows: await lines(`region=${REGION}&${filter}`) }).toEqual({ filter, rows: [] });
    expect((await get("format=csv&party=none")).bytes.toString().split("\r\n")).toEqual([expect.stringMatching(/^\ufeffsymbol,receipt,/), ""]);
    expect((await sheetsOf("party=none")).map(rowsIn)).toEqual([[expect.arrayContaining(["symbol", "part"])]]);
  });

  test("has names and labels in the language asked for: `names`, else `lang`, else the one accepted, else English", async () => {
    const labels = async (query: string, accept?: string) =>
      (await lines(`party=${made[0]!.party.code}&${query}`, accept ? { "accept-language": accept } : {})).map(({ label }) => String(label)).join(" ");
    const english = await labels("");
    expect(english).toMatch(/[a-z]/i);
    expect(await labels("names=ru", "fr")).toMatch(/[а-я]/);
    expect(await labels("lang=ar", "fr")).toMatch(/[\u0600-\u06ff]/);
    expect(await labels("", "zh-CN, fr;q=0.5")).toMatch(/\p{Script=Han}/u);
  });
});

describe("the formats", () => {
  test("CSV has a byte order mark, CR LF, quotes, addresses of files, and no formula", async () => {
    const { bytes, headers } = await get(`format=csv&region=${REGION}`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    // Named after the cycle where one was asked for and can be part of a file's name, else after none.
    expect(headers.get("content-disposition")).toBe('attachment; filename="answers-2026-11-20.csv"');
    const nameFor = async (cycle: string) => (await get(`format=csv&region=${REGION}&cycle=${encodeURIComponent(cycle)}`)).headers.get("content-disposition");
    expect(await nameFor("wsis20")).toBe('attachment; filename="wsis20-answers-2026-11-20.csv"');
    expect(await nameFor('x"; filename="y')).toBe('attachment; filename="answers-2026-11-20.csv"');
    const csv = bytes.toString();
    expect(csv).toContain(',"With ""quotes"", commas\nand lines",');
    expect(csv).toContain(`,${ORIGIN}/en/submissions/${made[0]!.symbol}/files/${annex},`);
    expect(csv).toContain(",'=Summary 5,");
    expect(csv).not.toContain(",=Summary");
    expect(csv).toContain(",true,2026-11-10T08:00:00.000Z,\r\n");
    expect(csv).toContain(LONG);
  });

  test("a workbook has dates and ticks as such, long texts in parts that join to the whole, and no formula", async () => {
    const [sheet] = await sheetsOf(`region=${REGION}&names=en`);
    const [head, ...rows] = rowsIn(sheet!);
    const column = (name: string) => head!.indexOf(name);
    const parts = rows.filter((row) => row[column("symbol")] === made[0]!.symbol && row[column("question")] === "B1");
    expect(parts.map((row) => row[column("part")])).toEqual([1, 2]);
    expect(parts.map((row) => String(row[column("value")])).join("")).toBe(LONG);
    expect(rows[0]![column("publishedAt")]).toEqual(new Date("2026-11-10T08:00:00Z"));
    expect(rows.map((row) => row[column("value")])).toContain(true);
    expect(rows.map((row) => row[column("value")])).toContain("'=Summary 5");
    expect([...sheet!.cells.values()].filter(({ kind }) => kind === "formula")).toEqual([]);
    expect(sheet!.rightToLeft).toBe(false);
  });

  test("a workbook in Arabic runs from right to left", async () => {
    for (const query of ["names=ar", "lang=ar"]) expect((await sheetsOf(`party=${made[0]!.party.code}&${query}`))[0]!.rightToLeft).toBe(true);
  });
});

test.each(["", "format=pdf", "format=csv&limit=5", "format=csv&after=x", "format=csv&goal=9", "format=csv&names=de", "format=csv&lang=de"])(
  "with %s it is refused, in the reader's language",
  async (query) => {
    const { status, headers, bytes } = await get(query, { "accept-language": "fr" });
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 422, type: "application/problem+json; charset=utf-8" });
    const body = JSON.parse(bytes.toString()) as Row;
    expect(body).toMatchObject({ code: "request.invalid", fields: { [query.split(/[&?]/).at(-1)!.split("=")[0] || "format"]: expect.any(String) } });
    expect(body.title).toMatch(/[éèà]/);
  },
);

test("reading goes on only as the answer is taken, and ends when its reader goes", async () => {
  const state = { read: 0, ended: false };
  async function* counted(): AsyncGenerator<ExportedReport, void> {
    try {
      for await (const batch of exportPublished(makeCtx({ db, actor: null, now }), { region: REGION })) {
        state.read += 1;
        yield batch;
      }
    } finally {
      state.ended = true;
    }
  }
  const answer = await exportAnswer(counted(), { format: "jsonl", language: "en", origin: ORIGIN, now: now() });
  expect(state).toEqual({ read: 1, ended: false });
  const reader = answer.body!.getReader();
  await reader.read();
  await reader.read();
  await new Promise((done) => setTimeout(done, 50));
  expect(state).toEqual({ read: 2, ended: false });
  await reader.cancel();
  expect(state).toEqual({ read: 2, ended: true });
});

test("what fails before the first row is an error of the call, what fails later breaks the file off, in every format", async () => {
  async function* failing(after: number): AsyncGenerator<ExportedReport, void> {
    for await (const batch of exportPublished(makeCtx({ db, actor: null, now }), { region: REGION })) {
      if (after-- === 0) throw new Error("the database is away");
      yield batch;
    }
  }
  for (const format of ["csv", "jsonl", "xlsx"] as const) {
    const options = { format, language: "en", origin: ORIGIN, now: now() } as const;
    await expect(exportAnswer(failing(0), options)).rejects.toThrow("the database is away");
    const answer = await exportAnswer(failing(3), options);
    await expect(answer.arrayBuffer()).rejects.toThrow("the database is away");
  }
});

test("pages of the list link to it with their filters", async () => {
  const { loader: list } = await import("~/routes/public/submissions/index");
  const data = await call(site, list, { path: `/ar/submissions?region=${REGION}&party=${made[0]!.party.code}&evil=1` });
  expect(data).toMatchObject({ chosen: { region: REGION, party: made[0]!.party.code } });
});
