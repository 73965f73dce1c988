import { unzipSync } from "fflate";
import sax from "sax";
import { expect, test } from "vitest";
import { projectFile } from "~/features/codings/queries/project-file.server";
import { finish, makeCode, makeCoder, makeText, markSentences } from "../../factories/coding";
import { unique } from "../../factories/unique";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();

type Element = { name: string; attributes: Record<string, string>; inside: string[]; text: string };

/** The elements of a document in their order, each with the names of those around it. */
function elementsOf(xml: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = sax.parser(true);
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, inside: open.map((one) => one.attributes.name ?? one.name), text: "" };
    found.push(element);
    open.push(element);
  };
  parser.ontext = (text) => void (open.at(-1) && (open.at(-1)!.text += text));
  parser.onclosetag = () => void open.pop();
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
  return found;
}

test("a project of REFI-QDA reads back: users, nested codes, sources, and selections by code points", async () => {
  const ann = await makeCoder(db);
  const parent = await makeCode(ann, unique('Access & "use" <all>'));
  const child = await makeCode(ann, "Rural", parent);
  const text = "👩‍👩‍👧 Families 𝒳 come first. Rural schools & homes <follow>.";
  const made = await makeText(db, text);
  await markSentences(ann, made, [0], [parent]);
  await markSentences(ann, made, [1], [parent, child]);
  await finish(ann, made);
  const hidden = await makeText(db, "Qzconfidential words.", { confidential: true });
  await markSentences(ann, hidden, [0], [child]);
  await finish(ann, hidden);
  const unfinished = await makeText(db, "Qzunfinished words.");
  await markSentences(ann, unfinished, [0], [child]);

  const file = await projectFile(ann);
  if (!file.ok) throw new Error(file.error.code);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.value.chunks) chunks.push(chunk);
  const entries = unzipSync(Buffer.concat(chunks));
  const decode = (name: string): string => Buffer.from(entries[name]!).toString("utf8");
  for (const name of Object.keys(entries)) expect(decode(name)).not.toMatch(/Qzconfidential|Qzunfinished/);
  const elements = elementsOf(decode("project.qde"));
  const named = (name: string) => elements.filter((element) => element.name === name);
  expect(elements[0]).toMatchObject({ name: "Project", attributes: { xmlns: "urn:QDA-XML:project:1.0" } });
  expect(named("User").map(({ attributes }) => attributes)).toContainEqual({ guid: ann.actor.id, name: ann.actor.name });
  const nested = named("Code").find(({ attributes }) => attributes.guid === child)!;
  expect(nested.inside.at(-1)).toBe(named("Code").find(({ attributes }) => attributes.guid === parent)!.attributes.name);
  expect(nested.inside.at(-1)).toContain('Access & "use" <all>');
  const source = named("TextSource").find(({ attributes }) => attributes.name!.startsWith(`${made.symbol} B1`))!;
  const kept = decode(source.attributes.plainTextPath!.replace("internal://", "sources/"));
  expect(kept).toBe(text);
  const points = [...kept];
  const selections = named("PlainTextSelection").filter(({ inside }) => inside.includes(source.attributes.name!));
  expect(selections.map(({ attributes: { startPosition, endPosition } }) => points.slice(Number(startPosition), Number(endPosition)).join(""))).toEqual([
    "👩‍👩‍👧 Families 𝒳 come first.",
    "Rural schools & homes <follow>.",
    "Rural schools & homes <follow>.",
  ]);
  const targets = named("CodeRef").filter(({ inside }) => inside.includes(source.attributes.name!));
  expect(targets.map(({ attributes }) => attributes.targetGUID).sort()).toEqual([parent, parent, child].sort());
  const ids = elements.flatMap(({ attributes }) => attributes.guid ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(await projectFile(makeCtx({ db, actor: null }))).toMatchObject({ ok: false, error: { code: "coding.not_found" } });
});
