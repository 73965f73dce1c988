import { beforeAll, describe, expect, test } from "vitest";
import { facilitatorBoard } from "~/features/publication/queries/facilitator-board.server";
import { getPublished, listPublished } from "~/features/publication/queries/published.server";
import { stakeholderBoard } from "~/features/publication/queries/stakeholder-board.server";
import { stateBoard } from "~/features/publication/queries/state-board.server";
import { readReference } from "~/features/reference/queries.server";
import { listedFacts } from "~/features/reports/model/listed";
import { releaseOf } from "~/features/templates/model/consent";
import { asRow, asTable, fieldsOf, isChoice, type AnswerValue, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import { createEnv, findQuestion, lookupOf } from "~/features/templates/model/visibility";
import { templateReferences } from "~/features/templates/queries.server";
import type { Definition, Field } from "~/features/templates/schema";
import { loader as apiReceipt } from "~/routes/api/receipt";
import { loader as apiOpenSubmission } from "~/routes/api/public/submission";
import { loader as apiPaper } from "~/routes/api/public/submission-export";
import { loader as apiSubmissions } from "~/routes/api/public/submissions";
import { loader as sitemap } from "~/routes/machine/sitemap";
import { loader as home } from "~/routes/public/home";
import { loader as status } from "~/routes/public/status";
import { loader as file } from "~/routes/public/submissions/file";
import { loader as list } from "~/routes/public/submissions/index";
import { loader as show } from "~/routes/public/submissions/show";
import { loader as verify } from "~/routes/public/verify/show";
import { completeAnswers } from "../../factories/answers";
import { makeParty } from "../../factories/party";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { EXPORT_FORMATS, exported } from "../../support/exports";
import { wordsOfDocument } from "../../support/word-documents";
import { call, makeSite } from "../../support/pages";

/**
 * For each template and each choice its consent question offers: a report with every question answered and a word in every
 * text, of which `CANARY` says that the public may not have it. The rules are told here once more, on their own.
 */

const { db } = testDatabase();
const now = () => new Date("2026-11-20T00:00:00Z");
const site = makeSite(db, now);
const ctx = makeCtx({ db, actor: null, now });
const TEMPLATES = ["national-report", "facilitator-report", "stakeholder-contribution"] as const;
/** A line each entity of these tests has to itself. */
const LINE = "C9";
const PAST = "2026-11-01";
const FUTURE = "2026-12-24";

type Case = { template: (typeof TEMPLATES)[number]; publish: string; date?: string; /** Every answer that may be is marked confidential. */ flagged: boolean };
type Made = Case & { submission: MadeSubmission; isPublic: boolean; canaries: string[]; visible: string[]; files: { sha256: string; isOpen: boolean }[] };
let definitions: Map<string, Definition>;
let made: Made[];

const definitionOf = async (template: string): Promise<Definition> =>
  (await db.templateVersion.findFirstOrThrow({ where: { template, state: "open", cycle: { state: "open" } }, orderBy: { version: "desc" } }))
    .definition as Definition;

/** The question of the definition that asks for consent, and what it offers. */
function consentOf(definition: Definition): { code: string; choices: string[] } {
  for (const { questions } of definition.sections)
    for (const question of questions) {
      const field = fieldsOf(question).find(({ id }) => id === "publish");
      if (field) return { code: question.code, choices: field.options as string[] };
    }
  throw new Error(`${definition.template} asks for no consent`);
}

function casesOf(definition: Definition): Case[] {
  const template = definition.template as Case["template"];
  return consentOf(definition).choices.flatMap((publish) =>
    (publish === "after_date" ? [PAST, FUTURE] : [undefined]).flatMap((date) => [false, true].map((flagged) => ({ template, publish, date, flagged }))),
  );
}

const REACHES = ["email", "phone"];

/** May the public have this field? As the template's own words have it: contacts never, persons by consent, the rest unless flagged. */
function isOpen(question: FormQuestion, field: Field, { publish, flagged }: Case): boolean {
  if (REACHES.includes(field.kind)) return false;
  if (question.confidential === "allowed" && flagged) return false;
  if (field.publicIf) return publish === "name_published";
  return question.confidential !== "always";
}

/** Puts a word of its own into every text of a value. */
function marked(question: FormQuestion, value: AnswerValue, row: string, word: (field: Field, place: string) => string): AnswerValue {
  const inField = (field: Field, given: unknown, place: string): unknown => {
    if (field.kind === "text" || field.kind === "long") return word(field, place);
    if (field.kind === "email") return `${word(field, place).toLowerCase()}@example.org`;
    if (field.kind === "phone") return `+41 22 ${word(field, place)}`;
    if (field.kind === "url") return `https://example.org/${word(field, place)}`;
    return given;
  };
  const inRow = (given: RowValue, place: string): RowValue =>
    Object.fromEntries(
      fieldsOf(question).flatMap((field) =>
        given[field.id] === undefined ? [] : [[field.id, inField(field, given[field.id], `${place}.${field.id}`) as never]],
      ),
    );
  const place = row ? `${question.code}-${row}` : question.code;
  if (question.kind === "single") return inField(question.field, value, place) as AnswerValue;
  if (question.kind === "group") return inRow(asRow(value), place);
  if (question.kind === "table") return asTable(value).map((given) => ({ ...inRow(given, place), id: given.id }));
  return Object.fromEntries(Object.entries(value as Record<string, RowValue>).map(([code, given]) => [code, inRow(given, `${place}.${code}`)]));
}

/** Puts a file of its own into every place of an answer that takes one. */
async function withFiles(question: FormQuestion, value: AnswerValue, fileFor: (field: Field) => Promise<unknown>): Promise<AnswerValue> {
  if (question.kind !== "group") return value;
  const given = await Promise.all(question.fields.filter(({ kind }) => kind === "file").map(async (field) => [field.id, [await fileFor(field)]] as const));
  return { ...asRow(value), ...Object.fromEntries(given) } as AnswerValue;
}

let count = 0;

async function makeCase(given: Case): Promise<Made> {
  const definition = definitions.get(given.template)!;
  const references = templateReferences(await readReference(db));
  const consent = consentOf(definition);
  const key = `K${(count += 1)}X`;
  const isPublic = given.publish !== "not_published" && given.date !== FUTURE;
  const canaries: string[] = [];
  const visible: string[] = [];
  const facts = { groups: [], references, language: "en" } as const;
  const complete = completeAnswers(definition, facts);
  const chosen = complete.map((answer) =>
    answer.question === consent.code
      ? { ...answer, value: { ...asRow(answer.value), publish: given.publish, ...(given.date && { date: given.date }) } }
      : answer,
  );
  const env = createEnv(definition, { ...facts, answers: lookupOf(chosen) });
  const files: Made["files"] = [];
  const answers = [];
  for (const { question: code, row, value } of chosen) {
    const question = findQuestion(env.definition, code, row, references)!;
    const mayFlag = question.confidential === "allowed" && !isChoice(question);
    const word = (field: Field, place: string): string => {
      // Co-signatories that have not confirmed are not there at all.
      const open = isPublic && isOpen(question, field, given) && !(question.kind === "table" && question.cosign);
      const text = `${open ? "VISIBLE" : "CANARY"}-${key}-${place}-`;
      (open ? visible : canaries).push(text);
      return text;
    };
    const whole = await withFiles(question, marked(question, value, row, word), async (field) => {
      const open = isPublic && isOpen(question, field, given);
      const name = `${open ? "OPEN" : "CANARY"}-${key}-${code}.${field.id}-.pdf`;
      const sha256 = await site.files.put(Buffer.from(`%PDF-1.7 ${name}`));
      const stored = { sha256, size: 9 + name.length, type: "application/pdf" };
      await db.storedFile.upsert({ where: { sha256 }, create: stored, update: {} });
      files.push({ sha256, isOpen: open });
      return { sha256, name, size: stored.size };
    });
    answers.push({ question: code, row, value: whole, confidential: given.flagged && mayFlag });
  }
  const { release, releaseAfter } = releaseOf(definition, answers);
  const submission = await makeSubmission(db, {
    template: given.template,
    party: await makeParty(db, { kind: definition.partyKind }),
    line: definition.partyKind === "un_entity" ? LINE : "",
    state: "published",
    release,
    releaseAfter,
    answers,
    ...listedFacts(definition, answers, definition.partyKind === "un_entity" ? LINE : ""),
  });
  if (definition.partyKind === "un_entity") await db.facilitation.create({ data: { line: LINE, partyId: submission.party.id, role: "lead" } });
  return { ...given, submission, isPublic, canaries, visible, files };
}

beforeAll(async () => {
  definitions = new Map(await Promise.all(TEMPLATES.map(async (template) => [template, await definitionOf(template)] as const)));
  made = [];
  for (const definition of definitions.values()) for (const given of casesOf(definition)) made.push(await makeCase(given));
}, 120_000);

const text = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)) ?? "";
const bodyOf = async (answer: unknown): Promise<string> =>
  answer instanceof Response ? `${answer.headers.get("location") ?? ""} ${await answer.text()}` : text(answer);
/** Marks are upper case and end in a sign, so that none is part of another; addresses have lost their case. */
const leaksIn = (body: string): string[] => [...new Set(body.match(/canary-k\d+x-[\w.-]*/gi))];

test("every consent choice of every template is tried, with texts that are open and texts that are not", () => {
  expect([...new Set(made.map(({ template, publish }) => `${template} ${publish}`))].sort()).toEqual([
    "facilitator-report after_date",
    "facilitator-report all",
    "facilitator-report all_but_flagged",
    "national-report after_date",
    "national-report all",
    "national-report all_but_flagged",
    "stakeholder-contribution name_published",
    "stakeholder-contribution not_published",
    "stakeholder-contribution organisation_only",
  ]);
  for (const one of made) {
    expect(one.canaries.length).toBeGreaterThan(2);
    expect(one.visible.length > 0).toBe(one.isPublic);
  }
  expect(made.reduce((sum, { canaries }) => sum + canaries.length, 0)).toBeGreaterThan(300);
});

describe("the page and the call of one report", () => {
  test("show exactly the texts the consent allows", async () => {
    for (const { submission, isPublic, visible, ...given } of made) {
      const { symbol } = submission;
      const page = await bodyOf(await call(site, show, { path: `/en/submissions/${symbol}`, params: { symbol } }));
      const program = await bodyOf(await call(site, apiOpenSubmission, { path: `/api/v1/submissions/${symbol}`, params: { symbol } }));
      const query = await getPublished(ctx, symbol);
      const what = `${given.template} ${given.publish} ${given.date ?? ""} ${given.flagged ? "flagged" : ""}`;
      expect({ what, leaks: leaksIn(`${page}${program}${text(query)}`) }).toEqual({ what, leaks: [] });
      expect({ what, found: query.ok }).toEqual({ what, found: isPublic });
      for (const body of [page, program]) expect({ what, missing: visible.filter((word) => !body.includes(word)) }).toEqual({ what, missing: [] });
    }
  });
});

describe("the document of one report", () => {
  test("holds exactly the texts the consent allows, in Word as it was written for print", async () => {
    for (const { submission, isPublic, visible, ...given } of made) {
      const { symbol } = submission;
      const answer = (await call(site, apiPaper, { path: `/api/v1/submissions/${symbol}/export?format=docx`, params: { symbol } })) as Response;
      const what = `${given.template} ${given.publish} ${given.date ?? ""} ${given.flagged ? "flagged" : ""}`;
      expect({ what, status: answer.status }).toEqual({ what, status: isPublic ? 200 : 404 });
      const words = isPublic ? wordsOfDocument(new Uint8Array(await answer.arrayBuffer())) : await answer.text();
      expect({ what, leaks: leaksIn(words) }).toEqual({ what, leaks: [] });
      expect({ what, missing: visible.filter((word) => !words.includes(word)) }).toEqual({ what, missing: [] });
    }
  });
});

describe("the export", () => {
  test.each(EXPORT_FORMATS)("as %s holds exactly the texts the consent allows", async (format) => {
    for (const { submission, visible, files, ...given } of made) {
      const body = await exported(site, `party=${submission.party.code}`, format);
      const what = `${given.template} ${given.publish} ${given.date ?? ""} ${given.flagged ? "flagged" : ""}`;
      expect({ what, leaks: leaksIn(body) }).toEqual({ what, leaks: [] });
      expect({ what, missing: visible.filter((word) => !body.includes(word)) }).toEqual({ what, missing: [] });
      for (const { sha256, isOpen: open } of files) expect({ what, sha256, told: body.includes(sha256) }).toEqual({ what, sha256, told: open });
    }
  });

  test.each(EXPORT_FORMATS)("as %s of everything, and of every filter that could tell, holds no text that is withheld", async (format) => {
    const queries = ["", "q=canary", "line=C1", `line=${LINE}`, "sdg=9", ...TEMPLATES.map((kind) => `kind=${kind}`), "category=civil-society"];
    for (const query of queries) {
      const body = await exported(site, query, format);
      expect({ query, leaks: leaksIn(body) }).toEqual({ query, leaks: [] });
      for (const { submission } of made.filter(({ isPublic }) => !isPublic)) expect(body).not.toContain(submission.symbol);
    }
  });
});

test("a receipt can be verified whatever the consent, and tells nothing of what was answered", async () => {
  for (const { submission, canaries, visible } of made) {
    const { receipt } = submission;
    const page = await bodyOf(await call(site, verify, { path: `/en/verify/${receipt}`, params: { receipt } }));
    const program = await bodyOf(await call(site, apiReceipt, { path: `/api/v1/receipts/${receipt}`, params: { receipt } }));
    for (const body of [page, program]) {
      expect(body).toContain(receipt);
      expect([...canaries, ...visible].filter((word) => body.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
    }
  }
});

describe("the addresses of files", () => {
  test("give a file where the consent allows it, and are not there otherwise, nor under another symbol", async () => {
    const open = made.find(({ isPublic }) => isPublic)!.submission.symbol;
    expect(made.flatMap(({ files }) => files).filter(({ isOpen: may }) => may).length).toBeGreaterThan(10);
    for (const { submission, files, ...given } of made) {
      expect(files.length).toBeGreaterThan(0);
      for (const { sha256, isOpen: may } of files) {
        const at = async (symbol: string) => {
          const answer = (await call(site, file, { path: `/en/submissions/${symbol}/files/${sha256}`, params: { symbol, sha256 } })) as Response;
          return { status: answer.status, body: answer.status === 200 ? await answer.text() : "" };
        };
        const what = `${given.template} ${given.publish} ${given.date ?? ""} ${given.flagged ? "flagged" : ""}`;
        const { status: found, body } = await at(submission.symbol);
        expect({ what, found }).toEqual({ what, found: may ? 200 : 404 });
        expect(leaksIn(body)).toEqual([]);
        if (submission.symbol !== open) expect((await at(open)).status).toBe(404);
      }
    }
  });
});

describe("lists, searches and boards", () => {
  test("hold no text that is withheld, and list what is public and nothing else", async () => {
    const hidden = made.filter(({ isPublic }) => !isPublic);
    const categories = ["government", "civil-society", "intergovernmental"];
    const addresses = [
      ...[
        "",
        "?line=C1",
        `?line=${LINE}`,
        ...Array.from({ length: 17 }, (_, index) => `?sdg=${index + 1}`),
        ...Array.from({ length: 5 }, (_, index) => `?gdc=O${index + 1}`),
        "?q=canary",
        "?q=CANARY-K1X",
        ...TEMPLATES.map((kind) => `?kind=${kind}`),
        ...categories.map((code) => `?category=${code}`),
      ],
      ...made.map(({ submission }) => `?q=${submission.party.code}`),
    ];
    const bodies = [
      await bodyOf(await call(site, home, { path: "/en" })),
      await bodyOf(await call(site, sitemap, { path: "/sitemap.xml", params: {} })),
      text(await listPublished(ctx, {}, { limit: 1_000 })),
      text(await stateBoard(ctx, { by: "un", show: "all" })),
      text(await facilitatorBoard(ctx, { by: "line", show: "all" })),
      text(await facilitatorBoard(ctx, { by: "entity", show: "submitted" })),
      text(await stakeholderBoard(ctx, {})),
    ];
    for (const query of addresses) {
      bodies.push(await bodyOf(await call(site, list, { path: `/en/submissions${query}` })));
      bodies.push(await bodyOf(await call(site, apiSubmissions, { path: `/api/v1/submissions${query}` })));
    }
    for (const who of ["state", "un_entity", "organisation"]) bodies.push(await bodyOf(await call(site, status, { path: `/ar/status?who=${who}` })));
    expect(bodies.flatMap(leaksIn)).toEqual([]);
    for (const { submission } of hidden) expect(bodies.filter((body) => body.includes(`"symbol":"${submission.symbol}"`))).toEqual([]);
    const listed = bodies[2]!;
    expect(
      made.filter(({ isPublic, submission }) => listed.includes(`"${submission.symbol}"`) !== isPublic).map(({ submission }) => submission.symbol),
    ).toEqual([]);
  });

  test("an organisation whose contribution is not public is named on no board", async () => {
    const board = text(await stakeholderBoard(ctx, {})) + (await bodyOf(await call(site, status, { path: "/en/status?who=organisation" })));
    const silent = made.filter(({ template, isPublic }) => template === "stakeholder-contribution" && !isPublic);
    expect(silent.length).toBe(2);
    for (const { submission } of silent) expect(board).not.toContain(submission.party.code);
  });

  test("no filter tells what an answer that is withheld says", async () => {
    for (const { template, submission, flagged, isPublic } of made.filter(({ template: of }) => of === "stakeholder-contribution")) {
      const { items } = await listPublished(ctx, { line: "C1", party: submission.party.code });
      expect({ template, flagged, isPublic, found: items.length }).toEqual({ template, flagged, isPublic, found: isPublic && !flagged ? 1 : 0 });
    }
  });
});
