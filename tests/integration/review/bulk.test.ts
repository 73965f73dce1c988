import { describe, expect, test } from "vitest";
import { acknowledge, startReview } from "~/features/review/commands.server";
import { carryOutBulk, undoBulk } from "~/features/review/commands/bulk.server";
import { prepareBulk, type BulkInput } from "~/features/review/commands/prepare-bulk.server";
import { BULK_ACTIONS, UNDO_MS, type BulkAction } from "~/features/review/model/bulk";
import { getBulk } from "~/features/review/queries/bulk.server";
import { getSubmission } from "~/features/review/queries/submission.server";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { verifyChain } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { deliverWaiting } from "~/platform/mail/deliver.server";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

const { db } = testDatabase();
const NOW = new Date("2026-11-20T09:00:00Z");
const officer = async (now: Date | (() => Date) = NOW) => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
const later = (ctx: UserCtx, ms: number): UserCtx => ({ ...ctx, now: () => new Date(NOW.getTime() + ms) });

async function prepared(ctx: UserCtx, action: BulkAction, made: readonly MadeSubmission[], more: Partial<BulkInput> = {}): Promise<string> {
  const result = await prepareBulk(ctx, { action, chosen: { ids: made.map(({ id }) => id) }, reason: "Not in the public interest.", officerId: null, ...more });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.id;
}

/** Rows as the database writes them, to the last byte. */
const rowsOf = async (made: readonly MadeSubmission[]) =>
  (
    await db.$queryRaw<
      { row: string }[]
    >`select s::text as row from submission s where report_id = any(${made.map(({ reportId }) => reportId)}::uuid[]) order by id`
  ).map(({ row }) => row);
const mailsTo = async (made: readonly MadeSubmission[]) => {
  const people = await db.user.findMany({ where: { memberships: { some: { partyId: { in: made.map(({ party }) => party.id) } } } }, select: { email: true } });
  return (await db.$queryRaw<{ row: string }[]>`select m::text as row from mail m where "to" = any(${people.map(({ email }) => email)}) order by id`).map(
    ({ row }) => row,
  );
};
const itemsOf = (actId: string) =>
  db.bulkItem.findMany({ where: { actId }, orderBy: { position: "asc" }, select: { state: true, refusal: true, submissionId: true } });
const FROM: Record<BulkAction, (typeof SUBMISSION_STATES)[number]> = {
  acknowledge: "submitted",
  start_review: "acknowledged",
  accept: "under_review",
  translate: "accepted",
  publish: "accepted",
  decline: "accepted",
  assign_officer: "submitted",
};

describe("an act on many versions and its undoing", () => {
  test.each(BULK_ACTIONS)("%s: restores versions and outbox byte for byte, and the chain keeps both", async (action) => {
    const ctx = await officer();
    const made = await Promise.all([0, 1, 2].map(() => makeSubmission(db, { state: FROM[action] })));
    await acknowledge(ctx, { id: made[0]!.id, origin: ctx.origin });
    const rows = await rowsOf(made);
    const mails = await mailsTo(made);
    const id = await prepared(ctx, action, made, { officerId: ctx.actor.id });
    expect(await rowsOf(made)).toEqual(rows);
    expect(await carryOutBulk(ctx, id)).toEqual({ ok: true, value: { left: 0 } });
    const done = (await itemsOf(id)).filter(({ state }) => state === "done");
    expect(done.length).toBeGreaterThanOrEqual(2);
    expect(await rowsOf(made)).not.toEqual(rows);
    expect((await mailsTo(made)).length - mails.length).toBe(["acknowledge", "accept", "publish", "decline"].includes(action) ? done.length : 0);
    expect(await undoBulk(later(ctx, UNDO_MS - 1), id)).toEqual({ ok: true, value: { left: 0 } });
    expect(await rowsOf(made)).toEqual(rows);
    expect(await mailsTo(made)).toEqual(mails);
    const events = await db.auditEvent.findMany({ where: { data: { path: ["bulk"], equals: id } }, select: { type: true } });
    expect(events.filter(({ type }) => type === "submission.act_undone")).toHaveLength(done.length);
    expect(events).toHaveLength(done.length * 2);
    expect(await verifyChain(db)).toMatchObject({ ok: true });
  });

  test("publishing two versions of a report, and one that is public, goes all the way back", async () => {
    const ctx = await officer();
    const at = (day: number) => new Date(Date.UTC(2026, 10, day));
    const first = await makeSubmission(db, { state: "published", submittedAt: at(1) });
    const { party, reportId } = first;
    const second = await makeSubmission(db, { party, reportId, version: 2, state: "accepted", submittedAt: at(2) });
    const third = await makeSubmission(db, { party, reportId, version: 3, state: "not_published", submittedAt: at(3) });
    const rows = await rowsOf([first]);
    const id = await prepared(ctx, "publish", [third, second]);
    await carryOutBulk(ctx, id);
    expect((await db.submission.findMany({ where: { reportId }, orderBy: { version: "asc" } })).map(({ state }) => state)).toEqual([
      "superseded",
      "superseded",
      "published",
    ]);
    await undoBulk(ctx, id);
    expect(await rowsOf([first])).toEqual(rows);
    expect((await itemsOf(id)).map(({ state }) => state)).toEqual(["undone", "undone"]);
  });
});

test("a version that somebody changed since is kept and named, one by one; the others go back", async () => {
  const ctx = await officer();
  const made = await Promise.all([0, 1, 2].map(() => makeSubmission(db)));
  const id = await prepared(ctx, "acknowledge", made);
  await carryOutBulk(ctx, id);
  await startReview(await officer(), { id: made[1]!.id, origin: ctx.origin });
  // A further version that has been signed since is a change, too.
  await makeSubmission(db, { party: made[2]!.party, reportId: made[2]!.reportId, version: 2 });
  await undoBulk(ctx, id);
  const items = await itemsOf(id);
  const of = (index: number) => items.find(({ submissionId }) => submissionId === made[index]!.id);
  expect(of(0)).toMatchObject({ state: "undone" });
  expect(of(1)).toMatchObject({ state: "kept", refusal: { code: "bulk.changed_since" } });
  expect(of(2)).toMatchObject({ state: "kept", refusal: { code: "bulk.changed_since" } });
  expect(await db.submission.findUnique({ where: { id: made[1]!.id } })).toMatchObject({ state: "under_review" });
  expect(await mailsTo([made[1]!])).toHaveLength(1);
});

test("mails wait for ten minutes; then they go out, and nothing is undone any more", async () => {
  const ctx = await officer();
  const made = [await makeSubmission(db)];
  const id = await prepared(ctx, "acknowledge", made);
  await carryOutBulk(ctx, id);
  const mail = { db, log: silentLog, smtpUrl: undefined, from: "desk@portal.example" };
  const waiting = () => db.mail.count({ where: { to: { contains: "@" }, notBefore: new Date(NOW.getTime() + UNDO_MS), deliveredAt: null } });
  const held = await waiting();
  expect(held).toBeGreaterThanOrEqual(1);
  await deliverWaiting({ ...mail, now: () => new Date(NOW.getTime() + UNDO_MS - 1) });
  expect(await waiting()).toBe(held);
  expect(await undoBulk(later(ctx, UNDO_MS), id)).toMatchObject({ ok: false, error: { code: "bulk.undo_over" } });
  await deliverWaiting({ ...mail, now: () => new Date(NOW.getTime() + UNDO_MS) });
  expect(await waiting()).toBe(0);
  expect(await db.submission.findUnique({ where: { id: made[0]!.id } })).toMatchObject({ state: "acknowledged" });
});

test("an act that was cut off goes on where it stopped; what two carry out at once is done once; begun undoing ends whenever", async () => {
  const ctx = await officer();
  const made = await Promise.all(Array.from({ length: 7 }, () => makeSubmission(db)));
  const rows = await rowsOf(made);
  const id = await prepared(ctx, "acknowledge", made);
  expect(await carryOutBulk(ctx, id, { most: 3 })).toEqual({ ok: true, value: { left: 4 } });
  expect(await db.bulkAct.findUnique({ where: { id } })).toMatchObject({ finishedAt: null });
  await Promise.all([carryOutBulk(ctx, id), carryOutBulk(ctx, id)]);
  expect((await itemsOf(id)).map(({ state }) => state)).toEqual(made.map(() => "done"));
  expect(await mailsTo(made)).toHaveLength(7);
  expect(await carryOutBulk(ctx, id)).toEqual({ ok: true, value: { left: 0 } });
  expect(await undoBulk(ctx, id, { most: 2 })).toEqual({ ok: true, value: { left: 5 } });
  expect(await carryOutBulk(ctx, id)).toMatchObject({ error: { code: "bulk.already_started" } });
  await Promise.all([undoBulk(ctx, id), undoBulk(ctx, id)]);
  expect(await rowsOf(made)).toEqual(rows);
  expect(await mailsTo(made)).toEqual([]);
  expect(await db.auditEvent.groupBy({ by: ["type"], where: { subject: `bulk:${id}` }, _count: { _all: true }, orderBy: { type: "asc" } })).toEqual(
    ["bulk.finished", "bulk.prepared", "bulk.started", "bulk.undo_started", "bulk.undone"].map((type) => ({ type, _count: { _all: 1 } })),
  );
});

test("every action in every state: what the model refuses is refused with its reason and left as it is", async () => {
  const ctx = await officer();
  for (const action of BULK_ACTIONS) {
    const made = await Promise.all(SUBMISSION_STATES.map((state) => makeSubmission(db, { state })));
    const id = await prepared(ctx, action, made, { officerId: ctx.actor.id });
    const rows = await rowsOf(made);
    await carryOutBulk(ctx, id);
    const items = await itemsOf(id);
    expect(items.filter(({ state }) => state === "refused").length).toBeGreaterThan(0);
    for (const { state, refusal } of items)
      expect([state, (refusal as { code?: string } | null)?.code ?? null]).toEqual(state === "done" ? ["done", null] : ["refused", "submission.wrong_state"]);
    await undoBulk(ctx, id);
    expect(await rowsOf(made)).toEqual(rows);
  }
}, 60_000);

test("an act is chosen by filter or by hand, of something and not of too much, by who decides; it belongs to them", async () => {
  const ctx = await officer();
  const unGroup = unique("region");
  const made = [await makeSubmission(db, { unGroup }), await makeSubmission(db, { unGroup }), await makeSubmission(db, { unGroup, state: "accepted" })];
  const input = { action: "acknowledge", chosen: { filters: { region: unGroup, state: "submitted" } }, reason: "", officerId: null } as const;
  const act = await prepareBulk(ctx, input);
  if (!act.ok) throw new Error(act.error.code);
  expect((await itemsOf(act.value.id)).map(({ submissionId }) => submissionId).sort()).toEqual([made[0]!.id, made[1]!.id].sort());
  const codeOf = async (given: BulkInput, as: UserCtx = ctx) => {
    const result = await prepareBulk(as, given);
    return result.ok ? "ok" : result.error.code;
  };
  expect(await codeOf({ ...input, chosen: { ids: ["x", crypto.randomUUID()] } })).toBe("bulk.nothing_chosen");
  expect(await codeOf({ ...input, action: "decline", reason: " " })).toBe("submission.reason_required");
  expect(await codeOf({ ...input, action: "assign_officer", officerId: (await makeUser(db)).id })).toBe("submission.officer_unknown");
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  expect(await codeOf(input, observer)).toBe("submission.not_allowed");
  const { partyId } = await db.report.findFirstOrThrow({ where: { id: made[0]!.reportId } });
  const own = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"], roles: [{ partyId, role: "contributor" }] }) });
  const mine = await prepared(own, "acknowledge", [made[0]!]);
  await carryOutBulk(own, mine);
  expect(await itemsOf(mine)).toMatchObject([{ state: "refused", refusal: { code: "submission.own_party" } }]);
  for (const other of [await officer(), observer])
    for (const command of [carryOutBulk, undoBulk]) expect(await command(other, act.value.id)).toMatchObject({ ok: false, error: { code: "bulk.not_found" } });
  for (const id of ["x", crypto.randomUUID()]) expect(await carryOutBulk(ctx, id)).toMatchObject({ error: { code: "bulk.not_found" } });
});

test("a rehearsal says what will be refused and why, and shows each mail as it is written then", async () => {
  const ctx = await officer();
  const made = [await makeSubmission(db, { language: "fr" }), await makeSubmission(db, { language: "ar" }), await makeSubmission(db, { language: "ar" })];
  const refused = await makeSubmission(db, { state: "accepted" });
  const id = await prepared(ctx, "acknowledge", [...made, refused]);
  const rehearsed = await getBulk(ctx, id);
  if (!rehearsed.ok) throw new Error(rehearsed.error.code);
  const { lines, mails, phase } = rehearsed.value;
  expect(phase).toBe("rehearsed");
  expect(lines.filter(({ refusal }) => refusal).map(({ submissionId, refusal }) => [submissionId, refusal!.code])).toEqual([
    [refused.id, "submission.wrong_state"],
  ]);
  expect(mails.map(({ language, count }) => [language, count])).toEqual([
    ["ar", 2],
    ["fr", 1],
  ]);
  expect(await mailsTo(made)).toEqual([]);
  await carryOutBulk(ctx, id);
  const people = await db.user.findMany({ where: { memberships: { some: { partyId: { in: made.map(({ party }) => party.id) } } } }, select: { email: true } });
  const written = await db.mail.findMany({ where: { to: { in: people.map(({ email }) => email) } } });
  expect(written).toHaveLength(3);
  for (const { language, subject, text } of mails)
    expect(written.map((mail) => [mail.language, mail.subject, mail.text])).toContainEqual([language, subject, text]);
  const done = await getBulk(ctx, id);
  expect(done).toMatchObject({ value: { phase: "done", isUndoable: true, counts: { done: 3, refused: 1 }, mails: [] } });
  const read = await getSubmission(ctx, made[0]!.id);
  await undoBulk(ctx, id);
  const folded = await getSubmission(ctx, made[0]!.id);
  if (!read.ok || !folded.ok) throw new Error("not found");
  expect(read.value.trail.map(({ type }) => type)).toEqual(["submission.acknowledged"]);
  expect(folded.value.trail).toMatchObject([{ type: "submission.act_undone", undone: [{ type: "submission.acknowledged" }] }]);
});
