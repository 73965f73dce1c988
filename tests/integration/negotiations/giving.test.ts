import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { closeConsultation, openConsultation, prolongConsultation } from "~/features/negotiations/commands/consultations.server";
import { commentOn, propose, support, withdraw } from "~/features/negotiations/commands/inputs.server";
import { endSpeaker, nameSpeaker } from "~/features/negotiations/commands/speakers.server";
import { getDraft, listDrafts } from "~/features/negotiations/queries/drafts.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { paragraphSchema } from "~/features/negotiations/schema";
import { endOfDay, GENEVA } from "~/lib/dates";
import type { UserCtx } from "~/platform/context.server";
import { LAST_DAY, makeFrozen, makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const TEXT = "Access has grown in rural areas. Access is not enough.";
const officer = async (now?: Date): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);

async function ground() {
  const desk = await officer();
  const document = await makePublished(desk, [TEXT]);
  const paragraph = (await document.paragraphs())[0]!.id;
  const [one, two] = [await makeParty(db), await makeParty(db)];
  const [first, second] = [await makeMember(db, one.id, "focal_point", new Date()), await makeMember(db, two.id, "approver", new Date())];
  const asked = { document: document.id, number: 1, paragraph };
  return { desk, document, asked, one, two, first, second };
}

const change = (party: string, more: object = {}) => ({
  party,
  group: "",
  kind: "MOD" as const,
  words: "rural areas",
  language: "en" as const,
  text: "remote areas",
  reason: "As agreed in 2015.",
  ...more,
});
const comment = (party: string) => ({ party, language: "en" as const, text: "Please say by how much." });

test("a frozen version is published once, until the end of a day, and one version of a document takes comments at a time", async () => {
  const desk = await officer();
  const document = await makeFrozen(desk, [TEXT]);
  const asked = { document: document.id, number: 1 };
  expect(codeOf(await getDraft(desk, document.id, 1))).toBe("negotiation.not_found");
  expect(codeOf(await openConsultation(desk, { ...asked, number: 2 }, LAST_DAY))).toBe("negotiation.not_found");
  expect(await openConsultation(desk, asked, "2020-01-01")).toMatchObject({
    error: { code: "negotiation.day_passed", fields: { day: "negotiation.day_passed" } },
  });
  expect(codeOf(await openConsultation(desk, asked, LAST_DAY))).toBe("ok");
  expect(codeOf(await openConsultation(desk, asked, LAST_DAY))).toBe("negotiation.already_published");
  const draft = await getDraft(makeCtx({ db, actor: null }), document.id, 1);
  expect(draft).toMatchObject({ ok: true, value: { draft: { open: true, number: 1, closesAt: endOfDay(LAST_DAY, GENEVA).toISOString() } } });
  expect((await listDrafts(desk, { limit: 1000 })).items.some((line) => line.document === document.id)).toBe(true);
  await freezeVersion(desk, document.id, { stage: "revision", waive: ["unread", "bare"], reason: "Second round." });
  expect(codeOf(await openConsultation(desk, { ...asked, number: 2 }, LAST_DAY))).toBe("negotiation.already_open");
  expect(codeOf(await closeConsultation(desk, asked))).toBe("ok");
  expect(codeOf(await closeConsultation(desk, asked))).toBe("negotiation.closed");
  expect(codeOf(await openConsultation(desk, { ...asked, number: 2 }, LAST_DAY))).toBe("ok");
  expect(codeOf(await prolongConsultation(desk, asked, LAST_DAY))).toBe("negotiation.already_open");
  expect(codeOf(await prolongConsultation(desk, { ...asked, number: 2 }, "2099-06-01"))).toBe("negotiation.day_passed");
  expect(codeOf(await prolongConsultation(desk, { ...asked, number: 2 }, "2100-01-31"))).toBe("ok");
});

test("only those who decide at the desk publish; nobody else finds anything to publish", async () => {
  const desk = await officer();
  const document = await makeFrozen(desk);
  const party = await makeParty(db);
  const others = [
    { secretariat: ["observer" as const] },
    { secretariat: ["editor" as const] },
    { roles: [{ partyId: party.id, role: "focal_point" as const }] },
  ];
  for (const who of others) {
    const ctx = makeCtx({ db, actor: await makeUser(db, who) });
    expect(codeOf(await openConsultation(ctx, { document: document.id, number: 1 }, LAST_DAY))).toBe("negotiation.not_found");
  }
});

test("a second before the closing it takes comments, from the closing on it does not", async () => {
  const { asked, one, first } = await ground();
  const closes = endOfDay(LAST_DAY, GENEVA).getTime();
  const at = (milliseconds: number): UserCtx => ({ ...first, now: () => new Date(milliseconds) });
  expect(codeOf(await commentOn(at(closes - 1_000), asked, comment(one.id)))).toBe("ok");
  const made = await propose(at(closes - 1_000), asked, change(one.id));
  if (!made.ok) throw new Error(made.error.code);
  for (const late of [closes, closes + 1_000]) {
    expect(codeOf(await commentOn(at(late), asked, comment(one.id)))).toBe("negotiation.closed");
    expect(codeOf(await propose(at(late), asked, change(one.id)))).toBe("negotiation.closed");
  }
  // What is withdrawn is withdrawn after it, too.
  expect(codeOf(await withdraw(at(closes + 1_000), asked, { party: one.id, input: made.value.id }))).toBe("ok");
});

test("words that are named are found once, or refused; a proposal has the text it needs and no other", async () => {
  const { asked, one, first } = await ground();
  expect(codeOf(await propose(first, asked, change(one.id, { words: "urban areas" })))).toBe("negotiation.passage_not_found");
  expect(await propose(first, asked, change(one.id, { words: "Access" }))).toMatchObject({
    error: { code: "negotiation.passage_repeated", fields: { words: "negotiation.passage_repeated" } },
  });
  const made = await propose(first, asked, change(one.id, { words: "grown\nin rural" }));
  if (!made.ok) throw new Error(made.error.code);
  expect(await db.draftInput.findUniqueOrThrow({ where: { id: made.value.id } })).toMatchObject({ words: "grown in rural", start: 11, end: 25 });
  const form = { intent: "propose", party: one.id, kind: "MOD", language: "en", text: "", reason: "x", words: "" };
  const codes = (more: object) => paragraphSchema.safeParse({ ...form, ...more }).error?.issues.map(({ message }) => message) ?? [];
  expect(codes({})).toEqual(["negotiation.text_required"]);
  expect(codes({ kind: "DEL", text: "x" })).toEqual(["negotiation.text_unasked"]);
  expect(codes({ kind: "NOC" })).toEqual([]);
  expect(codes({ text: "x".repeat(5_001) })).toEqual(["negotiation.text_too_long"]);
  expect(codes({ text: "x", reason: " " })).toEqual(["negotiation.reason_required"]);
});

test("parties join by their own act and leave by it; with the last one the proposal is withdrawn", async () => {
  const { asked, one, two, first, second } = await ground();
  const made = await propose(first, asked, change(one.id));
  if (!made.ok) throw new Error(made.error.code);
  const input = made.value.id;
  expect(codeOf(await support(second, asked, { party: two.id, group: "", input }))).toBe("ok");
  const proponents = async () => {
    const page = await getDraftParagraph(second, asked.document, 1, asked.paragraph);
    if (!page.ok) throw new Error(page.error.code);
    return page.value.proposals.map((shown) => [shown.state, shown.own, shown.proponents.map(({ code }) => code)]);
  };
  expect(await proponents()).toEqual([["proposed", true, [one.code, two.code]]]);
  expect(codeOf(await withdraw(first, asked, { party: one.id, input }))).toBe("ok");
  expect(await proponents()).toEqual([["proposed", true, [two.code]]]);
  expect(codeOf(await withdraw(first, asked, { party: one.id, input }))).toBe("negotiation.not_found");
  expect(codeOf(await withdraw(second, asked, { party: two.id, input }))).toBe("ok");
  expect(await proponents()).toEqual([["withdrawn", false, []]]);
  expect(codeOf(await support(first, asked, { party: one.id, group: "", input }))).toBe("negotiation.move_impossible");
  expect(await db.draftTurn.findMany({ where: { inputId: input }, select: { from: true, to: true } })).toEqual([{ from: "proposed", to: "withdrawn" }]);
});

test("nobody speaks for another's party, contributors comment, delegates find nothing; comments are their party's until the desk makes them public", async () => {
  const { asked, one, two, first, second, desk } = await ground();
  expect(codeOf(await commentOn(first, asked, comment(two.id)))).toBe("negotiation.not_found");
  expect(codeOf(await propose(first, asked, change(randomUUID())))).toBe("negotiation.not_found");
  const contributor = await makeMember(db, one.id, "contributor", new Date());
  expect(codeOf(await commentOn(contributor, asked, comment(one.id)))).toBe("ok");
  expect(codeOf(await propose(contributor, asked, change(one.id)))).toBe("negotiation.not_allowed");
  const delegate = await makeMember(db, one.id, "delegate", new Date());
  expect(codeOf(await commentOn(delegate, asked, comment(one.id)))).toBe("negotiation.not_found");
  for (const who of [delegate, desk, makeCtx({ db, actor: null })])
    expect(codeOf(await getDraftParagraph(who, asked.document, 1, asked.paragraph))).toBe("negotiation.not_found");
  const comments = async (ctx: UserCtx) => {
    const page = await getDraftParagraph(ctx, asked.document, 1, asked.paragraph);
    return page.ok && page.value.comments.length;
  };
  expect([await comments(first), await comments(second)]).toEqual([1, 0]);
  for (const [document, number, paragraph] of [
    [randomUUID(), 1, asked.paragraph],
    [asked.document, 2, asked.paragraph],
    [asked.document, 1, randomUUID()],
    ["nonsense", 1, asked.paragraph],
  ] as const) {
    expect(codeOf(await getDraftParagraph(first, document, number, paragraph))).toBe("negotiation.not_found");
    expect(codeOf(await commentOn(first, { document, number, paragraph }, comment(one.id)))).toBe("negotiation.not_found");
  }
});

test("a party speaks for a group from the day the desk says to the day it ends", async () => {
  const { asked, one, first, desk } = await ground();
  expect(codeOf(await propose(first, asked, change(one.id, { group: "LDC" })))).toBe("negotiation.group_unknown");
  expect(codeOf(await nameSpeaker(desk, { group: "none", party: one.code, from: "2026-01-01" }))).toBe("negotiation.group_unknown");
  expect(codeOf(await nameSpeaker(desk, { group: "LDC", party: "nobody", from: "2026-01-01" }))).toBe("negotiation.party_required");
  expect(codeOf(await nameSpeaker(first, { group: "LDC", party: one.code, from: "2026-01-01" }))).toBe("negotiation.not_found");
  expect(codeOf(await nameSpeaker(desk, { group: "LDC", party: one.code.toLowerCase(), from: "2026-01-01" }))).toBe("ok");
  expect(codeOf(await propose(first, asked, change(one.id, { group: "SIDS" })))).toBe("negotiation.group_unknown");
  expect(codeOf(await propose(first, asked, change(one.id, { group: "LDC" })))).toBe("ok");
  const { id } = await db.groupSpeaker.findFirstOrThrow({ where: { partyId: one.id } });
  expect(codeOf(await endSpeaker(first, id))).toBe("negotiation.not_found");
  expect(codeOf(await endSpeaker(desk, id))).toBe("ok");
  expect(codeOf(await endSpeaker(desk, id))).toBe("negotiation.not_found");
  expect(codeOf(await propose(first, asked, change(one.id, { group: "LDC" })))).toBe("negotiation.group_unknown");
});

test("what was said stays as it was said", async () => {
  const { asked, one, first } = await ground();
  const made = await commentOn(first, asked, comment(one.id));
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value;
  await expect(db.$executeRaw`update draft_input set text = 'Other words.' where id = ${id}::uuid`).rejects.toThrow(/cannot be changed/);
  await expect(db.draftInput.delete({ where: { id } })).rejects.toThrow();
  const events = await db.auditEvent.findMany({ where: { subject: `document:${asked.document}`, type: { startsWith: "draft." } }, orderBy: { id: "asc" } });
  expect(events.map(({ type }) => type)).toEqual(["draft.published", "draft.commented"]);
});
