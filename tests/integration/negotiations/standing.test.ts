import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { saveParagraph } from "~/features/documents/commands/paragraphs.server";
import { propose } from "~/features/negotiations/commands/inputs.server";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { makeMember } from "../../factories/delegation";
import { makePublished } from "../../factories/draft";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const TEXT = "Access has grown in rural areas.";

test("a paragraph that was saved more often than is looked through leaves no words that surely are those of a proposal", async () => {
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const document = await makePublished(desk, [TEXT]);
  const paragraph = (await document.paragraphs())[0]!.id;
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());
  const asked = { document: document.id, number: 1, paragraph };
  const said = { party: party.id, group: "", kind: "MOD" as const, words: "rural areas", language: "en" as const, text: "remote areas", reason: "Why." };
  expect(await propose(focal, asked, said)).toMatchObject({ ok: true });
  const standing = async () => {
    const page = await getBrackets(desk, document.id, 1);
    if (!page.ok) throw new Error(page.error.code);
    return page.value.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ inputs }) => inputs.map((input) => input.standing)));
  };
  const save = (revision: number, text: string) => saveParagraph(desk, { document: document.id, paragraph }, { opId: randomUUID(), revision, text });
  await save(1, `${TEXT} It goes on.`);
  expect(await standing()).toEqual(["stands"]);

  // The words went and came again, which 500 later saves put out of sight.
  await save(2, "Nothing of this is left.");
  await save(3, TEXT);
  const { id: _, ...last } = await db.save.findFirstOrThrow({ where: { unit: paragraph, revision: 4 } });
  const later = Array.from({ length: 499 }, (__, index) => ({ ...last, value: TEXT, opId: randomUUID(), baseRevision: 4 + index, revision: 5 + index }));
  await db.save.createMany({ data: later });
  expect(await standing()).toEqual(["orphan"]);
});
