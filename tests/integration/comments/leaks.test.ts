import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { editComment } from "~/features/comments/commands/write.server";
import { commentOn, propose } from "~/features/negotiations/commands/inputs.server";
import { markRead } from "~/features/readings/commands/mark-read.server";
import { addMarks, finishAnswer } from "~/features/codings/commands/marks.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { prepareBulk } from "~/features/review/commands/prepare-bulk.server";
import { accept, acknowledge, publish, startReview } from "~/features/review/commands.server";
import { action as deskPost } from "~/routes/desk/submissions/comments";
import { action as partyPost } from "~/routes/reports/comments";
import type { UserCtx } from "~/platform/context.server";
import { begin, replyIn } from "../../factories/comment";
import { makeCode } from "../../factories/coding";
import { assign, makeMember } from "../../factories/delegation";
import { giveFile, makeMeeting } from "../../factories/meeting";
import { makePublished } from "../../factories/draft";
import { makeParty } from "../../factories/party";
import { makeRegistration } from "../../factories/registration";
import { fillReport, makeReport, signReport } from "../../factories/report";
import { translate, translateChecked } from "../../factories/translation";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { everyAddress, readAddress, type Address } from "../../support/every-address";
import { call, cookieOf, makeSite } from "../../support/pages";

/** Every page, call and file of the portal, read as everybody who could want to: what is not for them is nowhere in it. */
const { db } = testDatabase();
const site = makeSite(db);

/** Words that stand nowhere else, by what they stand in. */
const CANARIES = {
  internal: "Qzinternalcanary",
  internalEarlier: "Qzearliercanary",
  shared: "Qzsharedcanary",
  sharedElsewhere: "Qzelsewherecanary",
  sharedWhole: "Qzwholecanary",
  confidential: "Qzconfidentialcanary",
  contact: "Qzcontactcanary",
  open: "Qzopencanary",
  translated: "Qztranslatedcanary",
  translationDraft: "Qzdraftcanary",
  translationConfidential: "Qzhiddencanary",
  statement: "Qzstatementcanary",
  draftComment: "Qzdraftcommentcanary",
  draftProposal: "Qzproposalcanary",
};
type Canary = keyof typeof CANARIES;
const ALL = Object.keys(CANARIES) as Canary[];
const but = (...kept: Canary[]): Canary[] => ALL.filter((canary) => !kept.includes(canary));
/** A translation is the secretariat's until it is checked; of what is confidential it stays so. */
const OF_SECRETARIAT = ["translationDraft", "translationConfidential"] as const satisfies Canary[];
const OF_PARTY = but("internal", "internalEarlier", ...OF_SECRETARIAT);

/** What each reader may be given, and is given somewhere: a reader who finds nothing would prove nothing. */
const MAY: Record<string, Canary[]> = {
  anonymous: ["open", "translated"],
  // What is proposed for a draft is read by whoever may join it; a comment is its party's.
  "of another party": ["open", "translated", "draftProposal"],
  "focal point": OF_PARTY,
  approver: OF_PARTY,
  contributor: OF_PARTY,
  // One question is assigned to them; the rest of the report is not theirs.
  delegate: ["open", "translated", "shared"],
  officer: ALL,
  observer: ALL,
  translator: ALL,
  editor: ALL,
  // They read at the desk, translations too.
  "officer of the party": [...OF_PARTY, ...OF_SECRETARIAT],
};

const cookies: Record<string, string> = {};
let addresses: Address[];
let reportId: string;
let submission: string;
let internal: string;
let internalComment: string;
let sharedThread: string;

beforeAll(async () => {
  const now = new Date();
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", now);
  const delegate = await makeMember(db, party.id, "delegate", now);
  reportId = await makeReport(focal, party.id);
  await assign(focal, reportId, delegate.actor.id, ["B/B1"]);
  await fillReport(focal, reportId, undefined, [{ question: "B1", value: `Summary ${CANARIES.open}` }]);
  const contacts = await kept("A3");
  const named = Object.fromEntries(
    Object.entries(contacts.value as Record<string, object>).map(([row, contact]) => [row, { ...contact, name: CANARIES.contact }]),
  );
  const operations = [
    { question: "A3", value: named, confidential: contacts.confidential },
    { question: "I1", value: { ...((await kept("I1")).value as object), publish: "all_but_flagged" } },
    { question: "F6", value: `Aside ${CANARIES.confidential}`, confidential: true },
  ];
  const saved = await saveAnswers(focal, {
    reportId,
    via: "form",
    operations: (await Promise.all(
      operations.map(async (one) => ({ ...one, opId: randomUUID(), row: "", baseRevision: (await kept(one.question)).revision })),
    )) as never,
  });
  if (!saved.ok || saved.value.some(({ ok }) => !ok)) throw new Error(JSON.stringify(saved));
  const { receipt } = await signReport(focal, reportId);
  const signed = await db.submission.findFirstOrThrow({ where: { reportId } });
  submission = signed.id;

  const officer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
  const reviser = makeCtx({ db, actor: await makeUser(db, { secretariat: ["admin"] }), now });
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }), now });
  for (const step of [acknowledge, startReview, accept, publish])
    expect(await step(officer, { id: submission, origin: officer.origin })).toMatchObject({ ok: true });
  const editor = makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }), now });
  const translator = makeCtx({ db, actor: await makeUser(db, { secretariat: ["translator"] }), now });
  const insider = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"], roles: [{ partyId: party.id, role: "contributor" }] }), now });
  // They have looked before anybody wrote a comment: what is new to them are all the comments they read.
  const read = new Date(now.getTime() - 60_000);
  for (const reader of [officer, observer, translator, editor, insider]) expect(await markRead(reader, submission, read)).toMatchObject({ ok: true });
  const [desk, home] = [{ submission }, { report: reportId }];
  const hidden = await begin(officer, desk, { kind: "internal", text: CANARIES.internalEarlier, mentions: [observer.actor.id] });
  internal = hidden.thread;
  internalComment = hidden.comment;
  expect(await editComment(officer, desk, { comment: hidden.comment, revision: 1, text: CANARIES.internal })).toMatchObject({ ok: true });
  await begin(officer, desk, { kind: "internal", place: "", text: CANARIES.internal });
  const shared = await begin(officer, desk, { text: CANARIES.shared, mentions: [focal.actor.id, delegate.actor.id] });
  sharedThread = shared.thread;
  await replyIn(focal, home, shared.thread, { text: CANARIES.shared, mentions: [officer.actor.id] });
  await begin(officer, desk, { place: "F6", text: CANARIES.sharedElsewhere, mentions: [focal.actor.id] });
  await begin(officer, desk, { place: "", text: CANARIES.sharedWhole });

  await translateChecked(reviser, officer, submission, { unit: "B1", texts: { "": CANARIES.translated } });
  await translateChecked(reviser, officer, submission, { unit: "F6", texts: { "": CANARIES.translationConfidential } });
  await translate(officer, submission, { unit: "B1", to: "es", texts: { "": CANARIES.translationDraft } });

  const other = await makeParty(db);
  const people: Record<string, UserCtx> = {
    "of another party": await makeMember(db, other.id, "focal_point", now),
    "focal point": focal,
    approver: await makeMember(db, party.id, "approver", now),
    contributor: await makeMember(db, party.id, "contributor", now),
    delegate,
    officer,
    observer,
    translator,
    editor,
    "officer of the party": insider,
  };
  cookies.anonymous = "";
  for (const [who, { actor }] of Object.entries(people)) cookies[who] = await cookieOf(site, actor);

  const prepared = await prepareBulk(officer, { action: "assign_officer", chosen: { ids: [submission] }, reason: "", officerId: officer.actor.id });
  if (!prepared.ok) throw new Error(prepared.error.code);
  const document = await makePublished(officer);
  const paragraph = (await document.paragraphs())[0]!.id;
  const chapter = (await document.draft()).chapters.find(({ source }) => source === "progress")!.id;
  // A statement that waits for its party to have spoken.
  const meeting = await makeMeeting(officer, { document: document.id });
  const statement = await giveFile(focal, meeting.id, meeting.items[0]!, party.code, { text: CANARIES.statement, files: site.files });
  const said = { document: document.id, number: 1, paragraph };
  const own = { party: party.id, language: "en" as const };
  expect(await commentOn(focal, said, { ...own, text: CANARIES.draftComment })).toMatchObject({ ok: true });
  const change = { ...own, group: "", kind: "MOD" as const, words: "", text: CANARIES.draftProposal, reason: "Why." };
  expect(await propose(focal, said, change)).toMatchObject({ ok: true });
  const registration = (await makeRegistration(makeCtx({ db, actor: null }))).id;
  // What is confidential is coded at the desk, too.
  const code = await makeCode(editor, "Canary");
  const { hash } = await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: submission, question: "F6" } });
  for (const coder of [editor, officer]) {
    const marked = await addMarks(coder, { hash, parts: [{ place: "", start: 0, end: `Aside ${CANARIES.confidential}`.length }], codes: [code] });
    if (!marked.ok) throw new Error(marked.error.code);
    await finishAnswer(coder, { hash, coded: true });
  }
  const spots = [
    "?filter=internal",
    "?filter=mentioned",
    "?filter=open",
    "?question=B1",
    "?question=F6",
    "?question=",
    `?thread=${internal}`,
    `?thread=${shared.thread}`,
    "?begin=internal",
    "?begin=shared",
  ];
  const papers = ["?format=pdf", "?format=docx", "?format=xlsx"];
  const compiled = ["A3", "B1", "F6", "C1"].map((question) => `?kind=national-report&question=${question}`);
  const words = Object.values(CANARIES).map((word) => `?q=${word.slice(0, -3)}`);
  addresses = everyAddress([
    { at: /comments$/, params: {}, queries: spots },
    { at: /desk\/submissions\/:id\/translate$/, params: {}, queries: ["?to=fr", "?to=es&show=unchecked"] },
    { at: /desk\/submissions\/:id\/beside$/, params: {}, queries: ["?with=translation&to=fr", "?with=translation&to=es"] },
    { at: /^:lang\/submissions\/:symbol$/, params: {}, queries: ["?in=fr", "?in=es"] },
    // With what stands beside the answers, where that can be asked for.
    { at: /(?:desk\/submissions|reports)\/:id\/export$/, params: {}, queries: papers.map((query) => `${query}&comments=1`) },
    { at: /desk\/compilation\/(?:answers|alike|figures|figures\/file)$/, params: {}, queries: compiled },
    { at: /desk\/compilation\/chapters\/:chapter\/export$/, params: { chapter: ["progress", "C5"] }, queries: papers.map((query) => `${query}&text=both`) },
    { at: /desk\/compilation\/chapters\/:chapter$/, params: { chapter: ["process", "progress", "inclusion", "C5"] } },
    { at: /desk\/compilation\/cross(?:\/file)?$/, params: {}, queries: ["?kind=national-report&rows=C1..value.&columns=kind&list=1"] },
    { at: /desk\/coding\/answer$/, params: {}, queries: compiled },
    { at: /desk\/coding\/table$/, params: {}, queries: ["", `?code=${code}`] },
    { at: /desk\/coding\/(?:table\/file|export)$/, params: {}, queries: ["", "?format=xlsx"] },
    { at: /desk\/codes\/:id/, params: { id: [code] } },
    { at: /desk\/compilation\/export$/, params: {}, queries: compiled.flatMap((query) => papers.map((format) => `${query}&${format.slice(1)}`)) },
    { at: /(?<!status)\/export$|\/form$/, params: {}, queries: papers },
    { at: /^api\/v1\/export$/, params: {}, queries: ["csv", "jsonl", "xlsx"].map((format) => `?format=${format}`) },
    { at: /^api\/v1\/submissions\/export$/, params: {}, queries: [`?format=pdf&party=${party.code}`, `?format=docx&party=${party.code}`] },
    { at: /^(?::lang|api\/v1)\/submissions$|^:lang\/desk$|^:lang\/status$/, params: {}, queries: words },
    { at: /desk\/submissions\/:id/, params: { id: [submission] } },
    { at: /desk\/documents\/:document\/paragraphs\/:paragraph\/sources$/, params: {}, queries: compiled.map((query) => `${query}&sentence=0`) },
    { at: /meetings\/:meeting\/items/, params: {}, queries: [`?party=${party.code}`] },
    { at: /meetings\/:meeting/, params: { meeting: [meeting.id], item: meeting.items, statement: [statement] } },
    { at: /negotiation\/:number\/file$/, params: {}, queries: ["?format=json", "?format=docx", "?format=pdf", "?format=docx&view=clean"] },
    { at: /(?:desk\/documents|drafts)\/:document/, params: { document: [document.id], paragraph: [paragraph], chapter: [chapter], number: ["1"] } },
    { at: /desk\/bulk\/:id/, params: { id: [prepared.value.id] } },
    { at: /desk\/outreach\/lists\/:id/, params: { id: [randomUUID()] } },
    { at: /desk\/registrations\/:id/, params: { id: [registration] } },
    { at: /desk\/facilitators\/:id/, params: { id: [(await db.facilitation.findFirstOrThrow()).id] } },
    { at: /desk\/cycles\/:code/, params: { code: [signed.cycleCode] } },
    { at: /reports\/:id/, params: { id: [reportId], question: ["A3", "B1", "F6"], section: ["A", "B", "F"], page: [randomUUID()] } },
    { at: /templates\/:id/, params: { id: ["national-report"] } },
    { at: /reference\/:list/, params: { list: ["sdgs", "parties"] } },
    { at: /:turn$|letters\/:key/, params: { turn: [randomUUID()], key: ["x"] } },
    { at: /exports\/:id/, params: { id: [randomUUID()] } },
    { at: /handover\/:id/, params: { id: [randomUUID()] } },
    {
      at: /./,
      params: {
        lang: ["en"],
        template: ["national-report"],
        symbol: [signed.symbol],
        sha256: ["0".repeat(64)],
        receipt: [receipt],
        party: [party.code],
        token: ["x"],
      },
    },
  ]);
}, 240_000);

const kept = (question: string) => db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId, question, row: "" } } });
const foundIn = (text: string): Canary[] => ALL.filter((canary) => text.includes(CANARIES[canary]));

test("the table of addresses is read whole", () => {
  expect(new Set(addresses.map(({ file }) => file)).size).toBeGreaterThan(70);
});

test.each(Object.keys(MAY))("%s is given what is for them, and nothing else in any page, call or file", { timeout: 240_000 }, async (who) => {
  const given = new Set<Canary>();
  const leaks: string[] = [];
  let read = 0;
  for (const address of addresses) {
    const answer = await readAddress(site, address, cookies[who]!);
    if (!answer) continue;
    if (answer.status >= 500) leaks.push(`${address.path} fails`);
    if (answer.status === 200) read++;
    // That there is one says something too.
    if (answer.status === 200 && !MAY[who]!.includes("internal") && answer.text.replaceAll(address.path, "").includes(internal))
      leaks.push(`${address.path} knows of it`);
    for (const canary of foundIn(answer.text.replaceAll(address.path, ""))) {
      given.add(canary);
      if (!MAY[who]!.includes(canary)) leaks.push(`${address.path} ${canary}`);
    }
  }
  expect(leaks).toEqual([]);
  expect([...given].sort()).toEqual([...MAY[who]!].sort());
  expect(read).toBeGreaterThan(20);
});

test.each(["observer", "officer of the party"])(
  "what is new to the %s is shown them where it is told, and what they do not read is no part of it",
  async (who) => {
    const read = async (page: string): Promise<string> => {
      const address = addresses.find(({ path }) => path === `/en/desk/submissions/${submission}/${page}`);
      return (await readAddress(site, address!, cookies[who]!))!.text;
    };
    const isInside = MAY[who]!.includes("internal");
    const shared: Canary[] = ["shared", "sharedElsewhere", "sharedWhole"];
    expect(foundIn(await read("changes")).filter((canary) => canary !== "open")).toEqual(isInside ? ["internal", ...shared] : shared);
    const history = await read("history");
    expect(history).toContain(sharedThread);
    expect(history.includes(internal)).toBe(isInside);
  },
);

test("no mail carries a comment, a contact or a confidential answer", async () => {
  const mails = await db.mail.findMany({ where: { kind: { startsWith: "comment." } } });
  expect(mails.length).toBeGreaterThan(4);
  const all = JSON.stringify(await db.mail.findMany());
  expect(foundIn(all)).toEqual([]);
});

test("nothing is written into an internal thread, or learned of it, by who does not read it", async () => {
  const before = await db.comment.count();
  const forms: Record<string, string>[] = [
    { intent: "replied", id: randomUUID(), thread: internal, text: "x" },
    { intent: "edited", comment: internalComment, revision: "1", text: "x" },
    { intent: "resolved", thread: internal, revision: "1" },
    { intent: "assigned", thread: internal, revision: "1", person: "" },
    { intent: "started", id: randomUUID(), kind: "internal", place: "B1", text: "x" },
  ];
  for (const who of Object.keys(MAY).filter((one) => !MAY[one]!.includes("internal")))
    for (const form of forms) {
      const at = [
        [partyPost, `/en/reports/${reportId}/comments`, reportId],
        [deskPost, `/en/desk/submissions/${submission}/comments`, submission],
      ] as const;
      for (const [post, path, id] of at) {
        const answer = await call<unknown>(site, post as never, { path, params: { id }, cookie: cookies[who]!, form });
        const status = answer instanceof Response ? answer.status : (answer as { init?: { status?: number } }).init?.status;
        // Signed out, they are sent to sign in.
        expect({ who, path, intent: form.intent, status }).toMatchObject({
          status: who === "anonymous" ? 302 : (expect.toSatisfy((code: number) => code === 403 || code === 404) as number),
        });
        expect(foundIn(answer instanceof Response ? await answer.text() : JSON.stringify(answer))).toEqual([]);
      }
    }
  expect(await db.comment.count()).toBe(before);
  expect(await db.commentThread.findUniqueOrThrow({ where: { id: internal } })).toMatchObject({ state: "open", revision: 1, kind: "internal" });
});

test("who observes reads, and writes nothing", async () => {
  for (const [intent, more] of [
    ["replied", { id: randomUUID(), text: "x" }],
    ["resolved", { revision: "1" }],
  ] as const) {
    const form = { intent, thread: internal, ...more } as Record<string, string>;
    const answer = await call<unknown>(site, deskPost as never, {
      path: `/en/desk/submissions/${submission}/comments`,
      params: { id: submission },
      cookie: cookies.observer!,
      form,
    });
    expect(answer).toMatchObject({ data: { refusal: { code: "comment.not_allowed" } }, init: { status: 403 } });
  }
});
