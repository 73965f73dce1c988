import { expect, test } from "vitest";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { listOfficers, listQueue } from "~/features/review/queries/queue.server";
import { getSubmission, getSubmittedFile } from "~/features/review/queries/submission.server";
import { acknowledge, startReview } from "~/features/review/commands.server";
import { makeAttachment, makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { unique } from "../../factories/unique";

const { db } = testDatabase();
const desk = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
/** A region only this test's rows have, so that those of other tests stay out of sight. */
const ownRegion = (): string => unique("region");

test("the queue pages from newest to oldest, and rows that come in meanwhile shift nothing", async () => {
  const ctx = await desk();
  const unGroup = ownRegion();
  const minute = (index: number) => new Date(Date.UTC(2026, 10, 1, 0, Math.floor(index / 2)));
  // Two rows a minute: equal times are told apart by the id.
  const made = [];
  for (let index = 0; index < 7; index++) made.push(await makeSubmission(db, { unGroup, submittedAt: minute(index) }));
  const filters = { region: unGroup };
  const first = await listQueue(ctx, filters, { limit: 3 });
  const late = await makeSubmission(db, { unGroup, submittedAt: minute(60) });
  const second = await listQueue(ctx, filters, { limit: 3, after: first.next });
  const third = await listQueue(ctx, filters, { limit: 3, after: second.next });
  const seen = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
  expect(new Set(seen)).toEqual(new Set(made.map(({ id }) => id)));
  expect(seen).toHaveLength(7);
  expect(third.next).toBeNull();
  expect((await listQueue(ctx, filters, { limit: 3 })).items[0]!.id).toBe(late.id);
  const times = [first, second, third].flatMap(({ items }) => items.map(({ submittedAt }) => submittedAt));
  expect(times).toEqual([...times].sort().reverse());
  for (const after of ["", "x", "1_2", "9_'"]) expect((await listQueue(ctx, filters, { limit: 3, after })).items[0]!.id).toBe(late.id);
});

test("each filter narrows the queue, and the counts are those of the other filters", async () => {
  const ctx = await desk();
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  const unGroup = ownRegion();
  const plain = await makeSubmission(db, { unGroup, ituRegion: unGroup });
  const other = await makeSubmission(db, { unGroup, state: "under_review", language: "ar", groups: ["LDC"], officerId: officer.id });
  const ids = async (filters: object) => (await listQueue(ctx, { region: unGroup, ...filters })).items.map(({ id }) => id).sort();
  const both = [plain.id, other.id].sort();
  expect(await ids({})).toEqual(both);
  expect(await ids({ state: "under_review" })).toEqual([other.id]);
  expect(await ids({ language: "ar" })).toEqual([other.id]);
  expect(await ids({ group: "LDC" })).toEqual([other.id]);
  expect(await ids({ officer: officer.id })).toEqual([other.id]);
  expect(await ids({ officer: "none" })).toEqual([plain.id]);
  expect(await ids({ officer: "somebody" })).toEqual([]);
  expect(await ids({ region: `itu:${unGroup}` })).toEqual([plain.id]);
  expect(await ids({ template: "facilitator-report" })).toEqual([]);
  expect(await ids({ q: plain.receipt.toLowerCase() })).toEqual([plain.id]);
  expect(await ids({ q: ` ${other.symbol.toLowerCase()} ` })).toEqual([other.id]);
  expect(await ids({ q: plain.party.code })).toEqual([plain.id]);
  expect(await ids({ q: "zzz-none" })).toEqual([]);
  const { counts } = await listQueue(ctx, { region: unGroup, state: "under_review" });
  expect(counts).toMatchObject({ submitted: 1, under_review: 1, published: 0 });
});

test("a State is found by part of its name in any language, whatever the accents", async () => {
  const ctx = await desk();
  const unGroup = ownRegion();
  const { id, code } = await db.party.findUniqueOrThrow({ where: { code: "CIV" }, select: { id: true, code: true } });
  const made = await makeSubmission(db, { party: { id, code }, unGroup });
  for (const q of ["ivoire", "CÔTE D", "科特迪瓦", "civ"])
    expect((await listQueue(ctx, { region: unGroup, q })).items.map((item) => item.id)).toEqual([made.id]);
});

test("nobody outside the secretariat sees a queue, an officer or a submission", async () => {
  const made = await makeSubmission(db);
  const focal = await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] });
  for (const actor of [null, focal, await makeUser(db)]) {
    const ctx = makeCtx({ db, actor });
    expect((await listQueue(ctx, {})).items).toEqual([]);
    expect(Object.values((await listQueue(ctx, {})).counts)).toEqual(SUBMISSION_STATES.map(() => 0));
    expect(await listOfficers(ctx)).toEqual([]);
    expect(await getSubmission(ctx, made.id)).toMatchObject({ ok: false, error: { code: "submission.not_found" } });
  }
});

test("the desk reads every answer in template order, in the author's language, with who did what and when", async () => {
  const ctx = await desk();
  const made = await makeSubmission(db, {
    language: "fr",
    answers: [
      { question: "B1", value: "Résumé", confidential: true },
      { question: "A3", value: { focal_point: { name: "Contact person" } }, confidential: true },
      { question: "A2", value: "Office of digital affairs", language: "en" },
    ],
  });
  await acknowledge(ctx, { id: made.id, origin: "https://portal.example" });
  await startReview(ctx, { id: made.id, origin: "https://portal.example" });
  const found = await getSubmission(ctx, made.id);
  if (!found.ok) throw new Error(found.error.code);
  const answers = found.value.sections.flatMap((section) => section.answers);
  expect(answers.map(({ question }) => question.code)).toEqual([...answers.map(({ question }) => question.code)].sort());
  const of = (code: string) => answers.find(({ question }) => question.code === code);
  expect(of("A1")).toMatchObject({ value: `${made.party.code} (en)` });
  expect(of("A2")).toMatchObject({ value: "Office of digital affairs", language: "en" });
  expect(of("A3")).toMatchObject({ value: { focal_point: { name: "Contact person" } }, withheld: null });
  expect(of("B1")).toMatchObject({ value: "Résumé", language: "fr", confidential: true, withheld: null });
  expect(found.value.texts["B1.label"]).toBeTruthy();
  expect(found.value.trail.map(({ type, actor }) => [type, actor])).toEqual([
    ["submission.acknowledged", ctx.actor.name],
    ["submission.under_review", ctx.actor.name],
  ]);
  expect(found.value.actions).toEqual(["read", "ask_clarification", "close_clarification", "accept", "assign_officer"]);
});

test("a page lists the report's other versions; one that was recalled shows no answers and no files", async () => {
  const ctx = await desk();
  const first = await makeSubmission(db, { state: "published" });
  const file = await makeAttachment(db, { reportId: first.reportId, question: "I1", field: "annexes" });
  const answers = [{ question: "I1", value: { publish: "all", annexes: [file] } }];
  const second = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 2, state: "recalled", answers });
  const third = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 3, answers });
  const found = await getSubmission(ctx, second.id);
  expect(found).toMatchObject({
    value: { sections: [], versions: [{ version: 3 }, { version: 2, state: "recalled" }, { version: 1, state: "published" }], actions: ["read"] },
  });
  expect(await getSubmittedFile(ctx, second.id, file.sha256)).toMatchObject({ error: { code: "file.not_found" } });
  expect(await getSubmittedFile(ctx, third.id, file.sha256)).toEqual({
    ok: true,
    value: { sha256: file.sha256, name: file.name, type: "application/pdf", size: file.size },
  });
  expect(await getSubmittedFile(ctx, first.id, file.sha256)).toMatchObject({ error: { code: "file.not_found" } });
});
