import { Client } from "pg";
import { expect, test } from "vitest";
import { propose, support } from "~/features/negotiations/commands/inputs.server";
import { makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db, url } = testDatabase();
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Only PostgreSQL has two transactions under way: on the embedded database they stand in line. */
test("nobody joins a proposal that is being withdrawn", async () => {
  const document = await makePublished(makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) }));
  const [one, two] = [await makeParty(db), await makeParty(db)];
  const [first, second] = [await makeMember(db, one.id, "focal_point", new Date()), await makeMember(db, two.id, "focal_point", new Date())];
  const asked = { document: document.id, number: 1, paragraph: (await document.paragraphs())[0]!.id };
  const made = await propose(first, asked, { party: one.id, group: "", kind: "NOC", words: "", language: "en", text: "", reason: "Why." });
  if (!made.ok) throw new Error(made.error.code);
  const input = made.value.id;
  const withdrawing = new Client({ connectionString: url });
  await withdrawing.connect();
  try {
    await withdrawing.query("begin");
    await withdrawing.query("select 1 from draft_input where id = $1 for update", [input]);
    const joined = support(second, asked, { party: two.id, group: "", input });
    await pause(500);
    await withdrawing.query("update draft_input set state = 'withdrawn' where id = $1", [input]);
    await withdrawing.query("commit");
    expect(await joined).toMatchObject({ ok: false, error: { code: "negotiation.move_impossible" } });
  } finally {
    await withdrawing.end();
  }
  expect(await db.draftProponent.count({ where: { inputId: input, partyId: two.id } })).toBe(0);
});
