import { beforeAll, describe, expect, test } from "vitest";
import { findActor } from "~/features/identity/queries.server";
import type { Fillable } from "~/features/imports/model";
import { fillableOfReport, fillableOfTemplate } from "~/features/imports/queries/fillable.server";
import { readWordForm, wordForm } from "~/features/imports/queries/word.server";
import type { UserCtx } from "~/platform/context.server";
import { assign, makeDelegating, makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { fillReport, submitFilledReport } from "../../factories/report";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** Forms to take away: who is given which questions, and what stands in them. */

const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
let focal: UserCtx;
let delegate: UserCtx;
let id: string;
beforeAll(async () => {
  const made = await makeDelegating(db, AT);
  ({ focal, id } = made);
  await fillReport(focal, id);
  await assign(focal, id, made.writer.actor.id, ["B/B1", "D-C1"]);
  delegate = makeCtx({ db, actor: (await findActor(db, made.writer.actor.id))!, now: AT });
});

const codes = ({ pages }: Fillable): string[] => pages.flatMap((page) => page.questions.map(({ question }) => `${page.id}/${question.code}`));
async function ofReport(ctx: UserCtx, only?: string): Promise<Fillable> {
  const found = await fillableOfReport(ctx, id, { only });
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

describe("a report", () => {
  test("is given whole to who writes it, with its answers, their revisions and its party", async () => {
    const form = await ofReport(focal);
    expect(form.mark).toMatchObject({ template: "national-report", report: id, language: "en" });
    expect(form.pages.map((page) => page.id)).toEqual(expect.arrayContaining(["A", "B", "D", "D-C1", "I"]));
    const asked = form.pages.flatMap(({ questions }) => questions);
    expect(asked.find(({ question }) => question.code === "B1")).toMatchObject({ revision: 1, value: expect.stringContaining("(B1)") as string });
    expect(asked.find(({ question }) => question.code === "A1")).toMatchObject({ value: form.subject });
    // The choice of action lines can be made in the file, F7 is asked of other groups only, C2 waits for an answer to C1.
    expect(codes(form)).toEqual(expect.arrayContaining(["D/D2", "C/C2"]));
    expect(codes(form)).not.toContain("F/F7");
  });

  test("can be taken a page at a time; a page it does not have is not found", async () => {
    expect((await ofReport(focal, "D-C1")).pages.map((page) => page.id)).toEqual(["D-C1"]);
    for (const page of ["Z", "D-C11", "d-c1"])
      expect(await fillableOfReport(focal, id, { only: page })).toEqual({ ok: false, error: { code: "report.not_found" } });
  });

  test("gives a delegate their places and nothing else", async () => {
    const form = await ofReport(delegate);
    expect(codes(form).filter((code) => !code.startsWith("D-C1/"))).toEqual(["B/B1"]);
    expect(codes(form).filter((code) => code.startsWith("D-C1/")).length).toBeGreaterThan(3);
    expect(await fillableOfReport(delegate, id, { only: "C" })).toEqual({ ok: false, error: { code: "report.not_found" } });
  });

  test("is not found by another party, and not given once it is signed", async () => {
    const other = await makeParty(db);
    const stranger = await makeMember(db, other.id, "focal_point", AT);
    for (const asked of [id, "x", ""]) expect(await fillableOfReport(stranger, asked)).toEqual({ ok: false, error: { code: "report.not_found" } });
    const signed = await makeDelegating(db, AT);
    await submitFilledReport(signed.focal, signed.id);
    expect(await fillableOfReport(signed.focal, signed.id)).toEqual({ ok: false, error: { code: "report.locked" } });
  });

  test("comes back from Word as it stands", async () => {
    const form = await ofReport(focal);
    const read = await readWordForm(await wordForm(form), () => Promise.resolve(form));
    expect(read).toMatchObject({ ok: true, value: { mark: form.mark, problems: [] } });
  });
});

describe("a template", () => {
  test.each(["national-report", "facilitator-report", "stakeholder-contribution"])("%s is given empty, for every group", async (template) => {
    const found = await fillableOfTemplate(focal, template);
    if (!found.ok) throw new Error(found.error.code);
    const asked = found.value.pages.flatMap(({ questions }) => questions);
    expect(asked.every(({ value, revision }) => value === null && revision === 0)).toBe(true);
    expect(found.value.pages.map((page) => page.id)).toEqual(found.value.definition.sections.map(({ code }) => code));
    expect(found.value.mark.report).toBeNull();
  });

  test("has a page for each row that is asked for, else it says where these are had", async () => {
    const without = await fillableOfTemplate(focal, "national-report");
    const within = await fillableOfTemplate(focal, "national-report", { rows: ["C7-GOV", "C5", "X"] });
    if (!without.ok || !within.ok) throw new Error("not found");
    expect(within.value.pages.map((page) => page.id)).toEqual(expect.arrayContaining(["D", "D-C5", "D-C7-GOV"]));
    const introOf = ({ pages }: Fillable) => pages.find((page) => page.id === "D")!.intro;
    expect(introOf(without.value).length).toBeGreaterThan(introOf(within.value).length);
  });

  test("that is not open is not found", async () => {
    expect(await fillableOfTemplate(focal, "other")).toEqual({ ok: false, error: { code: "template.not_found" } });
  });
});
