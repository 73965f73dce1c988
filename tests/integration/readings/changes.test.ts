import { expect, test } from "vitest";
import { markRead } from "~/features/readings/commands/mark-read.server";
import { noteVisit } from "~/features/readings/commands/note-visit.server";
import type { ChangesPage } from "~/features/readings/model";
import { getChanges } from "~/features/readings/queries/changes.server";
import { countUnseen } from "~/features/readings/queries/unseen.server";
import type { AnswerValue, FileRef } from "~/features/templates/model/values";
import { seededRandom, type Random } from "~/lib/random";
import type { UserCtx } from "~/platform/context.server";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const reader = async (): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });

async function changesOf(ctx: UserCtx, id: string): Promise<ChangesPage> {
  const page = await getChanges(ctx, id);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}

/** Answers by question, as they stand after a step of the seed. */
type Stand = Record<string, { value: AnswerValue; confidential: boolean }>;
/** What the seed wrote down: in which version which answer, or which file of A5, changed from what to what ("" is nothing). */
type Line = { version: number; what: string; from: string; to: string };

const TEXTS = ["B1", "C3", "E4", "F2", "F3", "F5", "F6", "F7"];
const WORDS = ["реформа связи", "قانون الاتصالات", "宽带普及", "école numérique", "rural access", "política digital", "C7", "2025"];

/** Changes a random handful of answers and files, and writes down each change as it makes it. */
function nextVersion(random: Random, version: number, before: Stand, log: Line[]): Stand {
  const after = structuredClone(before);
  for (const question of random.shuffle(TEXTS).slice(0, random.whole(0, 3))) {
    const from = before[question];
    const text = random.chance(0.25) ? null : `${random.pick(WORDS)} ${random.pick(WORDS)} ${random.whole(1, 3)}`;
    const isConfidential = random.chance(0.2);
    if (text === null) delete after[question];
    else after[question] = { value: text, confidential: isConfidential };
    log.push({ version, what: question, from: from ? said(from) : "", to: text === null ? "" : said(after[question]!) });
  }
  if (random.chance(0.5)) {
    const files = filesIn(before);
    const kept = files.filter(() => random.chance(0.6));
    const fresh: FileRef[] = random.chance(0.6) ? [{ sha256: fileHash(random), name: `annex ${random.whole(1, 2)}.pdf`, size: 10 }] : [];
    const now = [...kept, ...fresh.filter(({ name }) => !kept.some((file) => file.name === name))];
    for (const name of new Set([...files, ...now].map((file) => file.name))) {
      const [from, to] = [files, now].map((list) => list.find((file) => file.name === name)?.sha256 ?? "");
      if (from !== to) log.push({ version, what: `file ${name}`, from: from!, to: to! });
    }
    if (now.length > 0) after.A5 = { value: { files: now }, confidential: false };
    else delete after.A5;
  }
  return after;
}

const said = ({ value, confidential }: Stand[string]): string => `${value as string}${confidential ? " (confidential)" : ""}`;
const filesIn = (stand: Stand): FileRef[] => (stand.A5?.value as { files: FileRef[] } | undefined)?.files ?? [];
const fileHash = (random: Random): string => Array.from(random.bytes(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
const kindOf = (from: string, to: string): string => (from === "" ? "added" : to === "" ? "removed" : "changed");

/** What the seed wrote down between two versions, in sum: first from, last to, nothing where these are equal. */
function written(log: readonly Line[], seen: number, version: number): string[] {
  const sum = new Map<string, { from: string; to: string }>();
  for (const { what, from, to } of log.filter((line) => line.version > seen && line.version <= version))
    sum.set(what, { from: sum.get(what)?.from ?? from, to });
  return [...sum]
    .filter(([, { from, to }]) => from !== to)
    .map(([what, { from, to }]) => `${what} ${kindOf(from, to)}`)
    .sort();
}

const shown = ({ answers, files }: ChangesPage): string[] =>
  [
    ...answers.filter(({ question }) => question !== "A5").map(({ question, kind }) => `${question} ${kind}`),
    ...files.map(({ name, kind }) => `file ${name} ${kind === "replaced" ? "changed" : kind}`),
  ].sort();

test.each(["first", "second", "third"])("what a reader is shown is what was written down while the versions were made (%s seed)", async (seed) => {
  const random = seededRandom(`since you last looked ${seed}`);
  const log: Line[] = [];
  const readers = await Promise.all([reader(), reader(), reader()]);
  const read = readers.map(() => 0);
  let stand: Stand = { B1: { value: "начало 开始 بداية", confidential: false } };
  let made: MadeSubmission | undefined;
  let compared = 0;
  for (let version = 1; version <= 9; version++) {
    stand = version === 1 ? stand : nextVersion(random, version, stand, log);
    const answers = Object.entries(stand).map(([question, answer]) => ({ question, ...answer }));
    made = await makeSubmission(db, { party: made?.party, reportId: made?.reportId, version, answers });
    for (const [index, ctx] of readers.entries()) {
      if (random.chance(0.3)) continue;
      const page = await changesOf(ctx, made.id);
      if (read[index] === 0) expect(page).toMatchObject({ standing: "first", seen: null, answers: [], files: [] });
      else {
        expect({ version, seen: page.seen?.version, shown: shown(page) }).toEqual({ version, seen: read[index], shown: written(log, read[index]!, version) });
        expect((await countUnseen(ctx, [made]))[made.id]).toMatchObject({ answers: page.answers.length, comments: 0 });
        compared += page.answers.length;
      }
      if (read[index] !== 0 && random.chance(0.5)) continue;
      expect(await markRead(ctx, made.id)).toEqual({ ok: true, value: null });
      read[index] = version;
      expect(await changesOf(ctx, made.id)).toMatchObject({ standing: "same", answers: [], files: [] });
    }
  }
  expect(compared).toBeGreaterThan(5);
});

test("texts in any script are compared word by word, Han signs one by one", async () => {
  const ctx = await reader();
  const first = await makeSubmission(db, {
    answers: [
      { question: "B1", value: "宽带覆盖全国" },
      { question: "C3", value: "قانون الاتصالات الجديد", language: "ar" },
    ],
  });
  await markRead(ctx, first.id);
  const second = await makeSubmission(db, {
    ...{ party: first.party, reportId: first.reportId, version: 2 },
    answers: [
      { question: "B1", value: "宽带覆盖各省" },
      { question: "C3", value: "قانون الاتصالات القديم", language: "ar" },
    ],
  });
  const { answers } = await changesOf(ctx, second.id);
  expect(answers.map(({ pieces, language }) => ({ language, changes: pieces[0]!.changes }))).toEqual([
    {
      language: "en",
      changes: [
        { kind: "same", text: "宽带覆盖" },
        { kind: "removed", text: "全国" },
        { kind: "added", text: "各省" },
      ],
    },
    {
      language: "ar",
      changes: [
        { kind: "same", text: "قانون الاتصالات " },
        { kind: "removed", text: "الجديد" },
        { kind: "added", text: "القديم" },
      ],
    },
  ]);
});

test("a first look is remembered once; only the reader's own word moves it, and never back", async () => {
  const [ctx, other] = [await reader(), await reader()];
  const first = await makeSubmission(db, { answers: [{ question: "B1", value: "one" }] });
  const further = { party: first.party, reportId: first.reportId };
  const second = await makeSubmission(db, { ...further, version: 2, answers: [{ question: "B1", value: "two" }] });
  const seenBy = async (who: UserCtx) => (await countUnseen(who, [second]))[second.id]?.seen;
  noteVisit(ctx, { id: first.id, reportId: first.reportId });
  await expect.poll(() => seenBy(ctx)).toBe(1);
  noteVisit(ctx, { id: second.id, reportId: first.reportId });
  expect(await changesOf(ctx, second.id)).toMatchObject({ standing: "changed", seen: { version: 1 }, answers: [{ question: "B1", kind: "changed" }] });
  expect(await seenBy(other)).toBeNull();
  expect((await markRead(ctx, second.id)).ok).toBe(true);
  expect(await markRead(ctx, first.id)).toEqual({ ok: false, error: { code: "reading.later" } });
  expect(await changesOf(ctx, first.id)).toMatchObject({ standing: "later", answers: [] });
  const events = await db.auditEvent.findMany({ where: { type: "submission.marked_read", actorId: ctx.actor.id } });
  expect(events.map(({ subject, data }) => ({ subject, data }))).toEqual([{ subject: `submission:${second.id}`, data: { version: 2 } }]);
});

test("what a party recalled is not shown again as what it said before", async () => {
  const ctx = await reader();
  const first = await makeSubmission(db, { answers: [{ question: "B1", value: "a secret of the first version" }] });
  await markRead(ctx, first.id);
  await db.submission.update({ where: { id: first.id }, data: { state: "recalled" } });
  const second = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 2, answers: [{ question: "B1", value: "said openly" }] });
  const page = await changesOf(ctx, second.id);
  expect(page).toMatchObject({ isRecalledBefore: true, answers: [{ question: "B1", pieces: [{ changes: [{ kind: "added", text: "said openly" }] }] }] });
  expect(JSON.stringify(page)).not.toContain("secret");
  expect(await changesOf(ctx, first.id)).toMatchObject({ standing: "recalled", answers: [] });
});

test("nobody outside the desk marks or compares anything", async () => {
  const made = await makeSubmission(db);
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  const refusal = { ok: false, error: { code: "submission.not_found" } };
  expect(await getChanges(focal, made.id)).toEqual(refusal);
  expect(await markRead(focal, made.id)).toEqual(refusal);
  expect(await markRead(await reader(), "x")).toEqual(refusal);
  expect(await db.reading.count({ where: { reportId: made.reportId } })).toBe(0);
});
