import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { setAside } from "~/features/documents/commands/set-aside.server";
import { citeAnswer, markEditorial } from "~/features/documents/commands/ties.server";
import type { WholeVersion } from "~/features/documents/model";
import type { VersionFormat } from "~/features/papers/model";
import { fileOfVersion } from "~/features/papers/queries/version.server";
import { canonicalJson } from "~/lib/json";
import { makeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { akomaFaults } from "../../support/akoma";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { partOf, textIn } from "../../support/word-documents";

const { db } = testDatabase();
const GROWN = "Access has grown in [rural] areas & beyond.";
const TEXT = `${GROWN} The meeting takes note of this.`;

async function frozen() {
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const answers = [
    { question: "B1", value: "We connected every school." },
    { question: "B2", value: "In confidence: not yet.", confidential: true },
    { question: "B3", value: ["x"] },
  ];
  const made = await makeSubmission(db, { answers });
  const { id, paragraphs } = await makeDocument(ctx, [TEXT]);
  const paragraph = (await paragraphs())[0]!.id;
  await citeAnswer(ctx, { document: id, paragraph }, { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: ["every school", "We"] });
  await markEditorial(ctx, { document: id, paragraph }, { at: 1, sentence: "The meeting takes note of this." });
  for (const question of ["B2", "B3"]) await setAside(ctx, id, { submission: made.id, question, row: "", reason: `Why ${question} is not cited.` });
  const done = await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread"], reason: "Agreed by the bureau." });
  if (!done.ok) throw new Error(done.error.code);
  const fileIn = async (format: VersionFormat) => {
    const file = await fileOfVersion(ctx, id, 1, format);
    if (!file.ok) throw new Error(file.error.code);
    return file.value;
  };
  return { ctx, id, paragraph, symbol: made.symbol, party: made.party, fileIn };
}

test("a version is taken away as Word with footnotes to what its sentences rest on, and as PDF", async () => {
  const { ctx, paragraph, symbol, fileIn } = await frozen();
  const file = await fileIn("docx");
  expect(file.name).toMatch(/^[A-Z0-9]+-DOC-[0-9A-F]{8}-ZD-en\.docx$/);
  const body = partOf(file.bytes, "word/document.xml");
  expect(textIn(body)).toContain("Access has grown in [rural] areas & beyond. The meeting takes note of this.");
  expect(body).toMatch(/beyond\.<\/w:t><\/w:r><w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:footnoteReference w:id="1"\/>/);
  const notes = textIn(partOf(file.bytes, "word/footnotes.xml"));
  expect(notes.split(symbol)).toHaveLength(2);
  expect(notes).toContain("B1");
  expect(textIn(body)).toContain("Why B3 is not cited.");
  expect(textIn(body)).toContain(ctx.actor.name);
  // What is confidential is counted and not named.
  expect(textIn(body)).not.toContain("Why B2");
  expect(body).not.toContain(paragraph);
  const pdf = await fileIn("pdf");
  expect(new TextDecoder().decode(pdf.bytes.slice(0, 5))).toBe("%PDF-");
});

test("as HTML it needs nothing else; what was published leads to its page", async () => {
  const { ctx, id, paragraph, symbol, fileIn } = await frozen();
  const html = new TextDecoder().decode((await fileIn("html")).bytes);
  expect(html).toContain(`id="paragraph-${paragraph}"`);
  expect(html).toContain('[rural] areas &amp; beyond.<bdi><sup><a href="#note-1"');
  expect(html).not.toMatch(/<(?:script|link|img)/);
  expect(html).not.toContain(`/submissions/${symbol}`);
  await db.submission.update({ where: { symbol }, data: { state: "published", publishedAt: ctx.now(), release: "all" } });
  expect(new TextDecoder().decode((await fileIn("html")).bytes)).toContain(`${ctx.origin}/en/submissions/${symbol}`);
  expect(await fileOfVersion(ctx, id, 2, "html")).toMatchObject({ error: { code: "document.not_found" } });
});

test("as Akoma Ntoso it has the structure of the standard, with ids that no renumbering changes", async () => {
  const { paragraph, symbol, party, fileIn } = await frozen();
  const xml = new TextDecoder().decode((await fileIn("xml")).bytes);
  expect(akomaFaults(xml)).toEqual([]);
  expect(xml).toContain(`GUID="${paragraph}"`);
  expect(xml).toContain(`<TLCOrganization eId="party_${party.code}"`);
  expect(xml).toMatch(
    new RegExp(`class="tied">Access has grown in \\[rural\\] areas &amp; beyond\\.</span><authorialNote[^>]*><p><organization[^>]*>.*${symbol}`),
  );
  expect(xml).toContain('class="editorial"> The meeting takes note of this.');
  expect(akomaFaults(xml.replace("<num>", "<number>").replace("</num>", "</number>"))).not.toEqual([]);
  expect(akomaFaults(xml.replace(`GUID="${paragraph}"`, 'eId="portal"'))).not.toEqual([]);
});

test("as JSON anybody can hold its content against its checksum", async () => {
  const { fileIn } = await frozen();
  const { content, hash, stage } = JSON.parse(new TextDecoder().decode((await fileIn("json")).bytes)) as WholeVersion;
  expect(stage).toBe("zero_draft");
  expect(createHash("sha256").update(canonicalJson(content)).digest("hex")).toBe(hash);
});
