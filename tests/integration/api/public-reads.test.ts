import { describe, expect, test } from "vitest";
import { LANGUAGES } from "~/lib/languages";
import { loader as cycles } from "~/routes/api/public/cycles";
import { loader as reference } from "~/routes/api/public/reference";
import { loader as submissions } from "~/routes/api/public/submissions";
import { loader as template } from "~/routes/api/public/template";
import { loader as templates } from "~/routes/api/public/templates";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { testDatabase } from "../../support/database";
import { call, makeSite, ORIGIN } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);

type Body = { items: Record<string, unknown>[]; next: string | null } & Record<string, unknown>;
async function read(loader: typeof cycles, path: string, params: Record<string, string> = {}) {
  const answer = await call(site, loader, { path: `/api/v1/${path}`, params });
  if (!(answer instanceof Response)) throw new Error("no response");
  const { status, headers } = answer;
  return { status, headers, body: JSON.parse((await answer.text()) || "null") as Body };
}
const list = async (name: string) => (await read(reference, `reference/${name}`, { list: name })).body;

describe("reference data", () => {
  test("has every name in the six languages and says where the list ends", async () => {
    const counts: Record<string, number> = { parties: 190, "action-lines": 19, sdgs: 17, gdc: 5, indicators: 10, themes: 3 };
    for (const [name, least] of Object.entries(counts)) {
      const { items, next } = await list(name);
      expect(items.length, name).toBeGreaterThanOrEqual(least);
      expect(next).toBeNull();
      for (const { code, names } of items as { code: string; names: Record<string, string> }[])
        expect({ code, languages: LANGUAGES.filter((language) => names[language]) }).toEqual({ code, languages: [...LANGUAGES] });
    }
  });

  test("tells the 18 reportable units from the line that holds eight of them", async () => {
    const lines = (await list("action-lines")).items;
    expect(lines.filter(({ reportable }) => reportable)).toHaveLength(18);
    expect(lines.find(({ code }) => code === "C7")).toMatchObject({ reportable: false });
    expect(lines.find(({ code }) => code === "C7-GOV")).toMatchObject({ reportable: true, parent: "C7" });
  });

  test("gives States with regions and dated groups, and no organisation", async () => {
    await db.party.create({ data: { code: "ORG-SECRET", kind: "organisation", names: Object.fromEntries(LANGUAGES.map((language) => [language, "x"])) } });
    const { items } = await list("parties");
    expect(items.find(({ code }) => code === "CHE")).toMatchObject({ kind: "state", iso2: "CH", unGroup: "weog", ituRegion: "europe" });
    expect(items.find(({ code }) => code === "ITU")).toMatchObject({ kind: "un_entity", iso2: null });
    expect(items.some(({ code }) => code === "ORG-SECRET")).toBe(false);
    expect(items.find(({ code }) => code === "NPL")?.groups).toContainEqual(expect.objectContaining({ group: "LDC" }));
  });

  test("gives the matrix with its date", async () => {
    const matrix = await list("matrix");
    expect(matrix.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(matrix.entries).toContainEqual(expect.objectContaining({ line: "C1", sdg: 3, targets: ["3.8", "3.d"] }));
  });

  test("may be kept by caches, which ask again with its tag", async () => {
    const { headers } = await read(reference, "reference/sdgs", { list: "sdgs" });
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    const request = new Request(`${ORIGIN}/api/v1/reference/sdgs`, { headers: { "if-none-match": headers.get("etag")! } });
    const again = await reference({ request, params: { list: "sdgs" }, context: { world: site.world } } as never);
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("goes on by pages where one is asked for, and is whole where none is", async () => {
    const whole = (await list("parties")).items.map(({ code }) => code);
    const paged: unknown[] = [];
    for (let after: string | null = ""; after !== null;) {
      const { body } = await read(reference, `reference/parties?limit=90${after && `&after=${after}`}`, { list: "parties" });
      expect(body.items.length).toBeLessThanOrEqual(90);
      paged.push(...body.items.map(({ code }) => code));
      after = (body as unknown as { next: string | null }).next;
    }
    expect(paged).toEqual(whole);
    for (const query of ["limit=0", "limit=x", "limit=1001", "after=NOWHERE", "limit=1&limit=2", "lang=fr&lang=ar"])
      expect({ query, ...(await read(reference, `reference/sdgs?${query}`, { list: "sdgs" })) }).toMatchObject({
        query,
        status: 422,
        body: { code: "request.invalid" },
      });
    expect((await read(cycles, "cycles?limit=1")).body).toMatchObject({ items: [{ code: "followup2027" }], next: "followup2027" });
    expect((await read(cycles, "cycles?after=wsis20")).body).toMatchObject({ items: [{ code: "wsis10" }], next: null });
    expect((await read(templates, "templates?limit=2")).body).toMatchObject({ items: [{}, {}], next: "national-report" });
  });

  test("of another name is not found", async () => {
    expect(await read(reference, "reference/users", { list: "users" })).toMatchObject({ status: 404, body: { code: "request.not_found" } });
  });
});

test("cycles are given with their steps: the one that is open, those of the past and to come", async () => {
  const { body } = await read(cycles, "cycles");
  expect(body.items.map(({ code, state }) => [code, state])).toEqual([
    ["followup2027", "prepared"],
    ["wsis20", "open"],
    ["wsis10", "closed"],
  ]);
  const cycle = body.items.find(({ code }) => code === "wsis20");
  expect(cycle).toMatchObject({ groupsOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
  expect(cycle?.milestones).toContainEqual(expect.objectContaining({ kind: "deadline", template: "national-report" }));
});

test("a template is given with its texts in the language asked for", async () => {
  const { items } = (await read(templates, "templates?lang=ar")).body;
  expect(items.map((item) => item.template).sort()).toEqual(["facilitator-report", "national-report", "stakeholder-contribution"]);
  const [english, chinese] = [
    await read(template, "templates/x", { id: "national-report" }),
    await read(template, "templates/x?lang=zh", { id: "national-report" }),
  ];
  expect(english.body).toMatchObject({ template: "national-report", definition: { partyKind: "state" }, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(chinese.body.title).toMatch(/\p{Script=Han}/u);
  expect(chinese.body.hash).toBe(english.body.hash);
  expect(await read(template, "templates/x?lang=fr", { id: "no-such" })).toMatchObject({ status: 404, body: { code: "template.not_found" } });
});

describe("submissions", () => {
  test("are paged without gaps and narrowed by every filter", async () => {
    const unGroup = "region-of-programs";
    const made = [];
    for (let index = 0; index < 3; index++) {
      const party = await makeParty(db, { unGroup });
      made.push(
        await makeSubmission(db, {
          party,
          state: "published",
          unGroup,
          ituRegion: "itu-of-programs",
          groups: [`G${index}`],
          language: index === 0 ? "ru" : "en",
        }),
      );
    }
    const symbols = (body: Body) => body.items.map(({ symbol }) => symbol);
    const seen: unknown[] = [];
    for (let after = ""; ;) {
      const { body } = await read(submissions, `submissions?region=${unGroup}&limit=2${after}`);
      seen.push(...symbols(body));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen.sort()).toEqual(made.map(({ symbol }) => symbol).sort());
    const [first] = made;
    const narrowed = ["lang=ru", "group=G0", `party=${first!.party.code}`, `q=${first!.symbol}`, `q=${first!.receipt}`];
    for (const filter of narrowed) expect(symbols((await read(submissions, `submissions?region=${unGroup}&${filter}`)).body), filter).toEqual([first!.symbol]);
    for (const filter of ["cycle=wsis20", "kind=national-report", "region=itu:itu-of-programs"])
      expect(symbols((await read(submissions, `submissions?limit=100&${filter}`)).body), filter).toContain(first!.symbol);
    for (const filter of ["cycle=none", "kind=facilitator-report", "line=C1", "sdg=9", "party=none"])
      expect(symbols((await read(submissions, `submissions?region=${unGroup}&${filter}`)).body), filter).toEqual([]);
  });

  test.each(["limit=0", "limit=101", "limit=x", "after=x", "after=1_2", "lang=de", "goal=9", "unknown=1"])("with %s are refused", async (query) => {
    const { status, body, headers } = await read(submissions, `submissions?${query}`);
    expect({ status, code: body.code, fields: Object.keys(body.fields as object) }).toEqual({
      status: 422,
      code: "request.invalid",
      fields: [query.split("=")[0]],
    });
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  });
});
