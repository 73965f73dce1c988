import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { askClarification } from "~/features/clarifications/commands/ask.server";
import { settleThread } from "~/features/comments/commands/settle.server";
import { editComment } from "~/features/comments/commands/write.server";
import type { ThreadKind } from "~/features/comments/model";
import type { DoorInput } from "~/features/comments/queries/doors.server";
import { markRead } from "~/features/readings/commands/mark-read.server";
import { noteVisit } from "~/features/readings/commands/note-visit.server";
import type { ChangesPage } from "~/features/readings/model";
import { getChanges } from "~/features/readings/queries/changes.server";
import { countUnseen } from "~/features/readings/queries/unseen.server";
import { openNewVersion } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import { startReview } from "~/features/review/commands.server";
import type { AnswerValue, FileRef } from "~/features/templates/model/values";
import type { UserCtx } from "~/platform/context.server";
import { FAR_DUE } from "../../factories/clarification";
import { begin, replyIn } from "../../factories/comment";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeAttachment } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** Any order in which several people write, sign, ask, comment and read: each reader is shown what is new to them, and nothing else. */
const { db } = testDatabase();
const origin = "http://localhost:3000";
const QUESTIONS = ["B1", "F2", "F3"];

type Said = Record<string, string>;
type Comment = { id: string; thread: string; kind: ThreadKind; author: Person; text: string; at: number };
const PEOPLE = ["officer", "colleague", "insider", "author"] as const;
type Person = (typeof PEOPLE)[number];
/** Who reads at the desk. The insider belongs to the party too, and reads what is shared with it. */
const READERS: Person[] = ["officer", "colleague", "insider"];

/** A report with what a test wrote down about it. `said`: the working copy; `versions`: what was signed; `marks`: up to where each reader has read. */
class World {
  readonly said: Said = {};
  files: FileRef[] = [];
  readonly versions: { id: string; said: Said; files: FileRef[] }[] = [];
  readonly comments: Comment[] = [];
  readonly marks = new Map<Person, { version: number; at: number }>();
  compared = 0;

  private constructor(
    readonly people: Record<Person, UserCtx>,
    readonly reportId: string,
  ) {}

  static async make(): Promise<World> {
    let time = Date.now();
    const now = () => new Date((time += 10));
    const party = await makeParty(db);
    const as = async (input: Parameters<typeof makeUser>[1]): Promise<UserCtx> => makeCtx({ db, now, actor: await makeUser(db, input) });
    const author = await as({ roles: [{ partyId: party.id, role: "focal_point" }] });
    const people = {
      author,
      officer: await as({ secretariat: ["desk_officer"] }),
      colleague: await as({ secretariat: ["desk_officer"] }),
      insider: await as({ secretariat: ["desk_officer"], roles: [{ partyId: party.id, role: "contributor" }] }),
    };
    const world = new World(people, await makeReport(author, party.id));
    // A5 begins with nothing in it: from there on it is as empty as its list of files.
    await fillReport(author, world.reportId, undefined, [{ question: "A5", value: { files: [] } }]);
    await world.sign();
    return world;
  }

  get latest() {
    return this.versions.at(-1)!;
  }

  /** Saves an answer where it is open; what was saved is written down. */
  async save(question: string, value: AnswerValue): Promise<boolean> {
    const { revision } = await db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId: this.reportId, question, row: "" } } });
    const operation = { opId: randomUUID(), question, row: "", baseRevision: revision, value: value as never };
    const saved = await saveAnswers(this.people.author, { reportId: this.reportId, via: "form", operations: [operation] });
    return saved.ok && saved.value.every(({ ok }) => ok);
  }

  async sign(): Promise<void> {
    const { author, officer } = this.people;
    const review = await getReviewPage(author, this.reportId);
    if (!review.ok) throw new Error(review.error.code);
    const input = { reportId: this.reportId, contentHash: review.value.contentHash, name: "A", function: "B", accepted: true };
    const signed = await submitReport(author, input);
    const { id } = await db.submission.findFirstOrThrow({ where: { reportId: this.reportId }, orderBy: { version: "desc" } });
    // What is signed already is not signed again.
    if (!signed.ok || id === this.versions.at(-1)?.id) return;
    this.versions.push({ id, said: { ...this.said }, files: this.files });
    await startReview(officer, { id, origin });
  }

  doorOf(person: Person): DoorInput {
    return person === "author" || person === "insider" ? { report: this.reportId } : { submission: this.latest.id };
  }

  /** What a reader has not seen, by what was written down. */
  newTo(reader: Person) {
    const mark = this.marks.get(reader);
    if (!mark) return { answers: [], files: [], comments: [] };
    const [was, is] = [this.versions[mark.version - 1]!, this.latest];
    const isIn = (files: readonly FileRef[], { sha256 }: FileRef): boolean => files.some((file) => file.sha256 === sha256);
    const files = [
      ...is.files.filter((file) => !isIn(was.files, file)).map(({ name }) => `added ${name}`),
      ...was.files.filter((file) => !isIn(is.files, file)).map(({ name }) => `removed ${name}`),
    ];
    const answers = QUESTIONS.filter((question) => was.said[question] !== is.said[question]);
    const comments = this.comments.filter(
      ({ author, kind, at }) => author !== reader && at > mark.at && (kind === "shared" || reader === "officer" || reader === "colleague"),
    );
    return {
      answers: [...answers, ...(files.length > 0 ? ["A5"] : [])].sort(),
      files: files.sort(),
      comments: comments.map(({ id, text }) => `${id} ${text}`).sort(),
    };
  }

  /** Reads the page of a reader and holds it against that. */
  async look(reader: Person): Promise<ChangesPage> {
    const [ctx, expected] = [this.people[reader], this.newTo(reader)];
    const found = await getChanges(ctx, this.latest.id);
    if (!found.ok) throw new Error(found.error.code);
    const page = found.value;
    const comments = page.comments.flatMap((group) => group.comments);
    const shown = {
      answers: page.answers.map(({ question }) => question).sort(),
      files: page.files.map(({ kind, name }) => `${kind} ${name}`).sort(),
      comments: comments.map(({ id, excerpt }) => `${id} ${excerpt}`).sort(),
    };
    expect({ reader, ...shown }).toEqual({ reader, ...expected });
    const counted = (await countUnseen(ctx, this.versions))[this.latest.id];
    expect(counted).toEqual({
      reportId: this.reportId,
      seen: this.marks.get(reader)?.version ?? null,
      answers: shown.answers.length,
      comments: comments.length,
    });
    this.compared += shown.answers.length + comments.length;
    return page;
  }
}

type Choice = { act: keyof typeof ACTS; who: number; a: number; b: number };
type Act = (world: World, choice: { who: Person; a: number; b: number }) => Promise<void>;

const write: Act = async (world, { a, b }) => {
  const [question, text] = [QUESTIONS[a % QUESTIONS.length]!, `Text ${b % 3}`];
  if (await world.save(question, text)) world.said[question] = text;
};
const attach: Act = async (world, { b }) => {
  const files =
    b % 3 === 0 && world.files.length > 0
      ? world.files.slice(1)
      : [...world.files.slice(-2), await makeAttachment(db, { reportId: world.reportId, question: "A5", field: "files" })];
  if (await world.save("A5", { files })) world.files = files;
};
const comment: Act = async (world, { who, a, b }) => {
  const ctx = world.people[who];
  const text = `Comment ${world.comments.length} ${a}`;
  const at = ctx.now().getTime();
  const isDesk = who === "officer" || who === "colleague";
  const before = world.comments.filter(({ kind }) => kind === "shared" || isDesk);
  if (b % 2 === 0 && before.length > 0) {
    const { thread, kind } = before[a % before.length]!;
    const { comment: id } = await replyIn(ctx, world.doorOf(who), thread, { text });
    world.comments.push({ id, thread, kind, author: who, text, at });
    return;
  }
  const kind = isDesk && b % 3 === 0 ? "internal" : "shared";
  const { thread, comment: id } = await begin(ctx, world.doorOf(who), { kind, place: ["B1", "F2", ""][a % 3], text });
  world.comments.push({ id, thread, kind, author: who, text, at });
};

const ACTS = {
  write,
  attach,
  comment,
  sign: (world) => world.sign(),
  openVersion: async ({ people, reportId }) => void (await openNewVersion(people.author, reportId)),
  ask: async ({ people, latest }, { a }) =>
    void (await askClarification(people.officer, latest.id, { unit: QUESTIONS[a % QUESTIONS.length]!, text: "Which year?", due: FAR_DUE })),
  // A new text makes no new comment.
  edit: async (world, { a }) => {
    const edited = world.comments[a % world.comments.length];
    if (!edited) return;
    const { revision } = await db.comment.findUniqueOrThrow({ where: { id: edited.id } });
    const text = `${edited.text} edited`;
    expect(await editComment(world.people[edited.author], world.doorOf(edited.author), { comment: edited.id, revision, text })).toMatchObject({ ok: true });
    edited.text = text;
  },
  resolve: async (world, { a }) => {
    const thread = world.comments[a % world.comments.length]?.thread;
    if (!thread) return;
    const { revision } = await db.commentThread.findUniqueOrThrow({ where: { id: thread } });
    await settleThread(world.people.officer, world.doorOf("officer"), { intent: "resolved", thread, revision });
  },
  /** A reader looks; the first time that is remembered, later they may say that they have read it. Somebody may write meanwhile. */
  read: async (world, { who, a, b }) => {
    const reader = who === "author" ? "officer" : who;
    const ctx = world.people[reader];
    const page = await world.look(reader);
    const mark = { version: world.versions.length, at: Date.parse(page.asOf) };
    if (page.seen === null) {
      const at = new Date(page.asOf);
      noteVisit({ ...ctx, now: () => at }, page);
      await expect.poll(async () => (await countUnseen(ctx, [page]))[page.id]?.seen).toBe(mark.version);
    } else if (b % 3 > 0) {
      if (b % 3 === 2) await comment(world, { who: PEOPLE[a % PEOPLE.length]!, a, b });
      expect(await markRead(ctx, page.id, new Date(page.asOf))).toEqual({ ok: true, value: null });
    } else return;
    world.marks.set(reader, mark);
    await world.look(reader);
  },
} satisfies Record<string, Act>;

const step = (act: Choice["act"], who = 0, a = 0, b = 0): Choice => ({ act, who, a, b });
/** A way on which everybody finds something new, tried besides those made at random. */
const WHOLE_WAY = [
  ...[step("read", 0), step("read", 1), step("read", 2)],
  ...[step("comment", 0, 0, 3), step("comment", 3, 1, 1), step("comment", 1, 0, 0), step("read", 0, 3, 2), step("edit", 0, 1)],
  ...[step("ask", 0, 0), step("write", 0, 0, 1), step("sign"), step("read", 1, 0, 1), step("openVersion"), step("write", 0, 1, 2), step("attach", 0, 0, 1)],
  ...[step("sign"), step("comment", 2, 2, 1), step("resolve", 0, 0)],
];
/** What leads on more often than not, so that versions are signed and read. */
const FORWARD: Choice["act"][] = ["comment", "read", "openVersion", "write", "sign"];
const choice = fc.record({
  act: fc.oneof(fc.constantFrom(...FORWARD), fc.constantFrom(...(Object.keys(ACTS) as Choice["act"][]))),
  ...{ who: fc.nat(PEOPLE.length - 1), a: fc.nat(11), b: fc.nat(11) },
});
const choices = fc.noBias(fc.array(choice, { minLength: 10, maxLength: 30, size: "max" }));

test("whatever several people do in whatever order, each reader is shown what is new to them", { timeout: 120_000 }, async () => {
  const compared: number[] = [];
  await fc.assert(
    fc.asyncProperty(choices, async (steps) => {
      const world = await World.make();
      for (const { act, who, a, b } of steps) await ACTS[act](world, { who: PEOPLE[who]!, a, b });
      for (const reader of READERS) await world.look(reader);
      compared.push(world.compared);
    }),
    { numRuns: 10, examples: [[WHOLE_WAY]], interruptAfterTimeLimit: 15_000 },
  );
  // The way that is always tried finds all kinds.
  expect(compared[0]).toBeGreaterThan(12);
});
