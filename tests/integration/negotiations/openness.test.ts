import { expect, test } from "vitest";
import { closeConsultation, prolongConsultation } from "~/features/negotiations/commands/consultations.server";
import { answerInput, publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import { commentOn, propose, withdraw } from "~/features/negotiations/commands/inputs.server";
import { proposeFromReport } from "~/features/negotiations/commands/sources.server";
import type { SourcesPage } from "~/features/negotiations/model/pages";
import { dispositionTable, getDispositions, getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { getReportProposals } from "~/features/negotiations/queries/sources.server";
import { RELEASE_WITHHELD } from "~/features/reports/model";
import type { UserCtx } from "~/platform/context.server";
import { makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

async function ground() {
  const desk: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const document = await makePublished(desk, ["Access has grown in rural areas."]);
  const paragraph = (await document.paragraphs())[0]!.id;
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());
  const other = await makeMember(db, (await makeParty(db)).id, "focal_point", new Date());
  const draft = { document: document.id, number: 1 };
  return { desk, party, focal, other, draft, asked: { ...draft, paragraph } };
}

const ANSWERS = [{ question: "H5", value: [{ id: "a1", topic: "Access", paragraph: "1", change: "ADD", text: "A new paragraph.", reason: "Why." }] as never }];

async function sourceOf({ id }: MadeSubmission, paragraph: string) {
  const { hash } = await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: id, question: "H5" } });
  return { submission: id, question: "H5", row: "a1", hash, paragraph };
}

/** Symbols of the reports whose proposals the desk is shown, over all screens. */
async function proposing(ctx: UserCtx, document: string): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: SourcesPage = valueOf(await getReportProposals(ctx, document, 1, after));
    found.push(...page.items.map(({ symbol }) => symbol));
    after = page.next;
  } while (after);
  return found;
}

test("what a report proposes is put on a paragraph from the day its party releases it, not before", async () => {
  const { desk, draft, asked } = await ground();
  const report = await makeSubmission(db, { state: "published", releaseAfter: new Date("2098-01-01T00:00:00Z"), answers: ANSWERS });
  const kept = await makeSubmission(db, { state: "published", release: RELEASE_WITHHELD, answers: ANSWERS });
  const source = await sourceOf(report, asked.paragraph);
  expect(await proposing(desk, draft.document)).not.toContain(report.symbol);
  expect(codeOf(await proposeFromReport(desk, draft, source))).toBe("negotiation.source_gone");
  const later: UserCtx = { ...desk, now: () => new Date("2098-01-01T00:00:00Z") };
  const symbols = await proposing(later, draft.document);
  expect(symbols).toContain(report.symbol);
  expect(symbols).not.toContain(kept.symbol);
  expect(codeOf(await proposeFromReport(later, draft, await sourceOf(kept, asked.paragraph)))).toBe("negotiation.source_gone");
  expect(codeOf(await proposeFromReport(later, draft, source))).toBe("ok");
});

test("once the table of dispositions is public nothing is added to it, answered otherwise, or taken back", async () => {
  const { desk, party, focal, draft, asked } = await ground();
  const input = valueOf(await commentOn(focal, asked, { party: party.id, language: "en", text: "A comment." })).id;
  const answer = { input, disposition: "noted" as const, answer: "Noted." };
  await closeConsultation(desk, draft);
  expect(codeOf(await answerInput(desk, draft, answer))).toBe("ok");
  expect(codeOf(await publishDispositions(desk, draft))).toBe("ok");
  const report = await makeSubmission(db, { state: "published", answers: ANSWERS });
  const late = [
    await prolongConsultation(desk, draft, "2100-01-31"),
    await answerInput(desk, draft, { ...answer, answer: "Something else." }),
    await publishDispositions(desk, draft),
    await proposeFromReport(desk, draft, await sourceOf(report, asked.paragraph)),
    await withdraw(focal, asked, { party: party.id, input }),
  ];
  expect(late.map(codeOf)).toEqual(Array.from({ length: 5 }, () => "negotiation.dispositions_public"));
  expect(valueOf(await getReportProposals(desk, draft.document, 1, null)).mayDecide).toBe(false);
});

test("what has its answer is not taken back", async () => {
  const { desk, party, focal, draft, asked } = await ground();
  const said = { party: party.id, group: "", kind: "NOC" as const, words: "", language: "en" as const, text: "", reason: "Why." };
  const input = valueOf(await propose(focal, asked, said)).id;
  await answerInput(desk, draft, { input, disposition: "accepted", answer: "Kept." });
  expect(codeOf(await withdraw(focal, asked, { party: party.id, input }))).toBe("negotiation.answered");
});

test("no party is told who at the desk answered", async () => {
  const { desk, party, focal, other, draft, asked } = await ground();
  const said = { party: party.id, group: "", kind: "NOC" as const, words: "", language: "en" as const, text: "", reason: "Why." };
  const input = valueOf(await propose(focal, asked, said)).id;
  await answerInput(desk, draft, { input, disposition: "accepted", answer: "Kept." });
  const seen = async (ctx: UserCtx) =>
    valueOf(await getDraftParagraph(ctx, asked.document, 1, asked.paragraph)).proposals.map(({ answer, answeredBy }) => [answer, answeredBy]);
  expect([await seen(focal), await seen(other)]).toEqual([[["Kept.", ""]], [["", ""]]]);
  await closeConsultation(desk, draft);
  await publishDispositions(desk, draft);
  expect([await seen(focal), await seen(other)]).toEqual([[["Kept.", ""]], [["Kept.", ""]]]);
});

test("what a report no longer says in the open is withheld wherever it was put, in files too", async () => {
  const { desk, focal, draft, asked } = await ground();
  const report = await makeSubmission(db, { state: "published", answers: ANSWERS });
  const input = valueOf(await proposeFromReport(desk, draft, await sourceOf(report, asked.paragraph))).id;
  await answerInput(desk, draft, { input, disposition: "noted", answer: "Noted." });
  const seen = async () => {
    const pages = [
      valueOf(await getDispositions(desk, draft.document, 1)).lines,
      valueOf(await getPublicDispositions(makeCtx({ db, actor: null }), draft.document, 1)).lines,
      valueOf(await getDraftParagraph(focal, asked.document, 1, asked.paragraph)).proposals,
    ];
    return pages.map((lines) => lines.map(({ text, reason, withheld }) => [text, reason, withheld]));
  };
  const file = async () => {
    const cells: unknown[] = [];
    const page = valueOf(await getPublicDispositions(makeCtx({ db, actor: null }), draft.document, 1));
    for await (const rows of dispositionTable(page, "en").rows) cells.push(...rows.flat());
    return cells;
  };
  await closeConsultation(desk, draft);
  await publishDispositions(desk, draft);
  expect(await seen()).toEqual(Array.from({ length: 3 }, () => [["A new paragraph.", "Why.", false]]));
  expect(await file()).toContain("A new paragraph.");
  const answers = [{ ...ANSWERS[0]!, confidential: true }];
  await makeSubmission(db, { state: "accepted", version: 2, party: report.party, reportId: report.reportId, answers });
  expect(await seen()).toEqual(Array.from({ length: 3 }, () => [["", "", true]]));
  const cells = await file();
  expect(cells).not.toContain("A new paragraph.");
  expect(cells).not.toContain("Why.");
  expect(cells).toContain("The text is withheld: the report no longer makes this proposal in the open.");
});
