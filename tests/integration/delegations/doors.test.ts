import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { endAssignment } from "~/features/delegations/commands/assign.server";
import { findActor } from "~/features/identity/queries.server";
import { attachFile } from "~/features/reports/commands/attach-file.server";
import { chooseUnit } from "~/features/reports/commands/choose-unit.server";
import { copyAnswers } from "~/features/reports/commands/copy-answers.server";
import { importReport } from "~/features/reports/commands/import-report.server";
import { restoreAnswer } from "~/features/reports/commands/restore-answer.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { keyOfUnit, type AnswerDto } from "~/features/reports/model";
import { listCosignatories } from "~/features/reports/queries/cosign.server";
import { findReport } from "~/features/reports/queries/load.server";
import { getReport, getReportDetail, getReportPage, listReports, listStartable } from "~/features/reports/queries/pages.server";
import { questionsOfPage } from "~/features/templates/model/pages";
import type { User } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { action as postSection } from "~/routes/reports/section";
import { assign } from "../../factories/delegation";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeAttachment } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { askRoute, type Asked } from "../../support/report-routes";

/** Every door to a report, for somebody who is asked for two places of it: a single question, and the page of one row. */
const { db } = testDatabase();
const site = makeSite(db);
let party: MadeParty;
let focal: UserCtx;
let delegate: UserCtx;
let id: string;
let [cookie, focalCookie] = ["", ""];
let rows: string[];
let [mine, other] = ["", ""];

const ask = (file: string, path: string, asked: Asked = {}) => askRoute(site, file, path, { as: cookie, ...asked, params: { id, ...asked.params } });

beforeAll(async () => {
  party = await makeParty(db);
  focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  focalCookie = await cookieOf(site, focal.actor);
  id = await makeReport(focal, party.id);
  await fillReport(focal, id);
  const page = await getReport(focal, id);
  rows = page.ok ? page.value.pages.flatMap(({ row }) => row || []) : [];
  [mine, other] = [rows[0]!, rows[1]!];
  // Annexes stand with the last question, which is nobody's here.
  await makeAttachment(db, { reportId: id, question: "I1", field: "annexes" });
}, 120_000);

beforeEach(async () => {
  await db.delegation.updateMany({ where: { reportId: id, endedAt: null }, data: { endedAt: new Date() } });
  const { id: person } = await makeUser(db, { roles: [{ partyId: party.id, role: "delegate" }] });
  await assign(focal, id, person, ["B/B1", `D-${mine}`]);
  delegate = makeCtx({ db, actor: (await findActor(db, person))! });
  cookie = await cookieOf(site, delegate.actor);
});

const stored = (question: string, row = "") => db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId: id, question, row } } });
const historyOf = (question: string, row = "") =>
  db.save.findMany({ where: { scope: `report:${id}`, unit: row ? `${question}/${row}` : question }, orderBy: { id: "desc" } });
const written = () => Promise.all([db.save.count({ where: { scope: `report:${id}` } }), db.attachment.count({ where: { reportId: id } })]);
const codeOf = (given: { body: unknown }) => (given.body as { code?: string }).code;
const pdf = new TextEncoder().encode("%PDF-1.7\n%%EOF");
const aFile = new FormData();
aFile.set("file", new File([pdf], "form.docx"));
/** Answers nobody but whoever sees the whole may find in anything that is given out. */
async function secrets(): Promise<string[]> {
  const seen = new Set(["B1|", ...["D2", "D3", "D4", "D5", "D6", "D7"].map((question) => `${question}|${mine}`)]);
  const all = await db.answer.findMany({ where: { reportId: id } });
  const kept = all.filter(({ question, row }) => !seen.has(`${question}|${row}`)).map(({ hash }) => hash);
  expect(kept.length).toBeGreaterThan(30);
  return kept;
}

type Door = () => Promise<void>;
const notFound = async (file: string, path: string, asked?: Asked): Promise<void> => {
  expect({ file, path, status: (await ask(file, path, asked)).status }).toEqual({ file, path, status: 404 });
};
const put = (question: string, row: string, value: string, revision: number): Asked => ({
  method: "PUT",
  json: { value, ...(row && { row }) },
  headers: { "idempotency-key": randomUUID(), "if-match": `"${revision}"` },
  params: { question },
});

/** What stands behind each address of a report. */
const DOORS: Record<string, Door> = {
  "reports/show.tsx": async () => {
    const { body } = (await ask("reports/show.tsx", `/en/reports/${id}`)) as {
      body: { report: { pages: { id: string }[] }; clearance: unknown; assigns: boolean };
    };
    expect(body.report.pages.map((page) => page.id)).toEqual(["B", `D-${mine}`]);
    expect(body.report).toMatchObject({ isPart: true, allowances: { write: true, submit: false, recall: false, openNewVersion: false, withdraw: false } });
    expect(body).toMatchObject({ clearance: null, assigns: false });
    const unit = new URLSearchParams({ unit: "" });
    expect(await ask("reports/show.tsx", `/en/reports/${id}`, { method: "POST", form: unit })).toMatchObject({ status: 404 });
  },
  "reports/section.tsx": async () => {
    for (const page of ["A", "C", "D", "I", `D-${other}`, "Z"]) {
      await notFound("reports/section.tsx", `/en/reports/${id}/sections/${page}`, { params: { section: page } });
      const form = new URLSearchParams({ "rev.C1": "1", C1: "none", "was.C1": "x", intent: "save" });
      await notFound("reports/section.tsx", `/en/reports/${id}/sections/${page}`, { method: "POST", form, params: { section: page } });
    }
    for (const [page, codes] of [
      ["B", ["B1"]],
      [`D-${mine}`, ["D2", "D3", "D4", "D5", "D6", "D7"]],
    ] as const) {
      const given = await getReportPage(delegate, id, page);
      if (!given.ok) throw new Error(given.error.code);
      expect(questionsOfPage(given.value.definition, given.value.page).map(({ code }) => code)).toEqual(codes);
      expect(given.value.definition.sections).toHaveLength(1);
      expect(given.value.answers.filter(({ hash }) => hash !== "").every(({ question }) => (codes as readonly string[]).includes(question))).toBe(true);
      expect(JSON.stringify(given.value)).not.toContain(`"${other}"],"language"`);
    }
    // Another question of the same page, posted with it, is none of the page's.
    const [before, c2] = [await stored("B1"), await stored("B2")];
    const form = new URLSearchParams({
      "rev.B1": String(before.revision),
      B1: "By the delegate, without a script",
      "was.B1": "x",
      "rev.B2": String(c2.revision),
      "was.B2": "x",
      intent: "save",
    });
    const saved = await ask("reports/section.tsx", `/en/reports/${id}/sections/B`, { method: "POST", form, params: { section: "B" } });
    expect(saved.status).toBe(302);
    expect(await stored("B1")).toMatchObject({ value: "By the delegate, without a script", updatedById: delegate.actor.id });
    expect((await stored("B2")).revision).toBe(c2.revision);
    // From the last page one goes back to one's own pages, not to the whole report.
    const path = `/en/reports/${id}/sections/D-${mine}`;
    const gone = await call(site, postSection, {
      path,
      params: { lang: "en", id, section: `D-${mine}` },
      cookie,
      form: { intent: "continue" },
    });
    expect((gone as Response).headers.get("location")).toBe(`/en/reports/${id}`);
  },
  "reports/history.tsx": async () => {
    const at = (question: string, row = "") => [`/en/reports/${id}/history/${question}${row && `?row=${row}`}`, { params: { question } }] as const;
    for (const [question, row] of [["B2"], ["A2"], ["D1"], ["D2"], ["D3", other], ["D3"]] as const) await notFound("reports/history.tsx", ...at(question, row));
    for (const [question, row] of [["B1"], ["D3", mine]] as const) expect((await ask("reports/history.tsx", ...at(question, row))).status).toBe(200);
    const [save] = await historyOf("B2");
    const form = new URLSearchParams({ save: String(save!.id), revision: "1", opId: randomUUID() });
    const [path, asked] = at("B2");
    await notFound("reports/history.tsx", path, { ...asked, method: "POST", form });
  },
  "reports/copy.tsx": async () => {
    await notFound("reports/copy.tsx", `/en/reports/${id}/copy`);
    const form = new URLSearchParams({ from: id, unit: "B1@1" });
    await notFound("reports/copy.tsx", `/en/reports/${id}/copy`, { method: "POST", form });
  },
  "reports/review.tsx": async () => {
    await notFound("reports/review.tsx", `/en/reports/${id}/review`);
    const sent = await ask("reports/review.tsx", `/en/reports/${id}/review`, { method: "POST", form: new URLSearchParams({ contentHash: "x" }) });
    expect(sent.status).toBe(403);
  },
  "reports/clearance.tsx": async () => {
    await notFound("reports/clearance.tsx", `/en/reports/${id}/clearance`);
    const form = new URLSearchParams({ intent: "ask", mark: "x" });
    await notFound("reports/clearance.tsx", `/en/reports/${id}/clearance`, { method: "POST", form });
  },
  "reports/delegation.tsx": async () => {
    await notFound("reports/delegation.tsx", `/en/reports/${id}/delegation`);
    const form = new URLSearchParams({ intent: "assigned", person: delegate.actor.id, places: "A" });
    await notFound("reports/delegation.tsx", `/en/reports/${id}/delegation`, { method: "POST", form });
  },
  "reports/receipt.tsx": async () => {
    await notFound("reports/receipt.tsx", `/en/reports/${id}/receipt`);
    const sent = await ask("reports/receipt.tsx", `/en/reports/${id}/receipt`, { method: "POST", form: new URLSearchParams({ intent: "recall" }) });
    expect(sent.status).toBe(403);
  },
  "reports/clarifications.tsx": () => notFound("reports/clarifications.tsx", `/en/reports/${id}/clarifications`),
  "reports/letter.ts": () => notFound("reports/letter.ts", `/en/reports/${id}/clarifications/x`, { params: { turn: randomUUID() } }),
  "api/reports/clarifications.ts": () => notFound("api/reports/clarifications.ts", `/api/v1/reports/${id}/clarifications`),
  "reports/comments.tsx": async () => {
    expect(await ask("reports/comments.tsx", `/en/reports/${id}/comments`)).toMatchObject({ status: 200, body: { page: { version: null, groups: [] } } });
  },
  "api/reports/comments.ts": async () => expect((await ask("api/reports/comments.ts", `/api/v1/reports/${id}/comments`)).body).toMatchObject({ items: [] }),
  "api/reports/show.ts": () => notFound("api/reports/show.ts", `/api/v1/reports/${id}`),
  "api/reports/answers.ts": async () => {
    const { body } = (await ask("api/reports/answers.ts", `/api/v1/reports/${id}/answers`)) as { body: { items: AnswerDto[] } };
    expect([...new Set(body.items.map(({ question, row }) => (question === "B1" ? "B1" : row)))].sort()).toEqual(["B1", mine].sort());
    expect(body.items.length).toBeGreaterThan(4);
  },
  "api/reports/answer.ts": async () => {
    const at = (question: string, row = "") => `/api/v1/reports/${id}/answers/${question}${row && `?row=${row}`}`;
    for (const [question, row] of [["B2"], ["A2"], ["D1"], ["D2"], ["D3", other]] as const)
      await notFound("api/reports/answer.ts", at(question, row), { params: { question } });
    for (const [question, row] of [["B1"], ["D3", mine]] as const)
      expect((await ask("api/reports/answer.ts", at(question, row), { params: { question } })).status).toBe(200);
    const before = await written();
    // As an answer the report does not have.
    for (const [question, row] of [..."B2 A2 D1 D2".split(" ").map((code) => [code, ""] as const), ["D3", other] as const])
      expect(codeOf(await ask("api/reports/answer.ts", at(question), put(question, row, "Not theirs", 1)))).toBe("question.unknown");
    expect(await written()).toEqual(before);
    const { revision } = await stored("D3", mine);
    const saved = await ask("api/reports/answer.ts", at("D3"), put("D3", mine, "By the delegate", revision));
    expect(saved).toMatchObject({ status: 200, body: { revision: revision + 1 } });
    // A conflict, the long way round.
    expect(codeOf(await ask("api/reports/answer.ts", at("D3"), put("D3", mine, "Too late", revision)))).toBe("answer.conflict");
  },
  "api/reports/history.ts": async () => {
    const at = (question: string, row = "") => `/api/v1/reports/${id}/answers/${question}/history${row && `?row=${row}`}`;
    for (const [question, row] of [["B2"], ["A2"], ["D3", other]] as const)
      await notFound("api/reports/history.ts", at(question, row), { params: { question } });
    expect((await ask("api/reports/history.ts", at("B1"), { params: { question: "B1" } })).status).toBe(200);
  },
  "api/reports/saves.ts": async () => {
    const [b1, b2] = [await stored("B1"), await stored("B2")];
    const json = [
      { opId: randomUUID(), question: "B2", baseRevision: b2.revision, value: null },
      { opId: randomUUID(), question: "B1", baseRevision: b1.revision, value: "In a queue" },
    ];
    const { body } = await ask("api/reports/saves.ts", `/api/v1/reports/${id}/saves`, { method: "POST", json });
    expect(body).toMatchObject({
      results: [
        { status: 422, code: "question.unknown" },
        { status: 200, revision: b1.revision + 1 },
      ],
    });
    expect((await stored("B2")).revision).toBe(b2.revision);
  },
  "api/reports/live.ts": async () => {
    const given = await ask("api/reports/live.ts", `/api/v1/reports/${id}/live`);
    const reader = (given.body as ReadableStream<Uint8Array>).getReader();
    let heard = "";
    const until = async (text: string): Promise<void> => {
      while (!heard.includes(text)) heard += new TextDecoder().decode((await reader.read()).value);
    };
    await until("event: hello");
    for (const { question, row } of ["B2", `D3/${other}`, `D3/${mine}`].map(keyOfUnit)) {
      const { revision, value } = await stored(question, row);
      const next = typeof value === "string" ? `${value} more` : null;
      const asked = { ...put(question, row, next as never, revision), as: focalCookie };
      expect((await ask("api/reports/answer.ts", `/api/v1/reports/${id}/answers/${question}`, asked)).status).toBe(200);
    }
    await until("event: saved");
    site.world.rooms.stop();
    const told = [...heard.matchAll(/"question":"(\w+)","row":"([\w-]*)"/g)].map(([, question, row]) => `${question}|${row}`);
    expect(told.filter((one) => one !== "B1|" && !one.endsWith(`|${mine}`))).toEqual([]);
    expect(told).toContain(`D3|${mine}`);
  },
  "api/reports/live-place.ts": async () => {
    const asked = { method: "POST", json: { question: "B1" }, params: { page: randomUUID() } };
    expect((await ask("api/reports/live-place.ts", `/api/v1/reports/${id}/live/${asked.params.page}`, asked)).status).toBe(204);
  },
  "api/reports/submit.ts": async () => {
    const asked: Asked = { method: "POST", json: { contentHash: "x", declaration: { name: "A", function: "B", accepted: true } } };
    expect((await ask("api/reports/submit.ts", `/api/v1/reports/${id}/submit`, asked)).status).toBe(403);
  },
  "api/reports/files.ts": async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ question: "I1", row: "", field: "annexes" })) form.set(name, value);
    form.set("file", new File([pdf], "annex.pdf", { type: "application/pdf" }));
    const before = await written();
    expect(codeOf(await ask("api/reports/files.ts", `/api/v1/reports/${id}/files`, { method: "POST", form }))).toBe("question.unknown");
    expect(await written()).toEqual(before);
  },
  "api/reports/form.ts": async () => {
    expect((await ask("api/reports/form.ts", `/api/v1/reports/${id}/form?format=docx`)).status).toBe(200);
    await notFound("api/reports/form.ts", `/api/v1/reports/${id}/form?format=docx&page=C`);
  },
  "reports/traces.tsx": () => notFound("reports/traces.tsx", `/en/reports/${id}/traces`),
  "reports/traces-letter.ts": () => notFound("reports/traces-letter.ts", `/en/reports/${id}/traces/letter`),
  "reports/import.tsx": () => notFound("reports/import.tsx", `/en/reports/${id}/import`),
  "api/reports/import.ts": () => notFound("api/reports/import.ts", `/api/v1/reports/${id}/import`, { method: "POST", form: aFile }),
  "api/reports/export.ts": () => notFound("api/reports/export.ts", `/api/v1/reports/${id}/export?format=pdf`),
  "api/reports/file.ts": async () => {
    const params = { sha256: (await db.attachment.findFirstOrThrow({ where: { reportId: id } })).sha256 };
    await notFound("api/reports/file.ts", `/api/v1/reports/${id}/files/${params.sha256}`, { params });
  },
};

test("every address of a report stands in the table of doors", () => {
  const found = [...readFileSync("app/routes.ts", "utf8").matchAll(/reports\/:id[^"]*", "routes\/([^"]+)"/g)].map(([, file]) => file!);
  expect(found.length).toBeGreaterThan(15);
  expect(Object.keys(DOORS).sort()).toEqual(found.sort());
});

test.each(Object.entries(DOORS))("%s gives a delegate what is assigned, and nothing else is found", async (_, door) => door());

test("nothing that is read carries an answer of somebody else's place", async () => {
  const kept = await secrets();
  const given = JSON.stringify([
    await ask("reports/show.tsx", `/en/reports/${id}`),
    await ask("reports/index.tsx", "/en/reports"),
    await ask("reports/section.tsx", `/en/reports/${id}/sections/B`, { params: { section: "B" } }),
    await ask("reports/section.tsx", `/en/reports/${id}/sections/D-${mine}`, { params: { section: `D-${mine}` } }),
    await ask("reports/history.tsx", `/en/reports/${id}/history/B1`, { params: { question: "B1" } }),
    await ask("api/reports/answers.ts", `/api/v1/reports/${id}/answers`),
    await ask("api/reports/index.ts", "/api/v1/reports"),
  ]);
  expect(kept.filter((hash) => given.includes(hash))).toEqual([]);
  const whole = JSON.stringify(await ask("api/reports/answers.ts", `/api/v1/reports/${id}/answers`, { as: focalCookie }));
  expect(kept.filter((hash) => !whole.includes(hash))).toEqual([]);
});

test("commands that no address names refuse the same", async () => {
  const refused = { ok: false, error: { code: "report.not_found" } };
  const before = await written();
  expect(await findReport(delegate, db, id)).toMatchObject(refused);
  expect(await listCosignatories(delegate, id)).toMatchObject(refused);
  expect(await copyAnswers(delegate, { reportId: id, from: id, units: new Map() })).toMatchObject(refused);
  expect(await chooseUnit(delegate, { reportId: id, unit: "" })).toMatchObject(refused);
  expect(await submitReport(delegate, { reportId: id, contentHash: "x", name: "A", function: "B", accepted: true })).toMatchObject(refused);
  expect(await startReport(delegate, { template: "national-report", party: party.id, line: "", language: "en" })).toMatchObject(refused);
  const [save] = await historyOf("B2");
  const restored = { reportId: id, question: "B2", row: "", save: String(save!.id), revision: 1, opId: randomUUID() };
  expect(await restoreAnswer(delegate, restored)).toMatchObject(refused);
  const file = { reportId: id, question: "I1", row: "", field: "annexes", name: "a.pdf", content: pdf };
  expect(await attachFile(delegate, site.files, file)).toMatchObject({ error: { code: "question.unknown" } });
  const answers = [{ question: "A2", row: "", value: "Brought", confidential: false, revision: 1 }];
  const brought = await importReport(delegate, { kind: "report", format: 1, report: { id }, answers });
  expect(brought).toMatchObject({ ok: true, value: [{ outcome: "refused", refusal: { code: "question.unknown" } }] });
  expect(await listStartable(delegate)).toEqual([]);
  expect(await written()).toEqual(before);
});

test("an earlier text of one's own place is put back, and a file goes where its question is assigned", async () => {
  const [newest] = await historyOf("B1");
  const { revision } = await stored("B1");
  const restored = await restoreAnswer(delegate, { reportId: id, question: "B1", row: "", save: String(newest!.id), revision, opId: randomUUID() });
  expect(restored).toMatchObject({ ok: true });
  await assign(focal, id, delegate.actor.id, ["I"]);
  const wider = { ...delegate, actor: (await findActor(db, delegate.actor.id))! };
  const file = { reportId: id, question: "I1", row: "", field: "annexes", name: "a.pdf", content: pdf };
  const attached = await attachFile(wider, site.files, file);
  if (!attached.ok) throw new Error(attached.error.code);
  const { sha256 } = attached.value.file;
  expect((await ask("api/reports/file.ts", `/api/v1/reports/${id}/files/${sha256}`, { params: { sha256 } })).status).toBe(200);
});

test("whoever proposes writes into the report by no door", async () => {
  await db.delegation.updateMany({ where: { reportId: id, userId: delegate.actor.id }, data: { proposes: true } });
  await assign(focal, id, delegate.actor.id, ["I"], { how: "proposes" });
  const who = makeCtx({ db, actor: (await findActor(db, delegate.actor.id))! });
  const answers = () => db.answer.findMany({ where: { reportId: id }, orderBy: [{ question: "asc" }, { row: "asc" }] });
  const [before, history] = [await answers(), () => db.save.count({ where: { scope: `report:${id}` } })];
  const saves = await history();
  const { revision } = await stored("B1");
  const at = "/api/v1/reports";
  // Typed on the report's text: kept as the first revision of a text of their own.
  expect((await ask("api/reports/answer.ts", `${at}/${id}/answers/B1`, put("B1", "", "By PUT", revision))).status).toBe(200);
  const own = async (question: string) =>
    db.proposedAnswer.findFirstOrThrow({ where: { reportId: id, userId: who.actor.id, question }, select: { value: true, revision: true } });
  expect(await own("B1")).toMatchObject({ value: "By PUT" });
  const json = [{ opId: randomUUID(), question: "B1", baseRevision: (await own("B1")).revision, value: "In a queue" }];
  expect(await ask("api/reports/saves.ts", `${at}/${id}/saves`, { method: "POST", json })).toMatchObject({ body: { results: [{ status: 200 }] } });
  const form = new URLSearchParams({ "rev.B1": String((await own("B1")).revision), B1: "Without a script", "was.B1": "x", intent: "save" });
  expect((await ask("reports/section.tsx", `/en/reports/${id}/sections/B`, { method: "POST", form, params: { section: "B" } })).status).toBe(302);
  expect(await own("B1")).toMatchObject({ value: "Without a script" });
  const upload = new FormData();
  for (const [name, value] of Object.entries({ question: "I1", row: "", field: "annexes" })) upload.set(name, value);
  upload.set("file", new File([pdf, "\n"], "proposed.pdf", { type: "application/pdf" }));
  expect((await ask("api/reports/files.ts", `${at}/${id}/files`, { method: "POST", form: upload })).status).toBe(200);
  expect(await own("I1")).toMatchObject({ value: { annexes: expect.arrayContaining([expect.objectContaining({ name: "proposed.pdf" })]) as unknown } });
  const [mineSave] = await db.save.findMany({ where: { scope: `proposal:${id}:${who.actor.id}`, unit: "B1" }, orderBy: { id: "asc" } });
  const put1 = new URLSearchParams({ save: String(mineSave!.id), revision: String((await own("B1")).revision), opId: randomUUID() });
  expect((await ask("reports/history.tsx", `/en/reports/${id}/history/B1`, { method: "POST", form: put1, params: { question: "B1" } })).status).toBe(302);
  expect(await own("B1")).toMatchObject({ value: "By PUT" });
  const brought = await importReport(who, { kind: "report", format: 1, report: { id }, answers: [{ question: "B1", row: "", value: "Brought", revision }] });
  expect(brought).toMatchObject({ ok: true, value: [{ outcome: "refused", refusal: { code: "answer.conflict" } }] });
  const carry = new URLSearchParams({ carry: "still_true:B1" });
  expect((await ask("reports/section.tsx", `/en/reports/${id}/sections/B`, { method: "POST", form: carry, params: { section: "B" } })).status).toBe(404);
  const take = new URLSearchParams({ proposal: `take:B1:${who.actor.id}:${(await own("B1")).revision}:${revision}:${randomUUID()}` });
  expect((await ask("reports/section.tsx", `/en/reports/${id}/sections/B`, { method: "POST", form: take, params: { section: "B" } })).status).toBe(404);
  expect(await copyAnswers(who, { reportId: id, from: id, units: new Map([["B1", revision]]) })).toMatchObject({ error: { code: "report.not_found" } });
  expect(await answers()).toEqual(before);
  expect(await history()).toBe(saves);
  // What is exported, reviewed and hashed is read of the same answers.
  expect(JSON.stringify(await getReportDetail(focal, id))).not.toContain("By PUT");
});

test("what ends is not found any more: an assignment, a membership, a person of another party", async () => {
  const sees = async (user: User) => (await getReport({ ...delegate, actor: (await findActor(db, user.id))! }, id)).ok;
  const list = async (user: User) => (await listReports({ ...delegate, actor: (await findActor(db, user.id))! })).items.map((report) => report.id);
  expect(await sees(delegate.actor)).toBe(true);
  expect(await list(delegate.actor)).toEqual([id]);
  const { id: assignment } = await db.delegation.findFirstOrThrow({ where: { reportId: id, userId: delegate.actor.id, endedAt: null } });
  expect(await endAssignment(focal, id, assignment)).toMatchObject({ ok: true });
  expect(await sees(delegate.actor)).toBe(false);
  expect(await list(delegate.actor)).toEqual([]);
  const save = { reportId: id, via: "form" as const, operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: 1, value: "Late" }] };
  expect(await saveAnswers({ ...delegate, actor: (await findActor(db, delegate.actor.id))! }, save)).toMatchObject({ error: { code: "report.not_found" } });

  await assign(focal, id, delegate.actor.id, ["B"]);
  expect(await sees(delegate.actor)).toBe(true);
  await db.membership.updateMany({ where: { userId: delegate.actor.id }, data: { endedAt: new Date() } });
  expect(await sees(delegate.actor)).toBe(false);
});
