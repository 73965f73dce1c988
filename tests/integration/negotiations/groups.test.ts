import { expect, test } from "vitest";
import { addGroup, editGroup } from "~/features/negotiations/commands/groups.server";
import { propose } from "~/features/negotiations/commands/inputs.server";
import { endSpeaker, nameSpeaker } from "~/features/negotiations/commands/speakers.server";
import { bracketLines } from "~/features/negotiations/model/wording";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { getGroups, groupsSpokenFor } from "~/features/negotiations/queries/groups.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { groupOf, groupsSchema } from "~/features/negotiations/schema";
import type { UserCtx } from "~/platform/context.server";
import { makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const deskAt = async (now: string): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: new Date(now) });
const symbolOf = (): string =>
  unique("G")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase()
    .slice(0, 12);
const MORNING = "2026-07-01T10:00:00Z";

async function ground() {
  const desk = await deskAt(MORNING);
  const [one, two] = [await makeParty(db), await makeParty(db)];
  const symbol = symbolOf();
  const shown = async (ctx: UserCtx = desk) => valueOf(await getGroups(ctx)).groups.find((group) => group.symbol === symbol);
  const terms = async () => {
    const rows = await db.groupMember.findMany({ where: { symbol }, orderBy: [{ from: "asc" }, { id: "asc" }], include: { party: true } });
    return rows.map(({ party, from, to }) => [party.code, from.toISOString().slice(0, 10), to?.toISOString().slice(0, 10) ?? null]);
  };
  return { desk, one, two, symbol, shown, terms };
}

test("a form gives a symbol in capitals, the names that are written, and members parted as people part them", () => {
  const given = { intent: "add_group", symbol: " g77 ", "name.fr": " Groupe des 77 ", members: "ken, egy;CHE\nITU، CHN" };
  const parsed = groupsSchema.parse(given);
  expect(parsed).toMatchObject({ symbol: "G77" });
  expect(groupOf(parsed)).toEqual({ names: { fr: "Groupe des 77" }, members: ["KEN", "EGY", "CHE", "ITU", "CHN"] });
  for (const symbol of ["G", "", "ABCDEFGHIJKLM", "G-77", "Г77", "مج"]) expect(groupsSchema.safeParse({ ...given, symbol }).success).toBe(false);
});

test("the desk founds a group, whose name is shown in the language it has, and nobody else does", async () => {
  const { desk, one, two, symbol, shown, terms } = await ground();
  const input = { names: { fr: "Groupe d’essai" }, members: [two.code, one.code] };
  const focal = await makeMember(db, one.id, "focal_point", new Date());
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  for (const who of [focal, observer]) expect(codeOf(await addGroup(who, symbol, input))).toBe("negotiation.not_found");
  expect(codeOf(await getGroups(focal))).toBe("negotiation.not_found");
  expect(await addGroup(desk, symbol, { ...input, names: {} })).toMatchObject({
    error: { code: "negotiation.name_required", fields: { "name.en": expect.any(String) } },
  });
  expect(await addGroup(desk, symbol, { ...input, members: [one.code, "NOBODY1", "NOBODY2"] })).toMatchObject({
    error: { code: "negotiation.member_unknown", params: { codes: "NOBODY1, NOBODY2" }, fields: { members: expect.any(String) } },
  });
  expect(await shown()).toBeUndefined();
  expect(codeOf(await addGroup(desk, symbol, input))).toBe("ok");
  for (const taken of [symbol, "LDC", one.code])
    expect(await addGroup(desk, taken, input)).toMatchObject({ error: { code: "negotiation.symbol_taken", fields: { symbol: expect.any(String) } } });
  expect(await shown(observer)).toMatchObject({
    name: "Groupe d’essai",
    language: "fr",
    revision: 1,
    members: [one, two].map(({ code }) => ({ code })).sort((a, b) => (a.code < b.code ? -1 : 1)),
  });
  expect((await terms()).map(([, from, to]) => [from, to])).toEqual([
    ["2026-07-01", null],
    ["2026-07-01", null],
  ]);
  const events = await db.auditEvent.findMany({ where: { subject: `group:${symbol}` } });
  expect(events.map(({ type }) => type)).toEqual(["draft.group_added"]);
  await expect(db.negotiatingGroup.delete({ where: { symbol } })).rejects.toThrow();
  await expect(db.negotiatingGroup.create({ data: { symbol: "g-1", names: {}, createdById: desk.actor.id, createdAt: new Date() } })).rejects.toThrow();
});

test("who leaves a group speaks for it no more; who comes and goes keeps the days, and the log what stood before", async () => {
  const { desk, one, two, symbol, shown, terms } = await ground();
  await addGroup(desk, symbol, { names: { en: "Test group" }, members: [one.code] });
  const name = async (party: string, who = desk) => nameSpeaker(who, { group: symbol, party, from: "2026-01-01" });
  expect(await name(two.code)).toMatchObject({ error: { code: "negotiation.not_member", fields: { party: "negotiation.not_member" } } });
  expect(codeOf(await name(one.code))).toBe("ok");
  const spoken = async (at: string) => (await groupsSpokenFor(db, [one.id, two.id], new Date(at))).get(one.id) ?? [];
  expect(await spoken("2026-07-02T10:00:00Z")).toEqual([symbol]);
  const later = await deskAt("2026-07-03T10:00:00Z");
  const next = { revision: 1, names: { en: "Test group", ru: "Группа" }, members: [two.code] };
  const focal = await makeMember(db, one.id, "focal_point", new Date());
  expect(codeOf(await editGroup(focal, symbol, next))).toBe("negotiation.not_found");
  expect(codeOf(await editGroup(later, "NOSUCHGROUP", next))).toBe("negotiation.not_found");
  expect(codeOf(await editGroup(later, symbol, next))).toBe("ok");
  expect(codeOf(await editGroup(later, symbol, next))).toBe("negotiation.group_changed");
  expect(await terms()).toEqual([
    [one.code, "2026-07-01", "2026-07-03"],
    [two.code, "2026-07-03", null],
  ]);
  expect(await spoken("2026-07-03T10:00:00Z")).toEqual([]);
  expect(codeOf(await name(one.code, later))).toBe("negotiation.not_member");
  expect(codeOf(await editGroup(later, symbol, { ...next, revision: 2, members: [one.code, two.code] }))).toBe("ok");
  expect((await shown())?.members).toHaveLength(2);
  // A party that is back has to be named anew.
  expect(await spoken("2026-07-03T10:00:00Z")).toEqual([]);
  const events = await db.auditEvent.findMany({ where: { subject: `group:${symbol}`, type: "draft.group_changed" }, orderBy: { id: "asc" } });
  expect(events[0]!.data).toMatchObject({ members: [two.code], before: { names: { en: "Test group" }, members: [one.code] } });
});

test("a proposal of a group stands in brackets under its symbol, beside parties that are in none", async () => {
  const { desk, one, two, symbol } = await ground();
  await addGroup(desk, symbol, { names: { zh: "某集团" }, members: [one.code, two.code] });
  await nameSpeaker(desk, { group: symbol, party: one.code, from: "2026-01-01" });
  const document = await makePublished(makeCtx({ db, actor: desk.actor }), ["Access has grown in rural areas."]);
  const asked = { document: document.id, number: 1, paragraph: (await document.paragraphs())[0]!.id };
  const [speaker, member] = [await makeMember(db, one.id, "focal_point", new Date()), await makeMember(db, two.id, "focal_point", new Date())];
  const change = { kind: "MOD" as const, words: "rural", language: "en" as const, text: "remote", reason: "Why." };
  expect(codeOf(await propose(member, asked, { party: two.id, group: symbol, ...change }))).toBe("negotiation.group_unknown");
  const forms = valueOf(await getDraftParagraph(speaker, asked.document, 1, asked.paragraph));
  expect(forms.proposeFor).toMatchObject([{ groups: [{ code: symbol, name: "某集团" }] }]);
  expect(codeOf(await propose(speaker, asked, { party: one.id, group: symbol, ...change }))).toBe("ok");
  const [paragraph] = valueOf(await getBrackets(desk, asked.document, 1)).chapters.flatMap(({ paragraphs }) => paragraphs);
  const [line] = bracketLines(paragraph!.bracketed, (key) => key);
  expect(line!.map(({ text }) => text).join("")).toBe(`Access has grown in rural [${symbol}: remote] areas.`);
  const { id } = await db.groupSpeaker.findFirstOrThrow({ where: { partyId: one.id, group: symbol } });
  expect(codeOf(await endSpeaker(desk, id))).toBe("ok");
  expect(codeOf(await propose(speaker, asked, { party: one.id, group: symbol, ...change }))).toBe("negotiation.group_unknown");
});
