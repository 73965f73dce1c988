import { beforeAll, expect, test } from "vitest";
import { editComment } from "~/features/comments/commands/write.server";
import { markRead } from "~/features/readings/commands/mark-read.server";
import type { ChangesPage } from "~/features/readings/model";
import { getChanges } from "~/features/readings/queries/changes.server";
import { countUnseen } from "~/features/readings/queries/unseen.server";
import type { UserCtx } from "~/platform/context.server";
import { begin, replyIn } from "../../factories/comment";
import { makeMember } from "../../factories/delegation";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const NOW = new Date("2026-11-20T10:00:00Z");
const after = (ctx: UserCtx, minutes: number): UserCtx => ({ ...ctx, now: () => new Date(NOW.getTime() + minutes * 60_000) });
const answers = [
  { question: "B1", value: "First summary" },
  { question: "F2", value: "Kept" },
];
let made: MadeSubmission;
let officer: UserCtx;
let writer: UserCtx;
let insider: UserCtx;
let focal: UserCtx;

beforeAll(async () => {
  made = await makeSubmission(db, { answers });
  officer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: NOW });
  writer = makeCtx({ db, actor: await makeUser(db, { name: "Writer", secretariat: ["desk_officer"] }), now: NOW });
  const roles = [{ partyId: made.party.id, role: "contributor" as const }];
  insider = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"], roles }), now: NOW });
  focal = await makeMember(db, made.party.id, "focal_point", NOW);
});

async function changesOf(ctx: UserCtx, id = made.id): Promise<ChangesPage> {
  const page = await getChanges(ctx, id);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}
const said = ({ comments }: ChangesPage): string[] =>
  comments.flatMap(({ question, comments: all }) => all.map(({ kind, author, excerpt }) => `${question} ${kind} ${author}: ${excerpt}`));
const countOf = async (ctx: UserCtx) => (await countUnseen(ctx, [made]))[made.id]?.comments;

test("comments of others are new to who has looked before, by question, as far as they read them, until they say they have read them", async () => {
  const desk = { submission: made.id };
  const first = await begin(after(writer, -5), desk, { text: "Before anybody looked" });
  expect(await changesOf(officer)).toMatchObject({ standing: "first", seen: null, comments: [] });
  for (const reader of [officer, insider]) expect(await markRead(reader, made.id)).toEqual({ ok: true, value: null });
  expect(await changesOf(officer)).toMatchObject({ standing: "same", comments: [] });

  await begin(after(writer, 1), desk, { place: "F2", text: `${"Long ".repeat(100)}end` });
  const { comment } = await begin(after(writer, 2), desk, { kind: "internal", place: "", text: "Among ourselves" });
  expect(await editComment(after(writer, 3), desk, { comment, revision: 1, text: "Among us" })).toMatchObject({ ok: true });
  await replyIn(after(focal, 4), { report: made.reportId }, first.thread, { text: "نجيب غداً" });
  await replyIn(after(officer, 5), desk, first.thread, { text: "Her own" });
  const long = `F2 shared Writer: ${"Long ".repeat(48)}`;
  const party = `B1 shared ${focal.actor.name}: نجيب غداً`;
  const page = await changesOf(after(officer, 6));
  expect(said(page)).toEqual([" internal Writer: Among us", party, long]);
  expect(page.comments[1]).toMatchObject({ question: "B1", row: "", page: expect.stringMatching(/./) as string, comments: [{ side: "party" }] });
  expect(page.comments[1]!.label).not.toBe("B1");
  expect(said(await changesOf(insider))).toEqual([party, `B1 shared ${officer.actor.name}: Her own`, long]);
  expect([await countOf(officer), await countOf(insider), await countOf(writer)]).toEqual([3, 3, 0]);

  // One that comes while the page is open stays new; a page that lay open for long takes nothing back.
  await replyIn(after(focal, 7), { report: made.reportId }, first.thread, { text: "Meanwhile" });
  expect(await markRead(after(officer, 8), made.id, new Date(page.asOf))).toEqual({ ok: true, value: null });
  const rest = [`B1 shared ${focal.actor.name}: Meanwhile`];
  expect(said(await changesOf(officer))).toEqual(rest);
  await markRead(after(officer, 9), made.id, NOW);
  expect(said(await changesOf(officer))).toEqual(rest);
  await markRead(after(officer, 10), made.id, new Date("2099-01-01"));
  await replyIn(after(focal, 11), { report: made.reportId }, first.thread, { text: "Later" });
  expect(said(await changesOf(officer))).toEqual([`B1 shared ${focal.actor.name}: Later`]);
});

test("they are new on the version that was read and on later ones, recalled or not, and not on earlier ones", async () => {
  const first = await makeSubmission(db, { answers });
  const further = { party: first.party, reportId: first.reportId };
  const second = await makeSubmission(db, { ...further, version: 2, answers });
  await markRead(officer, second.id);
  await begin(after(writer, 1), { submission: first.id }, { text: "On the first" });
  const third = await makeSubmission(db, { ...further, version: 3, state: "recalled", answers: [{ question: "B1", value: "Taken back" }] });
  const all = [first, second, third];
  const counted = await countUnseen(officer, all);
  expect(all.map(({ id }) => [counted[id]!.answers, counted[id]!.comments])).toEqual([
    [0, 0],
    [0, 1],
    [0, 1],
  ]);
  expect(await changesOf(officer, first.id)).toMatchObject({ standing: "later", seen: { id: second.id, symbol: second.symbol }, comments: [] });
  expect(await changesOf(officer, second.id)).toMatchObject({ standing: "same", comments: [{ question: "B1" }] });
  expect(await changesOf(officer, third.id)).toMatchObject({ standing: "recalled", answers: [], comments: [{ question: "B1" }] });
  expect(await countUnseen(writer, all)).toMatchObject({ [second.id]: { seen: null, answers: 0, comments: 0 } });
  expect(await countUnseen(officer, [])).toEqual({});
});
