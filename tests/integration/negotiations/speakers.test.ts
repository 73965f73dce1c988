import { expect, test } from "vitest";
import { endSpeaker, nameSpeaker } from "~/features/negotiations/commands/speakers.server";
import { groupsSpokenFor } from "~/features/negotiations/queries/groups.server";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);
const deskAt = async (now: string): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: new Date(now) });
const termsOf = async (partyId: string) => {
  const rows = await db.groupSpeaker.findMany({ where: { partyId }, orderBy: { id: "asc" } });
  return rows.map(({ from, to }) => [from.toISOString().slice(0, 10), to?.toISOString().slice(0, 10) ?? null]);
};

test("the days of a speaker begin and end at midnight in Geneva", async () => {
  // Half past midnight of 2 July in Geneva is still 1 July by universal time.
  const now = "2026-07-01T22:30:00Z";
  const desk = await deskAt(now);
  const party = await makeParty(db);
  await nameSpeaker(desk, { group: "LDC", party: party.code, from: "2026-07-02" });
  const spoken = async (at: string) => (await groupsSpokenFor(db, [party.id], new Date(at))).get(party.id) ?? [];
  expect(await spoken("2026-07-01T21:59:59Z")).toEqual([]);
  expect(await spoken(now)).toEqual(["LDC"]);
  await nameSpeaker(desk, { group: "SIDS", party: party.code, from: "2026-01-01" });
  await endSpeaker(desk, (await db.groupSpeaker.findFirstOrThrow({ where: { partyId: party.id, group: "SIDS" } })).id);
  expect(await termsOf(party.id)).toEqual([
    ["2026-07-02", null],
    ["2026-01-01", "2026-07-02"],
  ]);
  expect(await spoken(now)).toEqual(["LDC"]);
});

test("one that has not begun ends on the day it would, and never speaks", async () => {
  const desk = await deskAt("2026-07-01T10:00:00Z");
  const party = await makeParty(db);
  await nameSpeaker(desk, { group: "LDC", party: party.code, from: "2026-09-01" });
  const { id } = await db.groupSpeaker.findFirstOrThrow({ where: { partyId: party.id } });
  expect(codeOf(await endSpeaker(desk, id))).toBe("ok");
  expect(await termsOf(party.id)).toEqual([["2026-09-01", "2026-09-01"]]);
  expect(await groupsSpokenFor(db, [party.id], new Date("2026-09-01T10:00:00Z"))).toEqual(new Map());
});

test("a party is named for a group once, and again after it has ended", async () => {
  const desk = await deskAt("2026-07-01T10:00:00Z");
  const party = await makeParty(db);
  const name = async (from: string, group = "LDC") => nameSpeaker(desk, { group, party: party.code, from });
  expect(codeOf(await name("2026-01-01"))).toBe("ok");
  expect(await name("2026-08-01")).toMatchObject({ error: { code: "negotiation.speaker_named", fields: { party: "negotiation.speaker_named" } } });
  expect(codeOf(await name("2026-08-01", "SIDS"))).toBe("ok");
  await endSpeaker(desk, (await db.groupSpeaker.findFirstOrThrow({ where: { partyId: party.id, group: "LDC" } })).id);
  expect(codeOf(await name("2026-06-30"))).toBe("negotiation.speaker_named");
  expect(codeOf(await name("2026-07-01"))).toBe("ok");
});
