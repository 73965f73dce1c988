import { afterAll, beforeAll, expect, test } from "vitest";
import { accept } from "~/features/review/commands.server";
import { tickItem } from "~/features/review/commands/tick.server";
import { getChecklist, listOpenItems } from "~/features/review/queries/checklist.server";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** A database of its own: an item that blocks would stand in the way of other tests. */
let own: OwnDatabase;
let db: Database;
let officer: UserCtx;
const origin = "https://portal.example";
const refusal = (code: string) => ({ ok: false, error: { code } });
const names = Object.fromEntries(["ar", "zh", "en", "fr", "ru", "es"].map((language) => [language, `Asked for in ${language}`]));

beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  await db.referenceItem.create({
    data: { set: "review-checklist", code: "must", position: 99, names, facts: { templates: ["facilitator-report"], blocks: true } },
  });
  officer = makeCtx({ db, actor: await makeUser(db, { name: "An Officer", secretariat: ["desk_officer"] }) });
});
afterAll(() => own.close());

async function itemsOf(ctx: UserCtx, id: string) {
  const page = await getChecklist(ctx, id);
  if (!page.ok) throw new Error(page.error.code);
  return page.value.items;
}
const tick = { done: true, note: "", last: "" };

test("each template has its own items in the reader's language, and one of them reminds of the rule on Member States", async () => {
  const national = await makeSubmission(db);
  const stakeholder = await makeSubmission(db, { template: "stakeholder-contribution" });
  const codes = async (id: string) => (await itemsOf(officer, id)).map(({ code }) => code);
  expect(await codes(national.id)).toEqual(["complete", "period", "figures", "names", "not-critical", "personal-data"]);
  expect(await codes(stakeholder.id)).toEqual(["complete", "names", "not-critical", "personal-data", "mandate", "advertising"]);
  const french = await itemsOf({ ...officer, language: "fr" }, national.id);
  expect(french.find(({ code }) => code === "not-critical")?.text).toContain("ne critique aucun État Membre");
  expect(french.every(({ blocks }) => !blocks)).toBe(true);
});

test("items are ticked and opened again with notes, per version; the last word stands and all of it is kept", async () => {
  const first = await makeSubmission(db, { state: "under_review" });
  const second = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 2 });
  expect(await tickItem(officer, first.id, { item: "figures", ...tick, note: "All of ITU, 2025." })).toEqual({ ok: true, value: null });
  const stands = async () => (await itemsOf(officer, first.id)).find(({ code }) => code === "figures")!;
  expect(await stands()).toMatchObject({ done: true, ticks: [{ done: true, note: "All of ITU, 2025.", by: "An Officer" }] });
  expect(await tickItem(officer, first.id, { item: "figures", ...tick, done: false })).toEqual(refusal("checklist.changed"));
  const { last } = await stands();
  expect((await tickItem(officer, first.id, { item: "figures", done: false, note: "Table 3 has none.", last })).ok).toBe(true);
  expect(await stands()).toMatchObject({ done: false, ticks: [{ done: false, note: "Table 3 has none." }, { done: true }] });
  expect((await itemsOf(officer, second.id)).every(({ ticks }) => ticks.length === 0)).toBe(true);
  const events = await db.auditEvent.findMany({ where: { subject: `submission:${first.id}` }, orderBy: { id: "asc" } });
  expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: "submission.checklist_ticked", data: { item: "figures" } },
    { type: "submission.checklist_unticked", data: { item: "figures" } },
  ]);
  await expect(db.checklistTick.updateMany({ where: { submissionId: first.id }, data: { done: true } })).rejects.toThrow();
  await expect(db.checklistTick.deleteMany({ where: { submissionId: first.id } })).rejects.toThrow();
});

test("two who tick the same item at once: one of them is told", async () => {
  const { id } = await makeSubmission(db, { state: "under_review" });
  const both = await Promise.all([1, 2].map(() => tickItem(officer, id, { item: "names", ...tick })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toEqual(refusal("checklist.changed"));
});

test("what is open is shown and does not hinder accepting, except where an item says so", async () => {
  const open = await makeSubmission(db, { state: "under_review" });
  expect(await listOpenItems(officer, { id: open.id, template: "national-report" })).toHaveLength(6);
  expect((await accept(officer, { id: open.id, origin })).ok).toBe(true);

  const held = await makeSubmission(db, { state: "under_review", template: "facilitator-report", line: "C1" });
  expect(await accept(officer, { id: held.id, origin })).toEqual(refusal("checklist.required"));
  expect(await db.submission.findUnique({ where: { id: held.id } })).toMatchObject({ state: "under_review" });
  expect((await tickItem(officer, held.id, { item: "must", ...tick })).ok).toBe(true);
  expect((await accept(officer, { id: held.id, origin })).ok).toBe(true);
});

test("readers of the desk see the list and do not tick; nobody ticks for their own party, for one that has ended, or what is not on the list", async () => {
  const made = await makeSubmission(db, { state: "under_review" });
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  const own = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"], roles: [{ partyId: made.party.id, role: "contributor" }] }) });
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  const ended = await makeSubmission(db, { state: "superseded" });
  const as = (ctx: UserCtx, id = made.id, item = "names") => tickItem(ctx, id, { item, ...tick });
  expect(await getChecklist(observer, made.id)).toMatchObject({ ok: true, value: { mayTick: false } });
  expect(await as(observer)).toEqual(refusal("submission.not_allowed"));
  expect(await as(own)).toEqual(refusal("submission.own_party"));
  expect(await as(focal)).toEqual(refusal("submission.not_found"));
  expect(await getChecklist(focal, made.id)).toEqual(refusal("submission.not_found"));
  expect(await as(officer, ended.id)).toMatchObject(refusal("submission.wrong_state"));
  expect(await as(officer, made.id, "advertising")).toEqual(refusal("checklist.item_unknown"));
  expect(await as(officer, "x")).toEqual(refusal("submission.not_found"));
  expect(await db.checklistTick.count({ where: { submissionId: made.id } })).toBe(0);
});
