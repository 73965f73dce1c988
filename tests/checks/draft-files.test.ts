import { createHash, randomUUID } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Draft, Paragraph, Tie } from "~/features/documents/model";
import { byParagraph, type ByParagraph, type StandingProposal } from "~/features/negotiations/model/standing";
import { wordsIn } from "~/features/papers/queries/words.server";
import type { RedraftPlan } from "~/features/redrafts/model";
import { draftForm } from "~/features/redrafts/model/draft-form";
import { readMark } from "~/features/redrafts/model/mark";
import { redraftPlan } from "~/features/redrafts/model/plan";
import type { ReadArea } from "~/lib/form-document";
import { canonicalJson } from "~/lib/json";
import { LANGUAGES, type Language } from "~/lib/languages";
import { sentenceTexts } from "~/lib/sentences";
import { formFile } from "~/platform/word/form.server";
import { readForm } from "~/platform/word/read-form.server";
import { MANGLES, randomFrom, withBody } from "../support/mangled-files";
import { MIXED } from "../support/paper-corpus";
import { partOf, textIn } from "../support/word-documents";

/** The text of a document goes out as a Word file and comes back to the letter: every paragraph, its id, and so its ties. */

const hashOf =
  (language: Language) =>
  (text: string): string =>
    createHash("sha256").update(canonicalJson({ language, text })).digest("hex");

const tieOn = (sentence: string, at: number): Tie => ({
  id: randomUUID(),
  kind: "evidence",
  at,
  sentence,
  tied: sentence,
  submission: randomUUID(),
  question: "B1",
  row: "",
  hash: "h",
  place: "",
  quote: "",
  start: 0,
  end: 0,
  current: true,
});

function draftOf(language: Language, texts: readonly string[]): Draft {
  const paragraphs = texts.map((text): Paragraph => {
    const sentences = sentenceTexts(text, language);
    return { id: randomUUID(), frozen: "", text, revision: 1, agreed: false, hash: hashOf(language)(text), sentences, ties: sentences.map(tieOn) };
  });
  const half = Math.ceil(paragraphs.length / 2);
  const chapters = [paragraphs.slice(0, half), paragraphs.slice(half)].map((own, index) => ({
    id: randomUUID(),
    source: "",
    title: `Chapter ${index}`,
    paragraphs: own,
  }));
  return { id: randomUUID(), cycle: "x", title: "Draft", language, chapters, gone: [], lost: [], wordings: new Map() };
}

const numbersOf = ({ chapters }: Draft): Map<string, string> =>
  new Map(chapters.flatMap(({ paragraphs }) => paragraphs).map(({ id }, index) => [id, String(index + 1)]));
const fileOf = async (draft: Draft, proposals: ByParagraph = new Map()): Promise<Uint8Array> =>
  new Uint8Array(await formFile(draftForm(draft, numbersOf(draft), proposals, wordsIn(draft.language))));

async function heldAgainst(draft: Draft, bytes: Uint8Array, proposals: ByParagraph = new Map()): Promise<RedraftPlan> {
  const form = await readForm(bytes);
  if (!form.ok) throw new Error(form.error);
  const mark = readMark(form.value.hidden);
  if (!mark) throw new Error("no mark");
  expect(mark.paragraphs.map(({ id }) => id)).toEqual(draft.chapters.flatMap(({ paragraphs }) => paragraphs.map(({ id }) => id)));
  const write = wordsIn(draft.language).say("papers:redraft.write");
  return redraftPlan({ mark, form: form.value, draft, numbers: numbersOf(draft), proposals, hashOf: hashOf(draft.language), write });
}

const textsOf = (language: Language): string[] => [
  ...MIXED[language],
  `[${MIXED[language][0]}] [[ITU, CHE: ${MIXED[language][1]}]]`,
  `${MIXED[language][0]}\n${MIXED[language][1]}\n\n${MIXED[language][2]}`,
];
const untouched = (count: number): RedraftPlan => ({ items: [], added: [], same: count, problems: [] });

describe.each(LANGUAGES)("in %s", (language) => {
  test("every paragraph comes back unchanged, brackets and line ends too", async () => {
    const draft = draftOf(language, textsOf(language));
    expect(await heldAgainst(draft, await fileOf(draft))).toEqual(untouched(textsOf(language).length));
  });
});

/** A proposal for some words of a paragraph, where they stand now. */
function proposalOn({ id, text }: Paragraph, words: string, own: Partial<StandingProposal> = {}): StandingProposal {
  const place = { start: words === "" ? 0 : text.indexOf(words), end: words === "" ? text.length : text.indexOf(words) + words.length };
  const proponents = ["CHE", "ITU"].map((code) => ({ partyId: code, code, name: code, group: "" }));
  return {
    ...{
      id: randomUUID(),
      paragraph: id,
      kind: "MOD",
      words,
      ...place,
      place: { paragraph: id, ...place },
      language: "en",
      text: "Other [words].",
      reason: "Why.",
      state: "proposed",
    },
    ...{
      party: { id: "x", code: "CHE", name: "" },
      at: "2026-11-27T09:30:00Z",
      proponents,
      source: null,
      withheld: false,
      takenAt: null,
      takenReason: "",
      anchor: null,
    },
    ...{ disposition: "", answer: "", answeredBy: "", answeredAt: null },
    ...own,
  };
}

describe.each(["en", "ar", "zh"] as const)("with proposals in %s", (language) => {
  test("they stand small under their paragraph with who proposes them, locked, and every paragraph comes back as it was", async () => {
    const draft = draftOf(language, textsOf(language));
    const [first, second] = draft.chapters[0]!.paragraphs as [Paragraph, Paragraph];
    const decided = proposalOn(second, "", { state: "agreed", text: "Decided already." });
    const proposals = byParagraph([proposalOn(first, first.text.slice(0, 9)), proposalOn(first, "", { kind: "DEL", text: "" }), decided]);
    const bytes = await fileOf(draft, proposals);
    const body = partOf(bytes, "word/document.xml");
    const said = wordsIn(language).say("papers:redraft.proposals");
    const row = (body.match(/<w:tr>.*?<\/w:tr>/gs) ?? []).filter((one) => textIn(one).includes(said));
    expect(row).toHaveLength(1);
    expect(textIn(row[0]!)).toContain("[CHE, ITU: Other [words].]");
    expect(row[0]).not.toContain("<w:sdt>");
    expect(body.indexOf(row[0]!)).toBeGreaterThan(body.indexOf(`paragraph/${first.id}`));
    expect(body.indexOf(row[0]!)).toBeLessThan(body.indexOf(`paragraph/${second.id}`));
    expect(textIn(body)).not.toContain("Decided already.");
    expect(await heldAgainst(draft, bytes, proposals)).toEqual(untouched(textsOf(language).length));
  });
});

const word = fc.stringMatching(/^[\p{L}\p{N}[\]().,;:«»"'&<>-]{1,12}$/u);
const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
const text = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));

test("any text in any language comes back to the letter", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LANGUAGES), fc.array(text, { minLength: 1, maxLength: 6 }), async (language, texts) => {
      const draft = draftOf(language, texts);
      expect(await heldAgainst(draft, await fileOf(draft))).toEqual(untouched(texts.length));
    }),
    { numRuns: 60 },
  );
});

describe("what was done outside is named", () => {
  const texts = ["Access has grown. It will go on.", "Finance is needed.", "Work goes on.", "The end."];
  const draft = draftOf("en", texts);
  const [first, second, third, fourth] = draft.chapters.flatMap(({ paragraphs }) => paragraphs) as [Paragraph, Paragraph, Paragraph, Paragraph];

  test("an edit with the ties it costs, a new paragraph, one left empty, one taken out, one twice, one with tracked changes", async () => {
    const rowOf = (id: string): RegExp => new RegExp(`<w:tr>(?:(?!</w:tr>).)*paragraph/${id}.*?</w:tr>`, "s");
    const bytes = withBody(await fileOf(draft), (xml) =>
      xml
        .replace("Access has grown. It will go on.", "Access has grown. Nothing of this is left, but for something else entirely.")
        .replace(rowOf(second.id), "")
        .replace(rowOf(third.id), (row) => row + row)
        .replace(rowOf(fourth.id), (row) =>
          row
            .replace("<w:sdtContent><w:r>", '<w:sdtContent><w:ins w:id="1" w:author="x"><w:r>')
            .replace("</w:r></w:sdtContent>", "</w:r></w:ins></w:sdtContent>"),
        )
        .replace(
          /(<w:sdt><w:sdtPr>(?:(?!<\/w:sdtPr>).)*new\/(?:(?!<\/w:sdtPr>).)*?)<w:showingPlcHdr\/>((?:(?!<\/w:sdtPr>).)*<\/w:sdtPr><w:sdtContent>).*?(<\/w:sdtContent>)/s,
          "$1$2<w:r><w:t>Something new.</w:t></w:r>$3",
        ),
    );
    const plan = await heldAgainst(draft, bytes);
    expect(plan.items).toEqual([
      expect.objectContaining({ paragraph: first.id, number: "1", revision: 1, standing: "changed", here: texts[0], orphans: ["It will go on."] }),
    ]);
    expect(plan.added).toEqual([{ id: expect.any(String) as string, chapter: draft.chapters[0]!.id, title: "Chapter 0", text: "Something new." }]);
    expect(plan.problems).toEqual([
      { code: "missing", place: "2" },
      { code: "twice", place: "3" },
      { code: "tracked_changes", place: "4" },
    ]);
  });

  test("an edit with the proposals it costs their words or their whole paragraph; those elsewhere, and what else is about the whole, stay", async () => {
    const [lost, kept] = [proposalOn(first, "grown"), proposalOn(first, "go on")];
    const whole = (["MOD", "DEL", "NOC", "ADD"] as const).map((kind) => proposalOn(first, "", { kind }));
    const proposals = byParagraph([lost, kept, ...whole, proposalOn(second, "needed"), proposalOn(second, "", { kind: "DEL" })]);
    const bytes = withBody(await fileOf(draft, proposals), (xml) => xml.replace("Access has grown. It", "Access has doubled. It"));
    const { items } = await heldAgainst(draft, bytes, proposals);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      paragraph: first.id,
      proposals: [{ kind: "MOD", words: "grown", state: "proposed", proponents: lost.proponents }, {}, {}],
    });
    expect(items[0]!.proposals.map(({ kind, words }) => `${kind} ${words}`)).toEqual(["MOD grown", "MOD ", "DEL "]);
  });

  test("a paragraph that went on meanwhile is a conflict, or gone; left as it was in the file it is the same", async () => {
    const bytes = withBody(await fileOf(draft), (xml) => xml.replace("Finance is needed.", "Finance is welcome.").replace("The end.", "An end."));
    const later: Draft = {
      ...draft,
      chapters: draft.chapters.map((chapter) => ({
        ...chapter,
        paragraphs: chapter.paragraphs.flatMap((paragraph) => {
          if (paragraph.id === fourth.id) return [];
          return paragraph.id === third.id ? [paragraph] : [{ ...paragraph, revision: 2, text: `${paragraph.text} Since then more.` }];
        }),
      })),
    };
    const form = await readForm(bytes);
    const mark = form.ok ? readMark(form.value.hidden) : null;
    if (!form.ok || !mark) throw new Error("not read");
    const plan = redraftPlan({ mark, form: form.value, draft: later, numbers: numbersOf(later), proposals: new Map(), hashOf: hashOf("en"), write: "" });
    expect(plan).toEqual({
      items: [expect.objectContaining({ paragraph: second.id, standing: "conflict", revision: 2, there: "Finance is welcome." })],
      added: [],
      same: 2,
      problems: [{ code: "gone", place: "4" }],
    });
  });

  test("new paragraphs that are not taken are named: one too long, an area with a fault, a chapter the document does not have", async () => {
    const form = await readForm(await fileOf(draft));
    const mark = form.ok ? readMark(form.value.hidden) : null;
    if (!form.ok || !mark) throw new Error("not read");
    const stray = randomUUID();
    const area = (key: string, text: string, fault: "structure" | null = null): [string, ReadArea] => [key, { key, fault, text, markdown: text, ticks: [] }];
    const [one, two] = draft.chapters;
    const areas = new Map([
      ...form.value.areas,
      area(`new/${one!.id}`, `${"x".repeat(20_001)}\n\nShort.`),
      area(`new/${two!.id}`, "", "structure"),
      area(`new/${stray}`, "Elsewhere."),
    ]);
    const plan = redraftPlan({ mark, form: { ...form.value, areas }, draft, numbers: numbersOf(draft), proposals: new Map(), hashOf: hashOf("en"), write: "" });
    expect(plan.added).toEqual([{ id: expect.any(String) as string, chapter: one!.id, title: "Chapter 0", text: "Short." }]);
    expect(plan.problems).toEqual([
      { code: "new_too_long", place: "I" },
      { code: "new_unread", place: "II" },
      { code: "new_unplaced", place: `new/${stray.slice(0, 16)}` },
    ]);
  });

  const cases = Object.keys(MANGLES)
    .filter((name) => !name.includes("keys"))
    .flatMap((name) => [0, 1].map((seed) => [name, seed] as const));
  test.each(cases)("%s (%i): refused or named, and never another text", async (name, seed) => {
    const form = await readForm(MANGLES[name]!.mangle(await fileOf(draft), randomFrom(seed)));
    const mark = form.ok ? readMark(form.value.hidden) : null;
    if (!form.ok || !mark) return;
    const plan = redraftPlan({
      mark,
      form: form.value,
      draft,
      numbers: numbersOf(draft),
      proposals: new Map(),
      hashOf: hashOf("en"),
      write: wordsIn("en").say("papers:redraft.write"),
    });
    expect(plan).toMatchObject({ items: [], added: [] });
    const named = plan.problems.filter(({ code }) => !code.startsWith("new_"));
    expect(plan.same + new Set(named.map(({ place }) => place)).size).toBe(texts.length);
  });

  test("a row with the key of another paragraph, or of none, is named", async () => {
    const stray = randomUUID();
    const bytes = await fileOf(draft);
    const renamed = await heldAgainst(
      draft,
      withBody(bytes, (xml) => xml.replaceAll(first.id, stray)),
    );
    expect(renamed).toEqual({
      items: [],
      added: [],
      same: 3,
      problems: [
        { code: "missing", place: "1" },
        { code: "unknown", place: `paragraph/${stray.slice(0, 16)}` },
      ],
    });
    const swapped = await heldAgainst(
      draft,
      withBody(bytes, (xml) => xml.replaceAll(first.id, second.id)),
    );
    expect(swapped).toMatchObject({ items: [], same: 2 });
    expect(swapped.problems).toEqual([
      { code: "missing", place: "1" },
      { code: "twice", place: "2" },
    ]);
  });

  test("no other text is a mark", () => {
    for (const text of ["", "{}", "[]", '{"format":"draft-1"}', JSON.stringify({ mark: { format: 1 } })]) expect(readMark(text)).toBeNull();
  });
});

const folder = mkdtempSync(join(tmpdir(), "portal-drafts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync("/usr/bin/soffice"))("LibreOffice (needs libreoffice-writer-nogui)", () => {
  test.each(LANGUAGES)("opens and saves the file in %s, and every paragraph comes back", { timeout: 60_000 }, async (language) => {
    const draft = draftOf(language, textsOf(language));
    const [first] = draft.chapters[0]!.paragraphs;
    const proposals = byParagraph([proposalOn(first!, first!.text.slice(0, 9))]);
    writeFileSync(join(folder, `${language}.docx`), await fileOf(draft, proposals));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = ["--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", join(folder, "again"), join(folder, `${language}.docx`)];
    execFileSync("soffice", args, { stdio: "ignore", cwd: folder });
    const again = new Uint8Array(readFileSync(join(folder, "again", `${language}.docx`)));
    expect(await heldAgainst(draft, again)).toEqual(untouched(textsOf(language).length));
  });
});
