import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { importFile, takeAnswers, type ImportedFile } from "~/features/imports/commands/take.server";
import { FILE_FORMATS, type FileFormat, type Fillable } from "~/features/imports/model";
import { shownOf } from "~/features/imports/model/plan";
import { fillableOfReport, fillableOfTemplate } from "~/features/imports/queries/fillable.server";
import { formFile } from "~/features/imports/queries/form-file.server";
import { holdFile } from "~/features/imports/queries/read.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** A form that was taken away and comes back filled in: as if its author had written `answers` into it. */

const { db } = testDatabase();
let ctx: UserCtx;
let partyId: string;
let reportId: string;

beforeEach(async () => {
  const party = await makeParty(db);
  partyId = party.id;
  ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role: "focal_point" }] }) });
  reportId = await makeReport(ctx, partyId);
}, 60_000);

type Answers = Record<string, AnswerValue>;
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const written = (form: Fillable, answers: Answers): Fillable => ({
  ...form,
  pages: form.pages.map((page) => ({
    ...page,
    questions: page.questions.map((asked) => (asked.row === "" && asked.question.code in answers ? { ...asked, value: answers[asked.question.code]! } : asked)),
  })),
});
async function filled(format: FileFormat, answers: Answers, form?: Fillable): Promise<Uint8Array> {
  return (await formFile(ctx, written(form ?? valueOf(await fillableOfReport(ctx, reportId)), answers), format)).bytes;
}
const save = (question: string, value: AnswerValue, baseRevision: number, by = ctx, confidential = false) =>
  saveAnswers(by, { reportId, via: "form", operations: [{ opId: randomUUID(), question, row: "", baseRevision, value: value as never, confidential }] });
const stored = async () =>
  Object.fromEntries(
    (await db.answer.findMany({ where: { reportId }, orderBy: { question: "asc" } })).map(({ question, row, value }) => [`${row}/${question}`, value]),
  );
const standings = ({ items }: Pick<ImportedFile, "items">) => items.map(({ question, standing, outcome }) => [question.code, standing, outcome]);

describe.each(FILE_FORMATS)("a form as %s", (format) => {
  test("that nobody wrote in says nothing new of a whole report", async () => {
    await fillReport(ctx, reportId);
    const before = await stored();
    const { plan } = valueOf(await holdFile(ctx, reportId, await filled(format, {})));
    expect(plan).toMatchObject({ items: [], problems: [], isOfOther: false });
    expect(plan.same).toBeGreaterThan(40);
    expect(await stored()).toEqual(before);
  });

  test("changes nothing before somebody agrees, and then what they agreed to", async () => {
    await save("B1", "As it was", 0);
    await save("A7", "Kept from the public", 0, ctx, true);
    const bytes = await filled(format, { B1: "Written on the way", A2: "Ministry of the new", A7: "Still kept from the public" });
    const before = await stored();
    const shown = valueOf(await importFile(ctx, reportId, { bytes, take: "none" }));
    expect(standings(shown)).toEqual([
      ["A2", "new", "shown"],
      ["A7", "changed", "shown"],
      ["B1", "changed", "shown"],
    ]);
    expect(await stored()).toEqual(before);

    const agreed = shown.items.filter(({ question }) => question.code !== "A2").map(shownOf);
    expect(valueOf(await takeAnswers(ctx, reportId, agreed))).toEqual({ taken: ["A7", "B1"], refused: [] });
    expect(await stored()).toEqual({ ...before, "/B1": "Written on the way", "/A7": "Still kept from the public" });
    expect(await db.answer.findMany({ where: { reportId, confidential: true } })).toMatchObject([{ question: "A7" }]);
    expect(await db.save.findMany({ where: { scope: `report:${reportId}`, via: "import" } })).toHaveLength(2);
    expect(await db.auditEvent.findMany({ where: { subject: `report:${reportId}`, type: "report.file_taken" } })).toMatchObject([
      { data: { answers: ["A7", "B1"] } },
    ]);
  });

  test("never takes the place of what a colleague wrote meanwhile without being told to", async () => {
    await save("B1", "As it was", 0);
    const bytes = await filled(format, { B1: "Written on the way", A2: "Ministry of the new" });
    const colleague = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role: "contributor" }] }) });
    await save("B1", "Written by a colleague", 1, colleague);
    const clean = valueOf(await importFile(ctx, reportId, { bytes, take: "clean" }));
    expect(standings(clean)).toEqual([
      ["A2", "new", "taken"],
      ["B1", "conflict", "shown"],
    ]);
    expect(await stored()).toMatchObject({ "/A2": "Ministry of the new", "/B1": "Written by a colleague" });
    // What was shown beside the file is what may be replaced, nothing later.
    const shown = clean.items.filter(({ question }) => question.code === "B1").map(shownOf);
    await save("B1", "And once more", 2, colleague);
    expect(valueOf(await takeAnswers(ctx, reportId, shown))).toMatchObject({ taken: [], refused: [{ unit: "B1", refusal: { code: "answer.conflict" } }] });
    expect(await stored()).toMatchObject({ "/B1": "And once more" });
    expect(standings(valueOf(await importFile(ctx, reportId, { bytes, take: "all" })))).toEqual([["B1", "conflict", "taken"]]);
    expect(await stored()).toMatchObject({ "/B1": "Written on the way" });
  });

  test("made of an empty template empties nothing, and stands against what is there", async () => {
    await save("B1", "As it was", 0);
    const bytes = await filled(format, { A2: "Ministry of the new", B1: "Otherwise" }, valueOf(await fillableOfTemplate(ctx, "national-report")));
    expect(standings(valueOf(await importFile(ctx, reportId, { bytes, take: "none" })))).toEqual([
      ["A2", "new", "shown"],
      ["B1", "conflict", "shown"],
    ]);
    const silent = await filled(format, {}, valueOf(await fillableOfTemplate(ctx, "national-report")));
    expect(valueOf(await importFile(ctx, reportId, { bytes: silent, take: "all" })).items).toEqual([]);
  });

  test("left empty where something stood empties it only when all is taken", async () => {
    await save("B1", "As it was", 0);
    const bytes = await filled(format, { B1: null });
    expect(standings(valueOf(await importFile(ctx, reportId, { bytes, take: "clean" })))).toEqual([["B1", "emptied", "shown"]]);
    expect(await stored()).toMatchObject({ "/B1": "As it was" });
    await importFile(ctx, reportId, { bytes, take: "all" });
    expect(await stored()).toMatchObject({ "/B1": null });
  });

  test("keeps the files of an answer, which it cannot hold", async () => {
    const files = [{ sha256: "a".repeat(64), name: "note.pdf", size: 12 }];
    await db.answer.create({
      data: {
        reportId,
        question: "I1",
        row: "",
        value: { annexes: files } as never,
        language: "en",
        confidential: false,
        revision: 1,
        hash: "h",
        updatedAt: new Date(),
        updatedById: ctx.actor.id,
      },
    });
    const { plan } = valueOf(await holdFile(ctx, reportId, await filled(format, {})));
    expect(plan.items).toEqual([]);
  });

  test("is not taken by others, after signing, or for another kind of report", async () => {
    const bytes = await filled(format, { A2: "Ministry" });
    const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }) });
    expect(await holdFile(stranger, reportId, bytes)).toMatchObject({ error: { code: "report.not_found" } });
    const other = await filled(format, { A2: "x" }, valueOf(await fillableOfTemplate(ctx, "stakeholder-contribution")));
    expect(await holdFile(ctx, reportId, other)).toMatchObject({ error: { code: "import.other_template" } });
    const newer = valueOf(await fillableOfReport(ctx, reportId));
    const unknown = await filled(format, {}, { ...newer, mark: { ...newer.mark, version: 99 } });
    expect(await holdFile(ctx, reportId, unknown)).toMatchObject({ error: { code: "import.other_template" } });
    await submitFilledReport(ctx, reportId);
    expect(await holdFile(ctx, reportId, bytes)).toMatchObject({ error: { code: "report.locked" } });
    expect(await takeAnswers(ctx, reportId, [])).toMatchObject({ error: { code: "report.locked" } });
  });
});

test("a file of another report is held against this one without its revisions", async () => {
  await save("B1", "Of one report", 0);
  const bytes = await filled("docx", {});
  const party = await makeParty(db);
  const both = makeCtx({ db, actor: await makeUser(db, { roles: [partyId, party.id].map((id) => ({ partyId: id, role: "focal_point" as const })) }) });
  const other = await makeReport(both, party.id);
  await saveAnswers(both, {
    reportId: other,
    via: "form",
    operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: 0, value: "Of the other" }],
  });
  const { plan } = valueOf(await holdFile(both, other, bytes));
  expect(plan.isOfOther).toBe(true);
  expect(plan.items).toMatchObject([{ standing: "conflict", current: "Of the other", value: "Of one report" }]);
});

test.each([
  ["nothing at all", new Uint8Array()],
  ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ["a text", new TextEncoder().encode("Dear Sir or Madam")],
])("%s is no form", async (_, bytes) => {
  expect(await holdFile(ctx, reportId, bytes)).toMatchObject({ error: { code: "import.not_a_form" } });
});
