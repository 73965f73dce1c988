import { beforeAll, expect, test } from "vitest";
import { checkTranslation } from "~/features/translations/commands/check.server";
import { saveTranslation } from "~/features/translations/commands/save.server";
import { MAX_TEXT, type Shown } from "~/features/translations/model";
import { getTranslationPage } from "~/features/translations/queries/page.server";
import { countTranslations, listTranslations } from "~/features/translations/queries/translations.server";
import type { TranslationInput } from "~/features/translations/schema";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { makeSubmission, type MadeSubmission, type SubmissionInput } from "../../factories/submission";
import { translate, translateChecked } from "../../factories/translation";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();
const member = async (...secretariat: SecretariatRole[]): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat }) });
let writer: UserCtx;
let colleague: UserCtx;

beforeAll(async () => {
  [writer, colleague] = [await member("desk_officer"), await member("admin")];
});

const ANSWERS: NonNullable<SubmissionInput["answers"]> = [
  { question: "B1", value: "第一项答复。" },
  {
    question: "B2",
    value: [
      { id: "a", title: "标题", change: "变化", lines: ["C1"] },
      { id: "b", title: "第二" },
    ],
  },
  { question: "A3", value: { head: { name: "联系人", email: "a@example.org" } } },
  { question: "F6", value: "保密的答复", confidential: true },
  { question: "E4", value: "Said in English.", language: "en" },
];
const signed = (more: SubmissionInput = {}): Promise<MadeSubmission> => makeSubmission(db, { language: "zh", state: "accepted", answers: ANSWERS, ...more });
const input = (more: Partial<TranslationInput> = {}): TranslationInput => ({
  question: "B1",
  row: "",
  to: "fr",
  revision: 0,
  texts: { "": "Première réponse." },
  ...more,
});
const codeOf = (result: { ok: boolean; error?: { code: string } }): string | null => (result.ok ? null : result.error!.code);
async function pageOf(ctx: UserCtx, id: string, to: Language | null = "fr", shown: Shown = "all") {
  const page = await getTranslationPage(ctx, id, { to, shown });
  if (!page.ok) throw new Error(page.error.code);
  return { ...page.value, answers: page.value.sections.flatMap(({ answers }) => answers) };
}

test("a form stays on a page of what is missing when somebody else translates its answer meanwhile", async () => {
  const { id } = await signed();
  expect(await saveTranslation(colleague, id, input())).toMatchObject({ ok: true });
  const shown = async (kept: string | null) => {
    const page = await getTranslationPage(writer, id, { to: "fr", shown: "missing", kept });
    return page.ok && page.value.sections.flatMap(({ answers }) => answers.map(({ unit }) => unit)).includes("B1");
  };
  expect([await shown(null), await shown("B1")]).toEqual([false, true]);
});

test("a translation goes from draft to checked by somebody else, and its texts and events stay on record", async () => {
  const { id } = await signed();
  expect(await saveTranslation(writer, id, input())).toEqual({ ok: true, value: { revision: 1 } });
  const check = { ...input({ revision: 1 }), intent: "checked" as const };
  expect(codeOf(await checkTranslation(writer, id, check))).toBe("translation.own");
  expect(await checkTranslation(colleague, id, check)).toEqual({ ok: true, value: { revision: 2 } });
  const [checked] = (await pageOf(writer, id)).answers;
  expect(checked).toMatchObject({
    unit: "B1",
    language: "zh",
    translation: { state: "checked", complete: true, revision: 2, written: { by: writer.actor.name }, checked: { by: colleague.actor.name } },
  });
  // A change makes it a draft, and whoever made it cannot check it.
  expect(await saveTranslation(colleague, id, input({ revision: 2, texts: { "": "La première réponse." } }))).toEqual({ ok: true, value: { revision: 3 } });
  const again = { ...input({ revision: 3, texts: { "": "La première réponse." } }), intent: "checked" as const };
  expect(codeOf(await checkTranslation(colleague, id, again))).toBe("translation.own");
  expect(await checkTranslation(writer, id, again)).toEqual({ ok: true, value: { revision: 4 } });
  expect(await checkTranslation(colleague, id, { ...again, intent: "unchecked", revision: 4 })).toEqual({ ok: true, value: { revision: 5 } });
  const { hash } = await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: id, question: "B1" } });
  const history = await db.translationText.findMany({ where: { answerHash: hash }, orderBy: { revision: "asc" } });
  expect(history.map(({ revision, texts, byName }) => [revision, texts, byName])).toEqual([
    [1, { "": "Première réponse." }, writer.actor.name],
    [3, { "": "La première réponse." }, colleague.actor.name],
  ]);
  const events = await db.auditEvent.findMany({ where: { subject: `submission:${id}`, type: { startsWith: "translation." } }, orderBy: { id: "asc" } });
  expect(events.map(({ type }) => type)).toEqual([
    "translation.saved",
    "translation.checked",
    "translation.saved",
    "translation.checked",
    "translation.unchecked",
  ]);
  await expect(db.$executeRaw`update translation_text set texts = '{}' where answer_hash = ${hash}`).rejects.toThrow(/append-only/);
  await expect(db.$executeRaw`delete from translation where answer_hash = ${hash}`).rejects.toThrow(/append-only/);
});

test("the texts of a table are translated place by place; it is whole, and can be checked, when all of them are", async () => {
  const { id } = await signed();
  const some = input({ question: "B2", texts: { "a.title": "Titre", "a.change": "", "b.title": "Deuxième" } });
  expect(await saveTranslation(writer, id, some)).toMatchObject({ ok: true });
  const part = (await pageOf(colleague, id)).answers.find(({ unit }) => unit === "B2")!;
  expect(part.places.map(({ place, text }) => [place, text])).toEqual([
    ["a.title", "标题"],
    ["a.change", "变化"],
    ["b.title", "第二"],
  ]);
  expect(part).toMatchObject({ uncheckable: "incomplete", translation: { complete: false, texts: { "a.title": "Titre", "b.title": "Deuxième" } } });
  expect(codeOf(await checkTranslation(colleague, id, { ...some, revision: 1, intent: "checked" }))).toBe("translation.incomplete");
  const whole = { ...some, revision: 1, texts: { ...some.texts, "a.change": "Changement" } };
  expect(await saveTranslation(writer, id, whole)).toEqual({ ok: true, value: { revision: 2 } });
  expect(await checkTranslation(colleague, id, { ...whole, revision: 2, intent: "checked" })).toMatchObject({ ok: true });
});

test("what was changed meanwhile is not overwritten, and both texts are there; the same text twice is one", async () => {
  const { id } = await signed();
  await translate(writer, id, { unit: "B1", texts: { "": "Un" } });
  expect(await saveTranslation(colleague, id, input({ texts: { "": "Deux" } }))).toEqual({
    ok: false,
    error: { code: "translation.changed", detail: { texts: { "": "Un" }, revision: 1, by: writer.actor.name } },
  });
  expect(codeOf(await saveTranslation(colleague, id, input({ texts: { "": "Trois" }, revision: 7 })))).toBe("translation.changed");
  // Sent twice by the same page.
  expect(await saveTranslation(writer, id, input({ texts: { "": "Un" } }))).toEqual({ ok: true, value: { revision: 1 } });
  expect(codeOf(await checkTranslation(colleague, id, { ...input({ texts: { "": "Un" }, revision: 0 }), intent: "checked" }))).toBe("translation.changed");
  expect(codeOf(await checkTranslation(colleague, id, { ...input({ texts: { "": "Autre" }, revision: 1 }), intent: "checked" }))).toBe("translation.unsaved");
  expect(codeOf(await checkTranslation(colleague, id, { ...input({ texts: { "": "Un" }, revision: 1 }), intent: "unchecked" }))).toBe("translation.changed");
});

test("of writers at the same moment one is kept and the others are told", async () => {
  const { id } = await signed();
  const results = await Promise.all(["Un", "Deux", "Trois"].map((text) => saveTranslation(writer, id, input({ texts: { "": text } }))));
  expect(results.map(codeOf).sort()).toEqual([null, "translation.changed", "translation.changed"].sort());
  const [answer] = (await pageOf(writer, id)).answers;
  expect(answer?.translation?.revision).toBe(1);
});

test.each([
  ["a contact", { question: "A3", texts: { "head.name": "X" } }, "translation.not_found"],
  ["a question without an answer", { question: "C3" }, "translation.not_found"],
  ["an unknown question", { question: "Z9" }, "translation.not_found"],
  ["an answer of another row", { row: "C5" }, "translation.not_found"],
  ["the language it is in", { to: "zh" as const }, "translation.language"],
  ["a place the answer does not have", { texts: { "": "Oui", other: "Non" } }, "translation.place_unknown"],
  ["nothing", { texts: { "": " \n" } }, "translation.text_required"],
  ["more than anybody writes", { texts: { "": "x".repeat(MAX_TEXT + 1) } }, "translation.text_too_long"],
])("%s is not translated", async (_, more, code) => {
  const { id } = await signed();
  expect(codeOf(await saveTranslation(writer, id, input(more)))).toBe(code);
  expect(await countTranslations(writer, id)).toEqual({ answers: 0, languages: 0, checked: 0 });
});

test("a version that was recalled shows no answers, and none is translated", async () => {
  const { id } = await signed({ state: "recalled" });
  expect(codeOf(await saveTranslation(writer, id, input()))).toBe("translation.not_found");
  expect(await pageOf(writer, id)).toMatchObject({ to: null, answers: [], counts: { all: 0 } });
});

test("a later version keeps the translations of what it repeats and has none of what it changed", async () => {
  const first = await signed({ state: "superseded" });
  await translateChecked(writer, colleague, first.id, { unit: "B1", texts: { "": "Première" } });
  await translate(writer, first.id, { unit: "F6", texts: { "": "Confidentielle" } });
  const changed = ANSWERS.map((answer) => (answer.question === "F6" ? { ...answer, value: "改变了" } : answer));
  const second = await signed({ party: first.party, reportId: first.reportId, version: 2, answers: changed });
  const found = new Map((await pageOf(writer, second.id)).answers.map(({ unit, translation }) => [unit, translation]));
  expect(found.get("B1")).toMatchObject({ state: "checked", texts: { "": "Première" } });
  expect(found.get("F6")).toBe(null);
  expect(await countTranslations(writer, second.id)).toEqual({ answers: 1, languages: 1, checked: 1 });
  expect(await countTranslations(writer, first.id)).toEqual({ answers: 2, languages: 1, checked: 1 });
  // The same words in another report are another answer.
  const other = await signed();
  expect((await pageOf(writer, other.id)).answers.every(({ translation }) => translation === null)).toBe(true);
});

test("the page counts what is translated and checked, and shows what is asked for", async () => {
  const { id } = await signed();
  await translateChecked(writer, colleague, id, { unit: "B1", texts: { "": "Un" } });
  await translate(writer, id, { unit: "F6", texts: { "": "Six" } });
  await translate(writer, id, { unit: "B2", texts: { "a.title": "Titre" } });
  const all = await pageOf(colleague, id);
  expect(all.counts).toEqual({ all: 4, missing: 2, unchecked: 1, translated: 2, checked: 1 });
  expect(all.answers.map(({ unit }) => unit)).toEqual(["B1", "B2", "E4", "F6"]);
  expect((await pageOf(colleague, id, "fr", "missing")).answers.map(({ unit }) => unit)).toEqual(["B2", "E4"]);
  expect((await pageOf(colleague, id, "fr", "unchecked")).answers.map(({ unit }) => unit)).toEqual(["F6"]);
  // Never into the language of the report; an answer in the language asked for is not among those to translate.
  expect(all.targets).toEqual(["ar", "en", "fr", "ru", "es"]);
  expect((await pageOf(colleague, id, "en")).answers.map(({ unit }) => unit)).toEqual(["B1", "B2", "F6"]);
  expect((await pageOf(colleague, id, "zh")).to).toBe("en");
  expect((await pageOf({ ...colleague, language: "ru" }, id, null)).to).toBe("ru");
});

test("whoever reads at the desk reads translations; officers and administrators write them, of other parties than their own", async () => {
  const party = await makeParty(db);
  const { id } = await signed({ party });
  await translate(writer, id, { unit: "B1", texts: { "": "Un" } });
  const { hash } = await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: id, question: "B1" } });
  const insider = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"], roles: [{ partyId: party.id, role: "contributor" }] }) });
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const stranger = makeCtx({ db, actor: await makeUser(db) });
  const readers = await Promise.all(SECRETARIAT_ROLES.map((role) => member(role)));
  const expected: [UserCtx, string | null, boolean][] = [
    ...readers.map((ctx): [UserCtx, string | null, boolean] => {
      const writes = ctx.actor.secretariat.some((role) => role === "desk_officer" || role === "admin");
      return [ctx, writes ? null : "submission.not_allowed", true];
    }),
    [insider, "submission.own_party", true],
    [focal, "submission.not_found", false],
    [stranger, "submission.not_found", false],
  ];
  for (const [ctx, refusal, reads] of expected) {
    expect(codeOf(await saveTranslation(ctx, id, input({ texts: { "": "Un" } })))).toBe(refusal);
    if (refusal) expect(codeOf(await checkTranslation(ctx, id, { ...input({ texts: { "": "Un" }, revision: 1 }), intent: "checked" }))).toBe(refusal);
    expect(Object.keys(await listTranslations(ctx, [hash], "fr"))).toEqual(reads ? [hash] : []);
    const page = await getTranslationPage(ctx, id, { to: "fr", shown: "all" });
    expect(page.ok ? page.value.mayWrite : page.error.code).toBe(reads ? refusal === null : "submission.not_found");
  }
});

test("translations are found by the hashes of answers through their key", async () => {
  await expectIndexes([
    ["select * from translation where answer_hash = any(array['a', 'b']) and language = 'fr'", "translation_pkey"],
    [
      "select 1 from submitted_answer a join translation t on t.answer_hash = a.hash and t.complete where a.submission_id = gen_random_uuid()",
      "translation_pkey",
    ],
    [
      `select a.question from submission s join submitted_answer a on a.submission_id = s.id
        join translation t on t.answer_hash = a.hash and t.state = 'checked' where s.symbol = 'X'`,
      "submission_symbol_key",
    ],
  ]);
});
