import { afterAll, beforeAll, expect, test } from "vitest";
import { importTemplate, sourceHash } from "~/features/templates/commands.server";
import { findTemplate } from "~/features/templates/queries.server";
import type { Definition, LocalizedText } from "~/features/templates/schema";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

const NAME = "stakeholder-contribution";
let own: OwnDatabase;
beforeAll(async () => void (own = await ownDatabase()));
afterAll(() => own.close());

type File = { kind: string; format: number; definition: Definition; strings: Record<string, LocalizedText> };
async function exported(name = NAME): Promise<File> {
  const { definition, strings } = (await findTemplate({ db: own.db }, name))!;
  return structuredClone({ kind: "template", format: 1, definition, strings: strings as Record<string, LocalizedText> });
}
const bringIn = (file: unknown) => importTemplate(makeCtx({ db: own.db, actor: null }), file);
const versions = () => own.db.templateVersion.count();

test("what was exported and not changed opens nothing", async () => {
  const before = await versions();
  expect(await bringIn(await exported())).toMatchObject({ ok: false, error: { code: "template.unchanged", params: { version: 1 } } });
  expect(await versions()).toBe(before);
});

test("a changed definition is opened as the next version; reports begun stay on theirs, new ones take it", async () => {
  const { id: partyId, code } = await makeParty(own.db);
  const ctx = makeCtx({ db: own.db, actor: await makeUser(own.db, { roles: [{ partyId, role: "focal_point" }] }) });
  const first = await own.db.report.findUniqueOrThrow({ where: { id: await makeReport(ctx, code) } });

  const file = await exported("national-report");
  file.definition.sections.find(({ code: section }) => section === "I")!.questions[0]!.required = false;
  file.strings.title!.en += " (revised)";
  for (const language of ["ar", "zh", "fr", "ru", "es"] as const) file.strings.title![language].of = sourceHash(file.strings.title!.en);
  const opened = await bringIn(file);
  expect(opened).toMatchObject({ ok: true, value: { cycle: "wsis20", template: "national-report", version: 2 } });
  expect(await findTemplate({ db: own.db }, "national-report")).toMatchObject({ version: 2, state: "open" });
  expect(await own.db.auditEvent.count({ where: { type: "template.imported" } })).toBe(1);

  expect((await own.db.report.findUniqueOrThrow({ where: { id: first.id } })).templateVersionId).toBe(first.templateVersionId);
  const other = await makeParty(own.db);
  const later = makeCtx({ db: own.db, actor: await makeUser(own.db, { roles: [{ partyId: other.id, role: "focal_point" }] }) });
  const second = await own.db.report.findUniqueOrThrow({ where: { id: await makeReport(later, other.code) } });
  expect(second.templateVersionId).not.toBe(first.templateVersionId);
});

test.each<[string, string, string, (file: File) => void]>([
  ["a text that is missing", "template.texts_incomplete", "missing: B1.label (ar)", ({ strings }) => delete (strings["B1.label"] as Partial<LocalizedText>).ar],
  [
    "English that changed under its translations",
    "template.texts_incomplete",
    "stale: B1.label (ar)",
    ({ strings }) => (strings["B1.label"]!.en = "Other words"),
  ],
  ["a text nobody asks for", "template.texts_incomplete", "left over: B9.label", ({ strings }) => (strings["B9.label"] = strings["B1.label"]!)],
  [
    "two fields of one name",
    "template.faulty",
    "duplicate_field",
    ({ definition }) => {
      const group = definition.sections[0]!.questions.find(({ kind }) => kind === "group");
      if (group?.kind === "group") group.fields.push({ ...group.fields[0]!, required: false });
    },
  ],
  ["another kind of file", "template.unreadable", "", (file) => (file.kind = "report")],
])("%s is refused by name, and no version is opened", async (_, code, words, spoil) => {
  const file = await exported();
  spoil(file);
  const before = await versions();
  const refused = await bringIn(file);
  expect(refused).toMatchObject({ ok: false, error: { code } });
  if (!refused.ok && words) expect(refused.error.params?.list).toContain(words);
  expect(await versions()).toBe(before);
});

test.each([null, "text", [], { kind: "template", format: 1 }])("%j is no template", async (file) => {
  expect(await bringIn(file)).toMatchObject({ ok: false, error: { code: "template.unreadable" } });
});
