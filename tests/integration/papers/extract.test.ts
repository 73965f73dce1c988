import { expect, test } from "vitest";
import { readExtract } from "~/features/papers/model/extract-address";
import { paperOfExtract } from "~/features/papers/queries/extract.server";
import { plainOf } from "~/lib/paper";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();

test("an extract holds what was published under its filters, over all questions, each answer once, and nothing else", async () => {
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  const answers = (own: string) => [
    { question: "B1", value: `${own} on progress.` },
    { question: "B2", value: `${own} in confidence.`, confidential: true },
    { question: "F2", value: `${own} on inclusion.` },
  ];
  const published = { state: "published" as const, publishedAt: new Date("2026-11-03T10:00:00Z") };
  const one = await makeSubmission(db, { ...published, answers: answers("One"), sdgs: ["9"], unGroup: "africa" });
  const two = await makeSubmission(db, { ...published, answers: answers("Two"), sdgs: ["4"], gdc: ["O2"] });
  const three = await makeSubmission(db, { answers: answers("Three"), sdgs: ["9"] });
  const textOf = async (asked: Parameters<typeof paperOfExtract>[1]): Promise<string> => {
    const found = await paperOfExtract(ctx, asked);
    return found.ok ? plainOf(found.value.paper().blocks) : found.error.code;
  };
  const own = await textOf({ filters: { party: one.party.code }, sdgs: [] });
  expect(own.split("One on progress.")).toHaveLength(2);
  expect(own.indexOf("One on progress.")).toBeLessThan(own.indexOf("One on inclusion."));
  expect(own).toContain(one.symbol);
  for (const other of ["in confidence", "Two", "Three"]) expect(own).not.toContain(other);
  const goals = await textOf({ filters: {}, sdgs: ["4", "9"] });
  expect([goals.includes("One on progress."), goals.includes("Two on progress."), goals.includes("Three")]).toEqual([true, true, false]);
  expect(await textOf({ filters: { gdc: "O2", party: two.party.code }, sdgs: [] })).toContain("Two on inclusion.");
  expect(await textOf({ filters: { party: three.party.code }, sdgs: [] })).toBe("paper.nothing_found");
  expect(await textOf({ filters: { party: (await makeParty(db)).code }, sdgs: [] })).toBe("paper.nothing_found");
  expect(await textOf({ cycle: "none", filters: {}, sdgs: [] })).toBe("paper.no_cycle");
  const stranger = makeCtx({ db, actor: await makeUser(db, {}) });
  expect(await paperOfExtract(stranger, { filters: {}, sdgs: [] })).toMatchObject({ error: { code: "compilation.not_found" } });
});

test("an extract is of a region, of a United Nations entity, or of an action line, as its address asks", async () => {
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  const published = { state: "published" as const, publishedAt: new Date("2026-11-03T10:00:00Z") };
  const named = (own: string) => ({ ...published, answers: [{ question: "B1", value: `${own} speaks.` }] });
  const african = await makeSubmission(db, { ...named("The African"), unGroup: "african", ituRegion: "africa", lines: ["C3"] });
  const asian = await makeSubmission(db, { ...named("The Asian"), unGroup: "asia-pacific", ituRegion: "asia-pacific", lines: ["C5"] });
  const entity = await makeSubmission(db, { ...named("The entity"), template: "facilitator-report", line: "C3" });
  const textOf = async (query: string): Promise<string> => {
    const found = await paperOfExtract(ctx, readExtract(new URLSearchParams(query)));
    return found.ok ? plainOf(found.value.paper().blocks) : found.error.code;
  };
  const spoke = async (query: string) => {
    const text = await textOf(query);
    return [african, asian, entity].map(({ symbol }) => text.includes(symbol));
  };
  expect(await spoke("region=african")).toEqual([true, false, false]);
  expect(await spoke("region=itu:asia-pacific")).toEqual([false, true, false]);
  expect(await spoke(`party=${entity.party.code}`)).toEqual([false, false, true]);
  expect(await textOf(`party=${entity.party.code}`)).toContain("The entity speaks.");
  expect(await spoke("line=C3")).toEqual([true, false, true]);
  expect(await spoke("line=c5&region=asia-pacific")).toEqual([false, true, false]);
  expect(await textOf(`line=C5&party=${african.party.code}`)).toBe("paper.nothing_found");
});
