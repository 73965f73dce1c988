import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SUBMISSION_STATES, SUBMISSION_TRANSITIONS, type SubmissionState } from "~/features/reports/model";
import {
  accept,
  acceptLate,
  acknowledge,
  assignOfficer,
  declineToPublish,
  publish,
  sendToTranslation,
  startReview,
  withdraw,
} from "~/features/review/commands.server";
import { TARGET, type DecidingAction } from "~/features/review/policy";
import { getSubmission } from "~/features/review/queries/submission.server";
import type { SecretariatRole, User } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const origin = "https://portal.example";
const NOW = new Date("2026-11-20T09:00:00Z");
const as = (actor: User): UserCtx => makeCtx({ db, actor, now: NOW });
const officer = (secretariat: SecretariatRole[] = ["desk_officer"]) => makeUser(db, { secretariat });

const COMMANDS: Record<DecidingAction, (ctx: UserCtx, id: string) => ReturnType<typeof accept>> = {
  acknowledge: (ctx, id) => acknowledge(ctx, { id, origin }),
  start_review: (ctx, id) => startReview(ctx, { id, origin }),
  accept: (ctx, id) => accept(ctx, { id, origin }),
  publish: (ctx, id) => publish(ctx, { id, origin }),
  translate: (ctx, id) => sendToTranslation(ctx, { id, origin }),
  withdraw: (ctx, id) => withdraw(ctx, { id, origin, reason: "At the request of the party." }),
  decline: (ctx, id) => declineToPublish(ctx, { id, origin, reason: "Annex 2 names private persons." }),
};
const ACTIONS = Object.keys(COMMANDS) as DecidingAction[];
const stateOf = async (id: string) => (await db.submission.findUniqueOrThrow({ where: { id } })).state;
const eventsOf = (id: string) => db.auditEvent.findMany({ where: { subject: `submission:${id}` }, orderBy: { id: "asc" } });
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? "ok" : result.error!.code);

describe("every action in every state", () => {
  test("moves and records where the model allows it, and changes nothing where it does not", async () => {
    const ctx = as(await officer());
    for (const state of SUBMISSION_STATES) {
      for (const action of ACTIONS) {
        const { id } = await makeSubmission(db, { state });
        const result = await COMMANDS[action](ctx, id);
        const target: SubmissionState = TARGET[action];
        // Back to the review a version comes by closing what was asked.
        const allowed = SUBMISSION_TRANSITIONS[state].includes(target) && !(state === "clarification_requested" && action === "start_review");
        expect({ state, action, code: codeOf(result), after: await stateOf(id) }).toEqual({
          state,
          action,
          code: allowed ? "ok" : "submission.wrong_state",
          after: allowed ? target : state,
        });
        const events = await eventsOf(id);
        expect(events.map(({ type }) => type)).toEqual(allowed ? [`submission.${target}`] : []);
        if (allowed) expect(events[0]).toMatchObject({ actorId: ctx.actor.id, at: NOW, data: { from: state, version: 1 } });
      }
    }
  }, 120_000);

  test("is refused to every other role, to members of the party, and to the outside as not found", async () => {
    const party = await makeParty(db);
    const own = await makeUser(db, { secretariat: ["desk_officer"], roles: [{ partyId: party.id, role: "contributor" }] });
    const people: [User, string][] = [
      [await officer(["editor"]), "submission.not_allowed"],
      [await officer(["translator"]), "submission.not_allowed"],
      [await officer(["observer"]), "submission.not_allowed"],
      [own, "submission.own_party"],
      [await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }), "submission.not_found"],
      [await makeUser(db), "submission.not_found"],
    ];
    const from: Record<DecidingAction, SubmissionState> = {
      acknowledge: "submitted",
      start_review: "submitted",
      accept: "under_review",
      publish: "accepted",
      decline: "accepted",
      translate: "accepted",
      withdraw: "published",
    };
    let earlier: string | undefined;
    for (const [index, action] of ACTIONS.entries()) {
      // Versions of one report, so that one party serves all.
      const { id, reportId } = await makeSubmission(db, { state: from[action], party, reportId: earlier, version: index + 1 });
      earlier = reportId;
      for (const [actor, code] of people) expect({ action, code: codeOf(await COMMANDS[action](as(actor), id)) }).toEqual({ action, code });
      expect(await stateOf(id)).toBe(from[action]);
      expect(await eventsOf(id)).toEqual([]);
    }
  }, 60_000);

  test("on an unknown or malformed id finds nothing", async () => {
    const ctx = as(await officer());
    for (const id of [randomUUID(), "x", "", "1' or '1'='1"]) {
      for (const action of ACTIONS) expect(codeOf(await COMMANDS[action](ctx, id))).toBe("submission.not_found");
      expect(codeOf(await assignOfficer(ctx, { id, officerId: null }))).toBe("submission.not_found");
      expect(codeOf(await getSubmission(ctx, id))).toBe("submission.not_found");
    }
  });
});

test("withdrawing needs a reason, which the party is told; a late version is accepted as late once", async () => {
  const ctx = as(await officer());
  const { id, party } = await makeSubmission(db, { state: "published", late: true });
  const focal = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  expect(codeOf(await acceptLate(ctx, { id }))).toBe("ok");
  expect(codeOf(await acceptLate(ctx, { id }))).toBe("submission.wrong_state");
  expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ lateAcceptedAt: NOW });
  expect(codeOf(await withdraw(ctx, { id, origin, reason: " " }))).toBe("submission.reason_required");
  expect(codeOf(await withdraw(ctx, { id, origin, reason: "Wrong annex." }))).toBe("ok");
  expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ state: "withdrawn", withdrawnReason: "Wrong annex." });
  expect((await db.mail.findFirstOrThrow({ where: { to: focal.email } })).text).toContain("Wrong annex.");
  expect((await eventsOf(id)).map(({ type }) => type)).toEqual(["submission.late_accepted", "submission.withdrawn"]);
});

test("an officer's version is decided on by that officer, or by who takes it over", async () => {
  const [mine, other] = [await officer(), await officer()];
  const { id } = await makeSubmission(db, { officerId: mine.id });
  expect(codeOf(await acknowledge(as(other), { id, origin }))).toBe("submission.another_officer");
  expect(await eventsOf(id)).toEqual([]);
  expect(codeOf(await assignOfficer(as(other), { id, officerId: other.id }))).toBe("ok");
  expect(codeOf(await acknowledge(as(mine), { id, origin }))).toBe("submission.another_officer");
  expect(codeOf(await acknowledge(as(other), { id, origin }))).toBe("ok");
});

test("of officers who act at once one moves the version, the others are told", async () => {
  const { id } = await makeSubmission(db);
  const officers = [await officer(), await officer(), await officer(), await officer()];
  const results = await Promise.all(officers.map((actor) => acknowledge(as(actor), { id, origin })));
  expect(results.map(codeOf).sort()).toEqual(["ok", "submission.wrong_state", "submission.wrong_state", "submission.wrong_state"]);
  expect(await eventsOf(id)).toHaveLength(1);
});

test("declining needs a reason; the reason is kept, recorded and told to the party", async () => {
  const ctx = as(await officer());
  const { id, party } = await makeSubmission(db, { state: "accepted" });
  for (const reason of ["", "  \n "])
    expect(await declineToPublish(ctx, { id, origin, reason })).toMatchObject({
      ok: false,
      error: { code: "submission.reason_required", fields: { reason: "submission.reason_required" } },
    });
  expect(await stateOf(id)).toBe("accepted");
  const focal = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  await declineToPublish(ctx, { id, origin, reason: " Annex 2 names private persons. " });
  expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ notPublishedReason: "Annex 2 names private persons.", publishedAt: null });
  expect((await eventsOf(id))[0]!.data).toMatchObject({ reason: "Annex 2 names private persons." });
  const mail = await db.mail.findFirstOrThrow({ where: { to: focal.email } });
  expect(mail).toMatchObject({ kind: "submission.not_published" });
  expect(mail.text).toContain("Annex 2 names private persons.");
  await publish(ctx, { id, origin });
  expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ state: "published", notPublishedReason: null, publishedAt: NOW });
});

describe("mails about the state", () => {
  test("go to focal points and the signatory of the party, in their own language, and to nobody else", async () => {
    const party = await makeParty(db);
    const signatory = await makeUser(db, { roles: [{ partyId: party.id, role: "approver" }] });
    const focal = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
    const gone = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
    const contributor = await makeUser(db, { roles: [{ partyId: party.id, role: "contributor" }] });
    await db.user.update({ where: { id: focal.id }, data: { language: "fr" } });
    await db.membership.updateMany({ where: { userId: gone.id }, data: { endedAt: NOW } });
    const { id, symbol } = await makeSubmission(db, { party, signedById: signatory.id, language: "es" });
    const ctx = as(await officer());
    const mailsTo = ({ email }: User) => db.mail.findMany({ where: { to: email }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });

    await acknowledge(ctx, { id, origin });
    expect(await mailsTo(signatory)).toMatchObject([{ kind: "submission.acknowledged", language: "es" }]);
    expect(await mailsTo(focal)).toMatchObject([{ kind: "submission.acknowledged", language: "fr" }]);
    expect([await mailsTo(gone), await mailsTo(contributor)]).toEqual([[], []]);

    await startReview(ctx, { id, origin });
    await accept(ctx, { id, origin });
    await publish(ctx, { id, origin });
    const all = await mailsTo(focal);
    expect(all.map(({ kind }) => kind)).toEqual(["submission.acknowledged", "submission.accepted", "submission.published"]);
    expect(all.at(-1)!.text).toContain(`${origin}/fr/submissions/${symbol}`);
  });

  test("of a version that waits for its date say the date and do not link to a page that is not there", async () => {
    const { id, party, symbol } = await makeSubmission(db, { state: "accepted", releaseAfter: new Date("2027-03-01T00:00:00Z") });
    const focal = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
    await publish(as(await officer()), { id, origin });
    const mail = await db.mail.findFirstOrThrow({ where: { to: focal.email } });
    expect(mail.text).toContain("1 March 2027");
    expect(mail.text).not.toContain(`/submissions/${symbol}`);
  });
});

describe("publishing a further version", () => {
  test("supersedes the earlier ones, each with its own event", async () => {
    const ctx = as(await officer());
    const first = await makeSubmission(db, { state: "published" });
    const { party, reportId } = first;
    const second = await makeSubmission(db, { party, reportId, version: 2, state: "under_review" });
    const recalled = await makeSubmission(db, { party, reportId, version: 3, state: "recalled" });
    const fourth = await makeSubmission(db, { party, reportId, version: 4, state: "accepted" });
    await publish(ctx, { id: fourth.id, origin });
    expect(await Promise.all([first, second, recalled, fourth].map(({ id }) => stateOf(id)))).toEqual(["superseded", "superseded", "recalled", "published"]);
    for (const { id } of [first, second])
      expect((await eventsOf(id)).map(({ type, data }) => [type, (data as { by: string }).by])).toEqual([["submission.superseded", fourth.symbol]]);
  });

  test("that waits for its date leaves the public one public", async () => {
    const ctx = as(await officer());
    const first = await makeSubmission(db, { state: "published" });
    const second = await makeSubmission(db, {
      party: first.party,
      reportId: first.reportId,
      version: 2,
      state: "accepted",
      releaseAfter: new Date("2027-01-01T00:00:00Z"),
    });
    await publish(ctx, { id: second.id, origin });
    expect(await Promise.all([first, second].map(({ id }) => stateOf(id)))).toEqual(["published", "published"]);
  });
});

describe("an officer", () => {
  test("is assigned from those who decide at the desk, with an event, and taken off again", async () => {
    const ctx = as(await officer());
    const colleague = await officer();
    const { id } = await makeSubmission(db);
    expect(await assignOfficer(ctx, { id, officerId: colleague.id })).toEqual({ ok: true, value: { officerId: colleague.id } });
    expect(await getSubmission(ctx, id)).toMatchObject({ value: { officer: { id: colleague.id, name: colleague.name } } });
    await assignOfficer(ctx, { id, officerId: null });
    expect((await eventsOf(id)).map(({ type, data }) => [type, (data as { name: string | null }).name])).toEqual([
      ["submission.officer_assigned", colleague.name],
      ["submission.officer_assigned", null],
    ]);
  });

  test("cannot be an observer, somebody from outside or nobody known", async () => {
    const ctx = as(await officer());
    const { id } = await makeSubmission(db);
    for (const officerId of [(await officer(["observer"])).id, (await makeUser(db)).id, randomUUID(), "x"])
      expect(codeOf(await assignOfficer(ctx, { id, officerId }))).toBe("submission.officer_unknown");
    expect(codeOf(await assignOfficer(as(await officer(["observer"])), { id, officerId: null }))).toBe("submission.not_allowed");
    const ended = await makeSubmission(db, { state: "superseded" });
    expect(codeOf(await assignOfficer(ctx, { id: ended.id, officerId: null }))).toBe("submission.wrong_state");
    expect(await eventsOf(id)).toEqual([]);
  });
});
