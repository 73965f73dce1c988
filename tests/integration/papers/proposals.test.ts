import { expect, test } from "vitest";
import { decide } from "~/features/negotiations/commands/decisions.server";
import { commentOn, propose } from "~/features/negotiations/commands/inputs.server";
import type { proposalsData } from "~/features/papers/model/proposals-paper";
import { loader } from "~/routes/desk/documents/negotiation/brackets-file";
import { makeMember } from "../../factories/delegation";
import { makePublished } from "../../factories/draft";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { partOf, textIn } from "../../support/word-documents";

const { db } = testDatabase();
const site = makeSite(db);
const TEXT = "Access has grown in rural areas. Costs remain high.";

async function proposed() {
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  const desk = makeCtx({ db, actor: officer });
  const document = await makePublished(desk, [TEXT]);
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());
  const asked = { document: document.id, number: 1, paragraph: (await document.paragraphs())[0]!.id };
  const common = { party: party.id, group: "", language: "en" as const };
  const put = async (kind: "ADD" | "MOD" | "DEL" | "NOC", words: string, text: string): Promise<string> => {
    const made = await propose(focal, asked, { ...common, kind, words, text, reason: "Why." });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.id;
  };
  await put("MOD", "rural areas", "remote [and rural] areas");
  const deleted = await put("DEL", "Costs remain high.", "");
  await put("NOC", "", "");
  expect(await commentOn(focal, asked, { ...common, text: "Only between us." })).toMatchObject({ ok: true });
  expect(await decide(desk, asked, { intent: "move", input: deleted, from: "proposed", to: "agreed" })).toMatchObject({ ok: true });
  const path = `/en/desk/documents/${document.id}/negotiation/1/file`;
  const read = async (actor: Parameters<typeof cookieOf>[1], query: string) => {
    const cookie = await cookieOf(site, actor);
    return (await call(site, loader, { path: path + query, params: { lang: "en", document: document.id, number: "1" }, cookie })) as Response;
  };
  return { officer, focal: focal.actor, document, party, read };
}

test("what is proposed is taken away in Word, with brackets and clean, and as data; comments in none of them", async () => {
  const { officer, document, party, read } = await proposed();
  const wordsOf = async (query: string): Promise<string> => {
    const answer = await read(officer, query);
    expect(answer.headers.get("content-disposition")).toMatch(/filename="[A-Z0-9]+-DOC-[0-9A-F]{8}-ZD-en-(?:brackets|clean)\.docx"/);
    return textIn(partOf(new Uint8Array(await answer.arrayBuffer()), "word/document.xml"));
  };
  const bracketed = await wordsOf("?format=docx");
  expect(bracketed).toContain(`Access has grown in rural areas [${party.code}: remote [and rural] areas]. Costs remain high.`);
  expect(bracketed).toContain(`No change: [${party.code}]`);
  expect(bracketed).toContain(`Deletion – Costs remain high. [${party.code}] – Agreed`);
  expect(bracketed).not.toContain("Only between us.");
  const clean = await wordsOf("?format=docx&view=clean");
  expect(clean).toContain("Access has grown in rural areas.");
  expect(clean).not.toMatch(/Costs remain|remote/);
  const data = (await (await read(officer, "?format=json")).json()) as ReturnType<typeof proposalsData>;
  const paragraphs = data.chapters.flatMap((chapter) => chapter.paragraphs);
  expect(data).toMatchObject({ document: document.id, number: 1, stage: "zero_draft", brackets: 1 });
  expect(paragraphs[0]!.proposals.map(({ kind, names, words, state }) => [kind, names, words, state])).toEqual([
    ["MOD", party.code, "rural areas", "proposed"],
    ["DEL", party.code, "Costs remain high.", "agreed"],
    ["NOC", party.code, "", "proposed"],
  ]);
  expect(JSON.stringify(data)).not.toContain("Only between us.");
  const events = await db.auditEvent.findMany({ where: { subject: `document:${document.id}`, type: "draft.downloaded" } });
  expect(events.length).toBeGreaterThan(0);
});

test("it is the desk’s, in formats that are known, of a draft that is published", async () => {
  const { officer, focal, read } = await proposed();
  const pdf = await read(officer, "?format=pdf");
  expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const observer = await makeUser(db, { secretariat: ["observer"] });
  expect((await read(observer, "?format=json")).status).toBe(200);
  expect((await read(focal, "?format=json")).status).toBe(403);
  expect((await read(officer, "?format=html")).status).toBeGreaterThanOrEqual(400);
  expect((await read(officer, "?format=json&view=other")).status).toBeGreaterThanOrEqual(400);
});
