import { beforeAll, expect, test } from "vitest";
import { listPublished } from "~/features/publication/queries/published.server";
import { writePartyTerms, indexOrganisations } from "~/features/reference/commands.server";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { acceptRegistration } from "~/features/registrations/commands/screen.server";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { listQueue } from "~/features/review/queries/queue.server";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeRegistration } from "../../factories/registration";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();
const now = new Date("2026-11-20T00:00:00Z");
const ctx = makeCtx({ db, actor: null, now });
const key = unique("s").replace(/-/g, "");

let network: MadeParty;
beforeAll(async () => {
  const names = {
    ar: `الشبكة ${key} للإدماج`,
    zh: `${key}数字包容网络`,
    en: `Network for Ínclusion ${key}`,
    fr: `Réseau d’inclusion ${key}`,
    ru: `Сеть ${key} «Доступ»`,
    es: `Red 100%_${key}`,
  };
  network = await makeParty(db, { kind: "organisation", names, facts: { acronym: `NI${key}` } });
});

test.each([
  `network for inclusion ${key}`,
  `INCLUSION ${key}`,
  `réseau d'inclusion ${key}`,
  `${key} للإدماج`,
  `شبكة ${key}`,
  `${key}数字包容`,
  `сеть ${key} «дос`,
  `ni${key}`,
  `100%_${key}`,
])("an organisation is found by what it is called in any language: %s", async (typed) => {
  expect(await findPartyCodes(ctx, typed)).toEqual([network.code]);
});

test("nothing is found by signs, by the middle of a word, or by patterns of the database", async () => {
  for (const typed of ["%", "_", "\\", "»", `etwork for inclusion ${key}`, `network_for inclusion ${key}`, `Red 1%${key}`])
    expect(await findPartyCodes(ctx, typed)).not.toContain(network.code);
});

test("the desk and the public find its contribution by name, the public only when it is public", async () => {
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
  const made = await makeSubmission(db, { template: "stakeholder-contribution", party: network, state: "accepted" });
  const symbolsOf = ({ items }: { items: { symbol: string }[] }) => items.map(({ symbol }) => symbol);
  expect(symbolsOf(await listQueue(desk, { q: `réseau d’inclusion ${key}` }))).toEqual([made.symbol]);
  expect(symbolsOf(await listPublished(ctx, { q: `ni${key}` }))).toEqual([]);
  await db.submission.update({ where: { id: made.id }, data: { state: "published", publishedAt: new Date("2026-11-10T00:00:00Z") } });
  expect(symbolsOf(await listPublished(ctx, { q: `ni${key}` }))).toEqual([made.symbol]);
});

test("an organisation is found from the moment it is accepted, not while it is screened", async () => {
  const organisation = `Circle ${unique("c").replace(/-/g, "")}`;
  const { id } = await makeRegistration(ctx, { organisation });
  expect(await findPartyCodes(ctx, organisation)).toEqual([]);
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
  const accepted = await acceptRegistration(desk, id);
  expect(await findPartyCodes(ctx, organisation)).toEqual([accepted.ok && accepted.value.code]);
});

test("organisations named before there was a search become findable once, and by their new name when it changes", async () => {
  const name = unique("Old").replace(/-/g, "");
  const names = { en: name };
  const { id, code } = await db.party.create({ data: { code: unique("ORG").toUpperCase(), kind: "organisation", names }, select: { id: true, code: true } });
  expect(await findPartyCodes(ctx, name)).toEqual([]);
  expect(await indexOrganisations(db)).toBeGreaterThan(0);
  expect(await findPartyCodes(ctx, name)).toEqual([code]);
  await writePartyTerms(db, [{ id, code, names: { en: "Renamed" + name } }]);
  expect(await findPartyCodes(ctx, name)).toEqual([]);
  expect(await findPartyCodes(ctx, "renamed" + name)).toEqual([code]);
});

test("an index serves the search, and those that narrow lists", async () => {
  await expectIndexes([
    ["select party_id from party_term where term like 'netw%'", /party_term_term_idx[\s\S]*term >= 'netw'/],
    ["select id from submission where lines @> array['C5']", "submission_lines_idx"],
    ["select id from submission where sdgs @> array['9']", "submission_sdgs_idx"],
    ["select id from submission where gdc @> array['O2']", "submission_gdc_idx"],
    ["select id from submission where category = 'youth' order by published_at desc, id desc limit 26", "submission_category_published_at_id_idx"],
  ]);
});

test("lists are narrowed by line, Goal and category, and offer the categories a template does", async () => {
  const own = { template: "stakeholder-contribution", state: "published", unGroup: key } as const;
  const young = await makeSubmission(db, { ...own, category: "youth", lines: ["C5", "C8"], sdgs: ["9", "17"], gdc: ["O2"] });
  const learned = await makeSubmission(db, { ...own, category: "academia", lines: ["C8"] });
  const found = async (filters: object) => (await listPublished(ctx, { region: key, ...filters })).items.map(({ symbol }) => symbol).sort();
  expect(await found({ line: "C5" })).toEqual([young.symbol]);
  expect(await found({ line: "C8" })).toEqual([young.symbol, learned.symbol].sort());
  expect(await found({ sdg: "9" })).toEqual([young.symbol]);
  expect(await found({ sdg: "SDG 17" })).toEqual([young.symbol]);
  expect(await found({ sdg: "1" })).toEqual([]);
  expect(await found({ gdc: "o2" })).toEqual([young.symbol]);
  expect(await found({ gdc: "O1" })).toEqual([]);
  expect(await found({ category: "academia" })).toEqual([learned.symbol]);
  expect(await found({ category: "academia", line: "C5" })).toEqual([]);
  const options = await filterOptions(ctx);
  expect(options.categories.map(({ value }) => value)).toContain("technical-community");
  expect(options.categories.map(({ value }) => value)).not.toContain("government");
  expect(options.lines).toHaveLength(18);
});
