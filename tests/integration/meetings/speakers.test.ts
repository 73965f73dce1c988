import ICAL from "ical.js";
import { expect, test } from "vitest";
import { changeItem, moveItem, removeItem } from "~/features/meetings/commands/agenda.server";
import { cancelMeeting, changeMeeting, createMeeting } from "~/features/meetings/commands/meetings.server";
import { changeOwnTurn, markTurn, placeTurn } from "~/features/meetings/commands/turns.server";
import { getDeskMeeting, getFloor } from "~/features/meetings/queries/desk.server";
import { calendarOfMeeting, getMeeting, listMeetings } from "~/features/meetings/queries/meetings.server";
import { deskMeetingSchema, meetingSchema } from "~/features/meetings/schema";
import type { UserCtx } from "~/platform/context.server";
import { makeDocument } from "../../factories/document";
import { makeMeeting, meetingForm } from "../../factories/meeting";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();
const officer = async (): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
const refused = (code: string) => ({ ok: false, error: { code } });

type Speaker = { ctx: UserCtx; code: string; id: string };
async function speaker(role: "focal_point" | "approver" | "contributor" | "delegate" = "focal_point"): Promise<Speaker> {
  const party = await makeParty(db);
  return { ctx: makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role }] }) }), ...party };
}
const ask = ({ ctx, code }: Speaker, meeting: string, item: string, intent: "ask" | "give_back" = "ask") =>
  changeOwnTurn(ctx, meeting, { intent, item, party: code });
/** The parties on the first item and how each stands, as the desk reads them. */
async function standings(ctx: UserCtx, meeting: string): Promise<string[]> {
  const page = await getDeskMeeting(ctx, meeting);
  if (!page.ok) throw new Error(page.error.code);
  return page.value.items[0]!.turns.map(({ party, standing }) => `${party.code} ${standing}`);
}
const turnOf = async (item: string, { id }: Speaker) => (await db.speakerTurn.findFirstOrThrow({ where: { itemId: item, partyId: id } })).id;
const mailsTo = async ({ ctx }: Speaker) => (await db.mail.findMany({ where: { to: ctx.actor.email }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

/** What a calendar makes of a file. */
function entryOf(bytes: Uint8Array) {
  const [event] = new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes)) as [string, unknown[], unknown[]]).getAllSubcomponents("vevent");
  const { uid, startDate, sequence } = new ICAL.Event(event!);
  return {
    uid,
    starts: startDate.toJSDate().toISOString(),
    sequence,
    status: event!.getFirstPropertyValue("status"),
    alarms: event!.getAllSubcomponents("valarm").length,
  };
}

test("a meeting is called, changed and cancelled by those who decide at the desk, and read by everybody", async () => {
  const desk = await officer();
  const { id: document } = await makeDocument(desk, ["Access has grown."]);
  const { id, items } = await makeMeeting(desk, { document, starts: "2199-06-01T10:00", ends: "2199-06-01T13:00" }, [30, 10]);
  const stranger = makeCtx({ db, actor: null });
  const read = await getMeeting(stranger, id);
  // Geneva is two hours ahead in June.
  expect(read).toMatchObject({ ok: true, value: { meeting: { startsAt: "2199-06-01T08:00:00.000Z", slot: 3, cancelled: null }, over: false } });
  expect(read.ok && read.value.items.map(({ number, minutes, capacity, own }) => [number, minutes, capacity, own])).toEqual([
    [1, 30, 10, []],
    [2, 10, 3, []],
  ]);
  expect(JSON.stringify(read)).not.toContain(document);
  for (const { ctx } of [await speaker(), { ctx: makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) }) }]) {
    expect(await createMeeting(ctx, meetingForm())).toEqual(refused("meeting.not_found"));
    expect(await changeMeeting(ctx, id, meetingForm())).toEqual(refused("meeting.not_found"));
    expect(await cancelMeeting(ctx, id, "No room.")).toEqual(refused("meeting.not_found"));
    expect(await removeItem(ctx, id, items[0]!)).toEqual(refused("meeting.not_found"));
  }
  expect(await createMeeting(desk, meetingForm({ document: id }))).toMatchObject(refused("meeting.document_unknown"));
  const calendar = await calendarOfMeeting(stranger, id);
  if (!calendar.ok) throw new Error(calendar.error.code);
  expect(entryOf(calendar.value.bytes)).toMatchObject({ starts: "2199-06-01T08:00:00.000Z", sequence: 2, status: "CONFIRMED" });

  expect(await moveItem(desk, id, items[1]!, "")).toMatchObject({ ok: true });
  expect(await changeItem(desk, id, items[1]!, { title: "Opening", minutes: 9, chapter: document })).toEqual(refused("meeting.changed"));
  const atDesk = await getDeskMeeting(desk, id);
  const chapter = atDesk.ok ? atDesk.value.chapters[0]! : { id: "", title: "" };
  expect(await changeItem(desk, id, items[1]!, { title: "Opening", minutes: 9, chapter: chapter.id })).toMatchObject({ ok: true });
  const arranged = await getMeeting(stranger, id);
  expect(arranged.ok && arranged.value.items.map((item) => [item.number, item.chapter])).toEqual([
    [1, chapter.title],
    [2, ""],
  ]);
  expect(await changeMeeting(desk, id, meetingForm({ slot: 1 })), "on no document any more").toMatchObject({ ok: true });
  const changed = await getMeeting(stranger, id);
  expect(changed.ok && [changed.value.meeting.document, changed.value.items.map((item) => [item.chapter, item.capacity])]).toEqual([
    null,
    [
      ["", 9],
      ["", 30],
    ],
  ]);
  expect(await removeItem(desk, id, items[0]!)).toMatchObject({ ok: true });
  expect(await db.agendaItem.count({ where: { meetingId: id } }), "nothing hangs on it").toBe(1);
  expect(await cancelMeeting(desk, id, "No room.")).toMatchObject({ ok: true });
  expect(await changeMeeting(desk, id, meetingForm())).toEqual(refused("meeting.cancelled"));
  expect(await getMeeting(stranger, id)).toMatchObject({ ok: true, value: { meeting: { cancelled: "No room." } } });
  // The same entry of a calendar, changed once and then cancelled.
  const late = await calendarOfMeeting(stranger, id);
  expect(late.ok && entryOf(late.value.bytes)).toEqual({ ...entryOf(calendar.value.bytes), sequence: 7, status: "CANCELLED", alarms: 0 });
  expect((await listMeetings(stranger)).coming.find((line) => line.id === id)).toMatchObject({ cancelled: true });
  const events = await db.auditEvent.findMany({ where: { subject: `meeting:${id}` }, orderBy: { id: "asc" }, select: { type: true } });
  expect(events.map(({ type }) => type.replace("meeting.", ""))).toEqual([
    "created",
    "item_added",
    "item_added",
    "item_moved",
    "item_changed",
    "changed",
    "item_removed",
    "cancelled",
  ]);
  await expect(db.$executeRaw`delete from meeting where id = ${id}::uuid`).rejects.toThrow(/append-only/);
});

test("what the forms send is read as they mean it", () => {
  const codes = (input: object) => {
    const parsed = meetingSchema.safeParse({ ...meetingForm(), slot: "3", ...input });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  };
  expect(codes({})).toEqual([]);
  expect(codes({ place: "", format: "virtual" })).toEqual([]);
  expect(codes({ place: "" })).toEqual(["place meeting.place_required"]);
  expect(codes({ ends: "2199-06-01T10:00" })).toEqual(["ends meeting.ends_before"]);
  for (const starts of ["tomorrow", "", "2199-02-30T10:00", "2199-05-01", "2199-05-01T10:00Z", "1999-05-01T10:00"])
    expect(codes({ starts })[0], starts).toBe("starts meeting.time_invalid");
  expect(codes({ link: "javascript:alert(1)" })).toEqual(["link meeting.link_invalid"]);
  expect(codes({ link: "ftp://example.org" })).toEqual(["link meeting.link_invalid"]);
  expect([codes({ slot: "0" }), codes({ slot: "x" }), codes({ slot: "2.5" })].flat()).toEqual(Array(3).fill("slot meeting.minutes_invalid"));
  expect(deskMeetingSchema.safeParse({ intent: "cancel", reason: " " }).success).toBe(false);
});

test("who signs for a party asks for the floor once; who does not fit waits, moves up when a turn is given back, and is told", async () => {
  const desk = await officer();
  const { id, items } = await makeMeeting(desk, { slot: 3 }, [6]);
  const item = items[0]!;
  const [first, second, third, fourth] = [await speaker(), await speaker("approver"), await speaker(), await speaker()];
  expect(await ask(first, id, item)).toEqual({ ok: true, value: { standing: "confirmed" } });
  expect(await ask(first, id, item)).toEqual(refused("meeting.turn_moved_on"));
  expect(await ask(second, id, item)).toEqual({ ok: true, value: { standing: "confirmed" } });
  expect(await ask(third, id, item)).toEqual({ ok: true, value: { standing: "waiting" } });
  expect(await ask(fourth, id, item)).toEqual({ ok: true, value: { standing: "waiting" } });
  for (const outsider of [await speaker("contributor"), await speaker("delegate"), { ...(await speaker()), code: first.code }])
    expect(await ask(outsider, id, item)).toEqual(refused("meeting.not_found"));
  const own = await getMeeting(third.ctx, id);
  expect(own.ok && own.value.items[0]!.own).toEqual([
    { party: expect.objectContaining({ code: third.code }), standing: "waiting", mayAsk: false, mayGiveBack: true, statement: null },
  ]);

  expect(await ask(first, id, item, "give_back")).toMatchObject({ ok: true });
  expect(await standings(desk, id)).toEqual([`${first.code} withdrawn`, `${second.code} confirmed`, `${third.code} confirmed`, `${fourth.code} waiting`]);
  expect([await mailsTo(third), await mailsTo(fourth), await mailsTo(first)]).toEqual([["meeting.up"], [], []]);
  const seen = await getMeeting(makeCtx({ db, actor: null }), id);
  expect(seen.ok && seen.value.items[0]!.turns.map(({ party }) => party.code)).toEqual([second.code, third.code, fourth.code]);

  // The desk puts the last one first, with its reason; whoever falls back to waiting is told.
  const placed = { turn: await turnOf(item, fourth), after: "", reason: "A minister who must leave." };
  expect(await placeTurn(third.ctx, id, placed)).toEqual(refused("meeting.not_found"));
  expect(await placeTurn(desk, id, placed)).toMatchObject({ ok: true });
  expect((await standings(desk, id)).filter((line) => !line.endsWith("withdrawn"))).toEqual([
    `${fourth.code} confirmed`,
    `${second.code} confirmed`,
    `${third.code} waiting`,
  ]);
  expect([await mailsTo(third), await mailsTo(fourth)]).toEqual([["meeting.up", "meeting.down"], ["meeting.up"]]);
  const floor = await getFloor(desk, id, null);
  expect(floor.ok && [floor.value.item?.current?.party.code, floor.value.item?.next.map(({ party }) => party.code)]).toEqual([
    fourth.code,
    [second.code, third.code],
  ]);

  // The chair: one speaks, one is absent, which frees a slot; a mark is taken back.
  const mark = async (who: Speaker, intent: "speak" | "miss" | "recall", ctx = desk) => markTurn(ctx, id, { turn: await turnOf(item, who), intent });
  expect(await mark(fourth, "speak", third.ctx)).toEqual(refused("meeting.not_found"));
  expect(await mark(third, "speak")).toEqual(refused("meeting.turn_moved_on"));
  expect(await mark(fourth, "speak")).toMatchObject({ ok: true });
  expect(await mark(second, "miss")).toMatchObject({ ok: true });
  expect(await ask(fourth, id, item)).toEqual(refused("meeting.turn_moved_on"));
  expect(await ask(fourth, id, item, "give_back")).toEqual(refused("meeting.turn_moved_on"));
  expect((await standings(desk, id)).slice(0, 3)).toEqual(expect.arrayContaining([`${fourth.code} spoken`, `${second.code} absent`]));
  expect(await standings(desk, id)).toContain(`${third.code} confirmed`);
  expect(await mark(second, "recall")).toMatchObject({ ok: true });
  expect(await standings(desk, id)).toContain(`${third.code} waiting`);
  // More minutes for the item: the last one fits, too.
  expect(await changeItem(desk, id, item, { title: "Opening", minutes: 9, chapter: "" })).toMatchObject({ ok: true });
  expect(await standings(desk, id)).toContain(`${third.code} confirmed`);
  expect(await removeItem(desk, id, item)).toMatchObject({ ok: true });
  expect(await db.agendaItem.findUniqueOrThrow({ where: { id: item } }), "somebody asked to speak on it").toMatchObject({ removedAt: expect.any(Date) });
  expect(await ask(first, id, item)).toEqual(refused("meeting.not_found"));
  const types = (await db.auditEvent.findMany({ where: { subject: `meeting:${id}` }, select: { type: true } })).map(({ type }) => type);
  expect(types.filter((type) => type === "meeting.turn_moved_up")).toHaveLength(4);
});

test("two who ask for the last slot at once do not both get it", async () => {
  const desk = await officer();
  const { id, items } = await makeMeeting(desk, { slot: 5 }, [5]);
  const both = [await speaker(), await speaker()];
  const asked = await Promise.all(both.map((one) => ask(one, id, items[0]!)));
  expect(asked.map((one) => one.ok && one.value.standing).sort()).toEqual(["confirmed", "waiting"]);
  const twice = await Promise.all([ask(both[0]!, id, items[0]!, "give_back"), ask(both[0]!, id, items[0]!, "give_back")]);
  expect(twice.filter((one) => one.ok)).toHaveLength(1);
  expect((await standings(desk, id)).filter((line) => line.endsWith("confirmed"))).toEqual([`${both[1]!.code} confirmed`]);
});

test("nobody asks for the floor of a meeting that is over or cancelled", async () => {
  const desk = await officer();
  const { id, items } = await makeMeeting(desk);
  const one = await speaker();
  const late = { ...one, ctx: makeCtx({ db, actor: one.ctx.actor, now: new Date("2199-06-01T11:00:00Z") }) };
  expect(await ask(late, id, items[0]!)).toEqual(refused("meeting.over"));
  const told = await speaker();
  await ask(told, id, items[0]!);
  await cancelMeeting(desk, id, "No room.");
  expect(await ask(one, id, items[0]!)).toEqual(refused("meeting.cancelled"));
  expect([await mailsTo(told), await mailsTo(one)]).toEqual([["meeting.cancelled"], []]);
});

test("whoever asked for the floor is told once of another time or place, and of a meeting that is cancelled, in their language", async () => {
  const desk = await officer();
  const form = meetingForm();
  const { id, items } = await makeMeeting(desk, form, [30, 30]);
  const [one, other] = [await makeParty(db), await makeParty(db)];
  const roles = [one, other].map(({ id: partyId }) => ({ partyId, role: "focal_point" as const }));
  const both = makeCtx({ db, actor: await makeUser(db, { roles }) });
  await db.user.update({ where: { id: both.actor.id }, data: { language: "fr" } });
  for (const [party, item] of [
    [one, 0],
    [one, 1],
    [other, 1],
  ] as const)
    expect(await changeOwnTurn(both, id, { intent: "ask", item: items[item]!, party: party.code })).toMatchObject({ ok: true });
  const [left, back] = [await speaker(), await speaker()];
  for (const who of [left, back]) await ask(who, id, items[0]!);
  await db.membership.updateMany({ where: { partyId: left.id }, data: { endedAt: new Date(0) } });
  await ask(back, id, items[0]!, "give_back");
  const told = async () => (await db.mail.findMany({ where: { to: both.actor.email }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

  await changeMeeting(desk, id, { ...form, slot: 2, title: "Another title" });
  expect(await told(), "neither time nor place").toEqual([]);
  const moved = { ...form, starts: "2199-06-02T10:00", ends: "2199-06-02T13:00", place: "Room Popov" };
  await changeMeeting(desk, id, moved);
  await changeMeeting(desk, id, { ...moved, link: "https://meet.example.org/other" });
  await cancelMeeting(desk, id, "No room.");
  expect(await told()).toEqual(["meeting.moved", "meeting.moved", "meeting.cancelled"]);
  const [first, , last] = await db.mail.findMany({ where: { to: both.actor.email }, orderBy: { id: "asc" } });
  expect([first!.language, first!.unsubscribe, last!.text.includes("No room.")]).toEqual(["fr", null, true]);
  const titles = (await db.agendaItem.findMany({ where: { meetingId: id }, orderBy: { position: "asc" } })).map(({ title }) => title);
  for (const said of ["Room Popov", form.link, ...titles]) expect(first!.text).toContain(said);
  expect([await mailsTo(left), await mailsTo(back)], "who has left the party, and who gave the turn back").toEqual([[], []]);
  const calendar = await calendarOfMeeting(desk, id);
  expect(calendar.ok && entryOf(calendar.value.bytes)).toMatchObject({ sequence: 6, status: "CANCELLED" });

  // Of a meeting that is over, nobody needs to know where it was.
  const past = await makeMeeting(desk, form);
  await ask(back, past.id, past.items[0]!);
  await changeMeeting(desk, past.id, { ...form, starts: "2020-06-01T10:00", ends: "2020-06-01T13:00" });
  expect(await mailsTo(back)).toEqual([]);
});

test("meetings, agendas and turns are found by their indexes", async () => {
  const id = "'01900000-0000-7000-8000-000000000000'::uuid";
  await expectIndexes([
    ["select * from meeting order by starts_at desc, id desc limit 200", "meeting_starts_at_id_idx"],
    [`select * from agenda_item where meeting_id = ${id} order by position`, "agenda_item_meeting_id_position_idx"],
    [`select * from speaker_turn where item_id = ${id}`, "speaker_turn_item_id_party_id_key"],
    [`select * from statement where item_id = ${id} and stands`, "statement_item_id_party_id_stands_key"],
    [`select * from statement_tie where statement_id = ${id}`, "statement_tie_pkey"],
  ]);
});
