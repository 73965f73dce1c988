import { expect, test } from "vitest";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { citeAnswer, markEditorial } from "~/features/documents/commands/ties.server";
import { getParagraph } from "~/features/documents/queries/paragraph.server";
import { getFrozenEvidence, getPublicEvidence } from "~/features/documents/queries/frozen-evidence.server";
import { openConsultation } from "~/features/negotiations/commands/consultations.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { makeDocument } from "../../factories/document";
import { LAST_DAY } from "../../factories/draft";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const GROWN = "Access has grown in rural areas.";
const NOTED = "The Council takes note.";
const SAID = "We connected every school.";

/** A frozen version whose first sentence rests on what several reports say. */
async function makeCited(cited: readonly { symbol: string }[]) {
  const ctx: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const { id, paragraphs } = await makeDocument(ctx, [`${GROWN} ${NOTED}`]);
  const paragraph = (await paragraphs())[0]!.id;
  const asked = { document: id, paragraph };
  for (const { symbol } of cited)
    expect(await citeAnswer(ctx, asked, { at: 0, sentence: GROWN, symbol, question: "B1", row: "", quote: ["every school"] })).toMatchObject({ ok: true });
  await markEditorial(ctx, asked, { at: 1, sentence: NOTED });
  await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread", "bare"], reason: "First round." });
  return { ctx, asked: { document: id, number: 1, paragraph } };
}

const answers = [{ question: "B1", value: SAID }];
const anybody = makeCtx({ db, actor: null });
/** What the first sentence shows, by group; or why nothing. */
async function shown(found: ReturnType<typeof getFrozenEvidence>): Promise<string | string[]> {
  const page = await found;
  return page.ok
    ? page.value.sentences[0]!.groups.flatMap(({ regions }) => regions.flatMap(({ quotes }) => quotes.map(({ symbol }) => symbol))).sort()
    : page.error.code;
}

test("a paragraph of a version shows what each sentence rested on by group and region, to those who read documents", async () => {
  const [one, other] = [await makeSubmission(db, { answers }), await makeSubmission(db, { answers: [{ question: "B1", value: `${SAID} All of them.` }] })];
  const { ctx, asked } = await makeCited([one, other]);
  const page = await getFrozenEvidence(ctx, asked);
  if (!page.ok) throw new Error(page.error.code);
  expect(page.value).toMatchObject({ version: { number: 1, stage: "zero_draft" }, paragraph: { number: "1" } });
  const [first, second] = page.value.sentences;
  expect(first!.groups).toMatchObject([{ key: "state", regions: [{ quotes: [{ quote: "every school" }, { quote: "every school" }] }] }]);
  expect(second).toMatchObject({ text: NOTED, mark: "editorial", groups: [] });
  expect(await shown(getFrozenEvidence(ctx, asked))).toEqual([one.symbol, other.symbol].sort());
  expect(await shown(getFrozenEvidence(ctx, { ...asked, number: 2 }))).toBe("document.not_found");
  expect(await shown(getFrozenEvidence(ctx, { ...asked, paragraph: asked.document }))).toBe("document.not_found");
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: one.party.id, role: "focal_point" }] }) });
  for (const nobody of [anybody, focal]) expect(await shown(getFrozenEvidence(nobody, asked))).toBe("document.not_found");
});

test("what a sentence rests on stands by group, and of States by region, in the order of the compilation", async () => {
  const said = (text: string) => ({ answers: [{ question: "B1", value: `${SAID} ${text}` }] });
  const asia = await makeSubmission(db, { ...said("One."), unGroup: "asia-pacific" });
  const africa = await makeSubmission(db, { ...said("Two."), unGroup: "african" });
  const nowhere = await makeSubmission(db, said("Three."));
  const second = await makeSubmission(db, { ...said("Four."), unGroup: "african" });
  const spoken = { template: "stakeholder-contribution", answers: [{ question: "B1", value: SAID }] };
  const others = [await makeSubmission(db, { ...spoken, category: "civil-society" }), await makeSubmission(db, { ...spoken, category: "civil-society" })];
  const { ctx, asked } = await makeCited([asia, ...others, africa, nowhere, second]);
  const drawn = await getParagraph(ctx, asked.document, asked.paragraph, 0);
  const frozen = await getFrozenEvidence(ctx, asked);
  if (!drawn.ok || !frozen.ok) throw new Error("not found");
  const expected = [
    [
      "state",
      [
        ["african", "African States", [africa.symbol, second.symbol]],
        ["asia-pacific", "Asia-Pacific States", [asia.symbol]],
        ["", "Not stated", [nowhere.symbol]],
      ],
    ],
    ["civil-society", [["", "", others.map(({ symbol }) => symbol)]]],
  ];
  for (const groups of [drawn.value.chosen!.groups, frozen.value.sentences[0]!.groups])
    expect(
      groups.map(({ key, regions }) => [key, regions.map(({ key: region, label, quotes }) => [region, label, [...quotes].map(({ symbol }) => symbol).sort()])]),
    ).toEqual(expected);
});

test("everybody reads of a published version what public reports say in the open today, and nothing before it is published", async () => {
  const open = await makeSubmission(db, { state: "published", answers });
  // The same words of a party whose report is not public are not made public by another party's.
  const inside = await makeSubmission(db, { answers });
  const next = await makeSubmission(db, { state: "published", answers });
  const taken = await makeSubmission(db, { state: "published", answers });
  const { ctx, asked } = await makeCited([open, inside, next, taken]);
  const read = (by: Ctx = anybody) => shown(getPublicEvidence(by, asked));
  expect(await read()).toBe("document.not_found");
  await openConsultation(ctx, { document: asked.document, number: 1 }, LAST_DAY);
  expect(await read()).toEqual([open.symbol, next.symbol, taken.symbol].sort());
  expect(await read(ctx), "the same for the desk").toEqual(await read());
  // A later version of one report says the same, one has made it confidential: what is read is what stands in the open.
  const same = await makeSubmission(db, { reportId: next.reportId, party: next.party, version: 2, state: "published", answers });
  await makeSubmission(db, {
    reportId: taken.reportId,
    party: taken.party,
    version: 2,
    state: "published",
    answers: answers.map((answer) => ({ ...answer, confidential: true })),
  });
  expect(await read()).toEqual([open.symbol, same.symbol].sort());
  const page = await getPublicEvidence(anybody, asked);
  expect(JSON.stringify(page)).not.toContain(inside.party.code);
  expect(await shown(getFrozenEvidence(ctx, asked)), "the desk reads what was frozen").toEqual([open.symbol, inside.symbol, next.symbol, taken.symbol].sort());
});

test("of questions whose answers are public in part nothing is shown to everybody", async () => {
  const partner = { id: "r1", organisation: "Rural Network", country: "KEN", name: "Aminata Ndiaye", email: "aminata@example.org" };
  const { symbol } = await makeSubmission(db, { template: "stakeholder-contribution", state: "published", answers: [{ question: "A6", value: [partner] }] });
  const ctx: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const { id, paragraphs } = await makeDocument(ctx, [GROWN]);
  const paragraph = (await paragraphs())[0]!.id;
  const cited = { at: 0, sentence: GROWN, symbol, question: "A6", row: "", quote: [] };
  expect(await citeAnswer(ctx, { document: id, paragraph }, cited)).toMatchObject({ ok: true });
  await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread", "bare"], reason: "First round." });
  await openConsultation(ctx, { document: id, number: 1 }, LAST_DAY);
  const asked = { document: id, number: 1, paragraph };
  expect(await shown(getFrozenEvidence(ctx, asked))).toEqual([symbol]);
  expect(await shown(getPublicEvidence(anybody, asked))).toEqual([]);
});
