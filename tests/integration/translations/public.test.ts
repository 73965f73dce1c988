import { beforeAll, expect, test } from "vitest";
import { checkTranslation } from "~/features/translations/commands/check.server";
import { listPublicTranslations } from "~/features/translations/queries/public.server";
import { getPublished } from "~/features/publication/queries/published.server";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { makeSubmission, type SubmissionInput } from "../../factories/submission";
import { translate, translateChecked } from "../../factories/translation";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
let writer: UserCtx;
let colleague: UserCtx;

beforeAll(async () => {
  const officer = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  [writer, colleague] = [await officer(), await officer()];
});

const published = (more: SubmissionInput = {}) =>
  makeSubmission(db, {
    language: "zh",
    state: "published",
    answers: [
      { question: "B1", value: "公开的答复" },
      { question: "C4", value: { links: "说明", year: 2020, url: "https://example.org" } },
      { question: "F6", value: "保密的答复", confidential: true },
    ],
    ...more,
  });

/** A published report as anyone reads it in a language. */
async function readIn(symbol: string, asked: Language | null, reader: Language = "en") {
  const ctx = makeCtx({ db, actor: null, language: reader });
  const report = await getPublished(ctx, symbol);
  if (!report.ok) throw new Error(report.error.code);
  return listPublicTranslations(ctx, report.value, asked);
}

test("anyone reads the answers in a language with checked translations, whatever else is in them as it was signed", async () => {
  const { id, symbol } = await published();
  await translateChecked(writer, colleague, id, { unit: "B1", texts: { "": "Une réponse" } });
  await translateChecked(writer, colleague, id, { unit: "C4", texts: { links: "Une note" } });
  expect(await readIn(symbol, "fr")).toEqual({
    languages: ["fr"],
    read: "fr",
    answers: {
      B1: { value: "Une réponse", language: "fr", original: "Chinese" },
      C4: { value: { links: "Une note", year: 2020, url: "https://example.org" }, language: "fr", original: "Chinese" },
    },
  });
  expect((await readIn(symbol, "fr", "ru")).answers.B1?.original).toBe("китайский");
  expect(await readIn(symbol, null)).toEqual({ languages: ["fr"], read: null, answers: {} });
  expect(await readIn(symbol, "es")).toEqual({ languages: ["fr"], read: null, answers: {} });
});

test("drafts, and translations of what is withheld, are not there, nor is it said that there are any", async () => {
  const { id, symbol } = await published();
  await translate(writer, id, { unit: "B1", texts: { "": "Un brouillon" } });
  await translateChecked(writer, colleague, id, { unit: "F6", texts: { "": "Confidentielle" } });
  expect(await readIn(symbol, "fr")).toEqual({ languages: [], read: null, answers: {} });
});

test("a translation whose check is taken back leaves the public", async () => {
  const { id, symbol } = await published();
  const texts = { "": "Une réponse" };
  await translateChecked(writer, colleague, id, { unit: "B1", texts });
  expect((await readIn(symbol, "fr")).read).toBe("fr");
  const back = await checkTranslation(writer, id, { intent: "unchecked", question: "B1", row: "", to: "fr", texts, revision: 2 });
  expect(back).toEqual({ ok: true, value: { revision: 3 } });
  expect((await readIn(symbol, "fr")).languages).toEqual([]);
});

test("of a version that was replaced nothing is read that the party marks as confidential to this day", async () => {
  const first = await published({ state: "superseded", publishedAt: new Date("2026-11-03T00:00:00Z") });
  await translateChecked(writer, colleague, first.id, { unit: "B1", texts: { "": "Une réponse" } });
  const marked = [{ question: "B1", value: "公开的答复", confidential: true }];
  const second = await published({ party: first.party, reportId: first.reportId, version: 2, answers: marked });
  for (const { symbol } of [first, second]) expect((await readIn(symbol, "fr")).languages).toEqual([]);
});
