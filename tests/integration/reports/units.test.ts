import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findActor } from "~/features/identity/queries.server";
import { listPublished, getPublished } from "~/features/publication/queries/published.server";
import { readFilters } from "~/features/reports/model/submission-filters";
import { chooseUnit } from "~/features/reports/commands/choose-unit.server";
import { startReport } from "~/features/reports/commands/start.server";
import { exportReport } from "~/features/reports/queries/export.server";
import { getReport, listReports, listStartable } from "~/features/reports/queries/pages.server";
import { withCites } from "~/features/publication/model";
import { accept, acknowledge, publish, startReview } from "~/features/review/commands.server";
import { listQueue } from "~/features/review/queries/queue.server";
import { getSubmission } from "~/features/review/queries/submission.server";
import type { UserCtx } from "~/platform/context.server";
import { submitFilledReport } from "../../factories/report";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

const TEMPLATE = "facilitator-report";
const AT = new Date("2026-11-24T10:00:00.000Z");
const origin = "https://portal.example";
let own: OwnDatabase;
let itu: UserCtx;
let other: { party: MadeParty; ctx: UserCtx };

/** Somebody of an entity, with what the entity facilitates now. */
async function personOf(partyId: string, role: "focal_point" | "contributor" = "focal_point"): Promise<UserCtx> {
  const { id } = await makeUser(own.db, { roles: [{ partyId, role }] });
  return makeCtx({ db: own.db, actor: (await findActor(own.db, id))!, now: AT });
}

beforeAll(async () => {
  own = await ownDatabase();
  const party = await makeParty(own.db, { kind: "un_entity" });
  await own.db.facilitation.create({ data: { line: "C9", role: "lead", partyId: party.id } });
  const names = { ar: "x", zh: "x", en: "Secretariat", fr: "x", ru: "x", es: "x" };
  const unit = (code: string, position: number, to: Date | null) => ({ partyId: party.id, code, position, names, from: new Date("2000-01-01"), to });
  await own.db.partyUnit.createMany({ data: [unit("OLD", 1, new Date("2020-01-01")), unit("NEW", 2, null)] });
  other = { party, ctx: await personOf(party.id) };
  itu = await personOf((await own.db.party.findUniqueOrThrow({ where: { code: "ITU" } })).id);
});
afterAll(() => own.close());

const start = (ctx: UserCtx, party: string, line: string, unit?: string) => startReport(ctx, { template: TEMPLATE, party, line, language: "en", unit });
async function started(ctx: UserCtx, party: string, line: string, unit?: string): Promise<string> {
  const report = await start(ctx, party, line, unit);
  if (!report.ok) throw new Error(report.error.code);
  return report.value.id;
}
const refusal = (code: string) => ({ ok: false, error: { code } });

test("ITU offers its General Secretariat and its three Sectors, an entity without units nothing", async () => {
  const startable = await listStartable(itu);
  expect(startable.find(({ line }) => line === "C6")?.units).toEqual([
    { code: "ITU-SG", name: "General Secretariat" },
    { code: "ITU-R", name: "Radiocommunication Sector" },
    { code: "ITU-T", name: "Telecommunication Standardization Sector" },
    { code: "ITU-D", name: "Telecommunication Development Sector" },
  ]);
  // A unit that has ended is no longer offered.
  expect((await listStartable(other.ctx)).map(({ units }) => units.map(({ code }) => code))).toEqual([["NEW"]]);
});

test("a unit of another party, one that has ended and one nobody has are not found", async () => {
  for (const unit of ["ITU-R", "OLD", "nothing", "'"])
    expect(await start(other.ctx, other.party.code, "C9", unit), unit).toMatchObject(refusal("report.unit_not_found"));
  const reportId = await started(other.ctx, other.party.code, "C9", " NEW ");
  expect(await getReport(other.ctx, reportId)).toMatchObject({ ok: true, value: { unit: "NEW", unitName: "Secretariat" } });
  for (const unit of ["ITU-R", "OLD"]) expect(await chooseUnit(other.ctx, { reportId, unit }), unit).toMatchObject(refusal("report.unit_not_found"));
  // The database itself lets no report carry the unit of another party.
  await expect(own.db.report.update({ where: { id: reportId }, data: { unit: "ITU-R" } })).rejects.toThrow();
  // Of another party's report nothing is found, whatever the unit.
  for (const unit of ["ITU-R", "NEW", ""]) expect(await chooseUnit(itu, { reportId, unit })).toMatchObject(refusal("report.not_found"));
  expect(await chooseUnit(other.ctx, { reportId: randomUUID(), unit: "NEW" })).toMatchObject(refusal("report.not_found"));
  expect(await own.db.report.findUnique({ where: { id: reportId }, select: { unit: true } })).toEqual({ unit: "NEW" });

  expect(await chooseUnit(other.ctx, { reportId, unit: "" })).toMatchObject({ ok: true });
  expect(await own.db.report.findUnique({ where: { id: reportId }, select: { unit: true, revision: true } })).toEqual({ unit: null, revision: 1 });
  expect(await chooseUnit(other.ctx, { reportId, unit: "" })).toMatchObject({ ok: true });
  const events = await own.db.auditEvent.findMany({ where: { subject: `report:${reportId}`, type: "report.unit_chosen" } });
  expect(events.map(({ data }) => data)).toEqual([{ from: "NEW", to: "" }]);
});

test("a report carries its unit to the desk, the public and the list that is narrowed by it", async () => {
  const reportId = await started(itu, "ITU", "\u04216", "ITU-T");
  expect(await own.db.auditEvent.findFirst({ where: { subject: `report:${reportId}`, type: "report.started" } })).toMatchObject({
    data: { line: "C6", unit: "ITU-T" },
  });
  expect(await chooseUnit(itu, { reportId, unit: "ITU-D" })).toMatchObject({ ok: true, value: { unit: "ITU-D" } });
  expect((await listReports(itu)).items.find(({ id }) => id === reportId)).toMatchObject({ unit: "ITU-D", unitName: "Telecommunication Development Sector" });
  expect(await exportReport(itu, reportId, "en")).toMatchObject({ value: { report: { unit: "ITU-D", line: "C6" } } });

  await submitFilledReport(itu, reportId, [{ question: "F6", value: [{ id: "r1", symbol: "\u042123/35-\u0415", title: "Report on WSIS" }] }]);
  expect(await chooseUnit(itu, { reportId, unit: "ITU-R" })).toMatchObject(refusal("report.locked"));

  const desk = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["desk_officer"] }), now: AT });
  const { id, symbol } = await own.db.submission.findFirstOrThrow({ where: { reportId } });
  const queued = async (query: string) =>
    (await listQueue(desk, readFilters(new URLSearchParams(query)))).items.map((item) => [item.id, item.unit, item.unitName]);
  expect(await queued("unit=ITU-D")).toEqual([[id, "ITU-D", "Telecommunication Development Sector"]]);
  expect(await queued("unit=ITU-R")).toEqual([]);
  expect(await queued("line=%D0%A16")).toHaveLength(1);
  expect(await queued(`line=${encodeURIComponent("«جيم 6»")}`)).toHaveLength(1);
  expect(await queued("line=C5")).toEqual([]);
  expect(await getSubmission(desk, id)).toMatchObject({ ok: true, value: { unit: "ITU-D", unitName: "Telecommunication Development Sector" } });

  for (const move of [acknowledge, startReview, accept, publish]) expect(await move(desk, { id, origin })).toMatchObject({ ok: true });
  const reader = makeCtx({ db: own.db, actor: null, now: AT, language: "fr" });
  expect((await listPublished(reader, readFilters(new URLSearchParams("unit=ITU-D")))).items).toMatchObject([
    { symbol, unit: "ITU-D", unitName: "Secteur du développement des télécommunications" },
  ]);
  expect((await listPublished(reader, readFilters(new URLSearchParams("unit=ITU-T")))).items).toEqual([]);
  const published = await getPublished(reader, symbol);
  if (!published.ok) throw new Error("not published");
  const answer = withCites(published.value)
    .sections.flatMap(({ answers }) => answers)
    .find(({ question }) => question.code === "F6");
  // Signed as it was typed, cited in its one form.
  expect(answer).toMatchObject({
    value: [{ symbol: "\u042123/35-\u0415" }],
    cites: [{ at: "r1.symbol", type: "document", recognised: true, symbol: "C23/35-E", body: "C", session: "2023", language: "en" }],
  });
});

test("a contributor may say for which unit they write; a version signed before keeps its own", async () => {
  const itself = (await own.db.party.findUniqueOrThrow({ where: { code: "ITU" } })).id;
  const reportId = await started(itu, "ITU", "C2", "ITU-SG");
  expect(await chooseUnit(await personOf(itself, "contributor"), { reportId, unit: "ITU-R" })).toMatchObject({ ok: true });
  expect(await own.db.submission.findFirst({ where: { line: "C6" }, select: { unit: true } })).toEqual({ unit: "ITU-D" });
});
