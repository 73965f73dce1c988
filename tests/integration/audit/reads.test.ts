import { expect, test } from "vitest";
import { noteRead, readsWritten } from "~/features/audit/commands/note-read.server";
import { loader as audit } from "~/routes/desk/audit/index";
import { loader as auditExport } from "~/routes/desk/audit/export";
import { loader as file } from "~/routes/desk/submissions/file";
import { loader as paper } from "~/routes/desk/submissions/export";
import { loader as beside } from "~/routes/desk/submissions/beside";
import { loader as changes } from "~/routes/desk/submissions/changes";
import { loader as checklist } from "~/routes/desk/submissions/checklist";
import { loader as clarifications } from "~/routes/desk/submissions/clarifications";
import { loader as comments } from "~/routes/desk/submissions/comments";
import { loader as history } from "~/routes/desk/submissions/history";
import { loader as deskLetter } from "~/routes/desk/submissions/letter";
import { loader as show } from "~/routes/desk/submissions/show";
import { loader as partyLetter } from "~/routes/reports/letter";
import { verifyChain } from "~/platform/audit/record.server";
import { makeReviewed } from "../../factories/clarification";
import { makeParty } from "../../factories/party";
import { makeAttachment, makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
/** The same database as another process sees it: without what this one remembers. */
const anotherClient = (): typeof db => new Proxy(db, {});
const START = new Date("2026-11-20T09:00:00Z").getTime();
const MINUTE = 60_000;

async function eventsBy(actorId: string) {
  await readsWritten(db);
  const rows = await db.auditEvent.findMany({ where: { actorId }, orderBy: { id: "asc" }, select: { type: true, subject: true, at: true, data: true } });
  return rows.map(({ type, subject, at }) => `${type} ${subject} ${(at.getTime() - START) / MINUTE}`);
}

test("a read is written once for a person and a thing in a quarter of an hour, whatever the process", async () => {
  const actor = await makeUser(db, { secretariat: ["desk_officer"] });
  let now = START;
  const ctx = makeCtx({ db, actor, now: () => new Date(now) });
  const read = (subject: string, detail?: string) => noteRead(ctx, { type: "submission.read", subject, detail });
  read("submission:a");
  read("submission:a");
  read("submission:b");
  read("submission:a", "of another kind");
  now = START + 14 * MINUTE;
  read("submission:a");
  await readsWritten(db);
  // Another process knows nothing of this one's memory: the table does.
  const other = anotherClient();
  noteRead({ ...ctx, db: other }, { type: "submission.read", subject: "submission:a" });
  await readsWritten(other);
  now = START + 15 * MINUTE;
  read("submission:a");
  expect(await eventsBy(actor.id)).toEqual([
    "submission.read submission:a 0",
    "submission.read submission:b 0",
    "submission.read submission:a 0",
    "submission.read submission:a 15",
  ]);
});

test("many reads at once become one chain that holds", async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => makeUser(db, { secretariat: ["observer"] })));
  for (const actor of people)
    for (const subject of ["submission:x", "submission:y", "submission:z"]) noteRead(makeCtx({ db, actor }), { type: "submission.read", subject });
  await readsWritten(db);
  expect(await db.auditEvent.count({ where: { type: "submission.read", actorId: { in: people.map(({ id }) => id) } } })).toBe(60);
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});

test("a read that cannot be written is kept and written with the next; nobody who reads notices", async () => {
  const actor = await makeUser(db, { secretariat: ["desk_officer"] });
  let isAway = true;
  const away = () => Promise.reject(new Error("connect ECONNREFUSED"));
  const shaky = new Proxy(db, { get: (real, name) => (name === "$transaction" && isAway ? away : Reflect.get(real, name)) as unknown });
  const ctx = makeCtx({ db: shaky, actor, now: new Date(START) });
  noteRead(ctx, { type: "submission.read", subject: "submission:a" });
  await readsWritten(shaky);
  expect(await eventsBy(actor.id)).toEqual([]);
  isAway = false;
  noteRead(ctx, { type: "submission.read", subject: "submission:b" });
  await readsWritten(shaky);
  expect(await eventsBy(actor.id)).toEqual(["submission.read submission:a 0", "submission.read submission:b 0"]);
});

test("each page and download of a version, and the log itself, say who read them", async () => {
  const site = makeSite(db, () => new Date());
  const admin = await makeUser(db, { secretariat: ["admin"] });
  const cookie = await cookieOf(site, admin);
  const made = await makeSubmission(db, {});
  const attached = await makeAttachment(db, { reportId: made.reportId, question: "A5", field: "files" });
  const { id } = await makeSubmission(db, {
    ...{ party: made.party, reportId: made.reportId, version: 2 },
    answers: [{ question: "A5", value: { files: [attached] } }],
  });
  const pages = [show, changes, beside, comments, clarifications, checklist, history] as const;
  for (const page of pages) {
    await db.notedRead.deleteMany({ where: { readerId: admin.id } });
    const fresh = makeSite(anotherClient());
    await call<unknown>(fresh, page as never, { path: `/en/desk/submissions/${id}`, params: { id }, cookie });
    await readsWritten(fresh.world.db);
  }
  await call<unknown>(site, paper, { path: `/en/desk/submissions/${id}/export?format=docx`, params: { id }, cookie });
  await call<unknown>(site, paper, { path: `/en/desk/submissions/${id}/export?format=nonsense`, params: { id }, cookie });
  await call<unknown>(site, audit, { path: "/en/desk/audit", cookie });
  await call<unknown>(site, auditExport, { path: "/en/desk/audit/export?type=audit", cookie });
  // The content itself is not kept in this test: that the file was asked for is what counts.
  const answer = await call<unknown>(site, file, {
    path: `/en/desk/submissions/${id}/files/${attached.sha256}`,
    params: { id, sha256: attached.sha256 },
    cookie,
  });
  if (answer instanceof Response) await answer.body?.cancel().catch(() => undefined);
  await readsWritten(db);
  const rows = await db.auditEvent.findMany({ where: { actorId: admin.id }, orderBy: { id: "asc" }, select: { type: true, subject: true, data: true } });
  expect(rows).toEqual([
    ...pages.map(() => ({ type: "submission.read", subject: `submission:${id}`, data: {} })),
    { type: "submission.downloaded", subject: `submission:${id}`, data: { format: "docx" } },
    { type: "audit.read", subject: "audit", data: {} },
    { type: "audit.exported", subject: "audit", data: { format: "csv" } },
    { type: "submission.file_downloaded", subject: `submission:${id}`, data: { sha256: attached.sha256 } },
  ]);
});

test("a letter says who read it, at the desk and of the party; one that is not found was read by nobody", async () => {
  const site = makeSite(db);
  const party = await makeParty(db);
  const author = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  const reviewed = await makeReviewed(db, makeCtx({ db, actor: author }), party.id);
  const { turn } = await reviewed.ask("B1");
  const readers = [
    { actor: await makeUser(db, { secretariat: ["observer"] }), loader: deskLetter, at: "desk/submissions", id: reviewed.submission, subject: "submission" },
    { actor: author, loader: partyLetter, at: "reports", id: reviewed.reportId, subject: "report" },
  ];
  for (const { actor, loader, at, id, subject } of readers) {
    const cookie = await cookieOf(site, actor);
    const letter = async (which: string) =>
      (await call<unknown>(site, loader, { path: `/ar/${at}/${id}/clarifications/${which}`, params: { id, turn: which }, cookie })) as Response;
    expect((await letter(reviewed.reportId)).status).toBe(404);
    expect((await letter(turn)).headers.get("content-type")).toBe("application/pdf");
    await readsWritten(db);
    const rows = await db.auditEvent.findMany({
      where: { actorId: actor.id, type: { endsWith: "downloaded" } },
      select: { type: true, subject: true, data: true },
    });
    expect(rows).toEqual([{ type: "clarification.letter_downloaded", subject: `${subject}:${id}`, data: { letter: turn } }]);
  }
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});
