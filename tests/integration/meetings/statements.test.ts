import { expect, test } from "vitest";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { removeItem } from "~/features/meetings/commands/agenda.server";
import { cancelMeeting, changeMeeting } from "~/features/meetings/commands/meetings.server";
import { giveStatement, withdrawStatement } from "~/features/meetings/commands/statements.server";
import { changeOwnTurn, markTurn } from "~/features/meetings/commands/turns.server";
import { getDeskMeeting } from "~/features/meetings/queries/desk.server";
import { getMeeting, getPublicMeeting } from "~/features/meetings/queries/meetings.server";
import { getStatement, getStatementFile, getStatementForm } from "~/features/meetings/queries/statements.server";
import type { StatementInput } from "~/features/meetings/schema";
import type { PartyRole } from "~/lib/actor";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { makeDocument } from "../../factories/document";
import { makeMeeting, meetingFiles, meetingForm, PDF, statementForm } from "../../factories/meeting";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const refused = (code: string) => ({ ok: false, error: { code } });
const officer = async (): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
const memberOf = async (partyId: string, role: PartyRole): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role }] }) });

/** A meeting on a document that was frozen once, and a party with its focal point. */
async function ground() {
  const desk = await officer();
  const document = await makeDocument(desk, ["Access has grown in rural areas.", "The meeting takes note."]);
  const freeze = () => freezeVersion(desk, document.id, { stage: "revision", waive: ["unread", "bare"], reason: "For the meeting." });
  await freeze();
  const { id, items } = await makeMeeting(desk, { document: document.id });
  const party = await makeParty(db);
  const focal = await memberOf(party.id, "focal_point");
  const give = (input: Partial<StatementInput> = {}, ctx = focal) => giveStatement(ctx, meetingFiles, id, items[0]!, statementForm(party.code, input));
  return { desk, document, freeze, id, item: items[0]!, party, focal, give };
}

test("a statement is tied to paragraphs of the latest frozen version, kept from others until its party has spoken, and found by paragraph at the desk", async () => {
  const { desk, freeze, id, item, party, focal, give } = await ground();
  const form = await getStatementForm(focal, id, item, party.code);
  if (!form.ok) throw new Error(form.error.code);
  const { version, paragraphs } = form.value;
  expect(paragraphs.map(({ number, words }) => [number, words])).toEqual([
    ["1", "Access has grown in rural areas."],
    ["2", "The meeting takes note."],
  ]);
  const second = paragraphs[1]!.id;
  expect(await give({ text: "" })).toMatchObject(refused("meeting.statement_required"));
  expect(await give({ version: version!, paragraph: [item] })).toMatchObject(refused("meeting.paragraph_unknown"));
  expect(await give({ file: { name: "x.pdf", content: new TextEncoder().encode("<html>") } })).toMatchObject(refused("file.type_not_allowed"));
  const given = await give({ version: version!, paragraph: [second], file: PDF });
  if (!given.ok) throw new Error(given.error.code);
  const statement = given.value.id;
  expect(await give()).toEqual(refused("meeting.statement_exists"));

  const nobody = makeCtx({ db, actor: null });
  const outsiders = [nobody, await memberOf((await makeParty(db)).id, "focal_point"), await memberOf(party.id, "delegate")];
  for (const ctx of outsiders) {
    expect(await getStatement(ctx, id, statement)).toEqual(refused("meeting.statement_not_found"));
    expect(await getStatementFile(ctx, id, statement)).toEqual(refused("file.not_found"));
    const page = await getMeeting(ctx, id);
    expect(page.ok && page.value.items[0]!.statements).toEqual([]);
  }
  const programs = async (ctx: Ctx) => {
    const found = await getPublicMeeting(ctx, id);
    return found.ok && found.value.items[0]!.statements.map((one) => one.id);
  };
  for (const ctx of [nobody, desk, focal]) expect(await programs(ctx), "what programs read is the same for everybody").toEqual([]);
  for (const ctx of [desk, focal, await memberOf(party.id, "contributor")]) {
    expect(await getStatement(ctx, id, statement)).toMatchObject({
      ok: true,
      value: { statement: { text: "We welcome this.", paragraphs: ["2"], public: false, version } },
    });
    expect(await getStatementFile(ctx, id, statement)).toMatchObject({ ok: true, value: { name: "statement.pdf", type: "application/pdf" } });
  }
  const page = await getDeskMeeting(desk, id);
  expect(page.ok && page.value.byParagraph).toEqual([{ number: "2", statements: [expect.objectContaining({ id: statement, public: false })] }]);

  expect(await changeMeeting(desk, id, meetingForm()), "it is tied to the document").toMatchObject(refused("meeting.document_tied"));

  // By the act of the chair, and by nothing else, it is public.
  await changeOwnTurn(focal, id, { intent: "ask", item, party: party.code });
  const turn = (await db.speakerTurn.findFirstOrThrow({ where: { itemId: item, partyId: party.id } })).id;
  expect(await getStatement(nobody, id, statement)).toMatchObject({ ok: false });
  await markTurn(desk, id, { intent: "speak", turn });
  expect(await getStatement(nobody, id, statement)).toMatchObject({ ok: true, value: { statement: { public: true, mayWithdraw: false } } });
  expect(await programs(nobody)).toEqual([statement]);
  await markTurn(desk, id, { intent: "recall", turn });
  expect(await getStatement(nobody, id, statement)).toMatchObject({ ok: false });

  // Another version was frozen: what was chosen on the old form is refused, what was given stays.
  await freeze();
  expect(await withdrawStatement(focal, id, statement)).toMatchObject({ ok: true });
  expect(await give({ version: version!, paragraph: [second] })).toMatchObject(refused("meeting.paragraph_unknown"));
  expect(await give({ version: version! + 1, paragraph: [second, second] })).toMatchObject({ ok: true });
});

test("only those who sign for a party give and withdraw its statements; a withdrawn one is found by nobody", async () => {
  const { desk, id, item, party, focal, give } = await ground();
  const [approver, contributor] = [await memberOf(party.id, "approver"), await memberOf(party.id, "contributor")];
  for (const ctx of [desk, contributor]) {
    expect(await give({}, ctx)).toEqual(refused("meeting.not_found"));
    expect(await getStatementForm(ctx, id, item, party.code)).toEqual(refused("meeting.not_found"));
  }
  const given = await give({ release: "at_once" }, approver);
  if (!given.ok) throw new Error(given.error.code);
  const statement = given.value.id;
  expect(await getStatement(makeCtx({ db, actor: null }), id, statement)).toMatchObject({ ok: true, value: { statement: { public: true } } });
  const { id: other } = await makeMeeting(desk);
  expect(await getStatement(focal, other, statement), "of another meeting").toEqual(refused("meeting.statement_not_found"));
  for (const ctx of [desk, contributor]) expect(await withdrawStatement(ctx, id, statement)).toEqual(refused("meeting.statement_not_found"));
  expect(await withdrawStatement(focal, other, statement)).toEqual(refused("meeting.statement_not_found"));
  await removeItem(desk, id, item);
  expect(await db.agendaItem.count({ where: { id: item } }), "a statement hangs on it").toBe(1);
  await cancelMeeting(desk, id, "No room.");
  expect(await withdrawStatement(focal, id, statement)).toMatchObject({ ok: true });
  expect(await withdrawStatement(focal, id, statement)).toEqual(refused("meeting.statement_not_found"));
  for (const ctx of [desk, focal]) expect(await getStatement(ctx, id, statement)).toEqual(refused("meeting.statement_not_found"));
  await expect(db.$executeRaw`delete from statement where id = ${statement}::uuid`).rejects.toThrow(/append-only/);
});
