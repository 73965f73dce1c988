import { Client } from "pg";
import { expect, test } from "vitest";
import { publish } from "~/features/review/commands.server";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db, url } = testDatabase();
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Only PostgreSQL has two transactions under way: on the embedded database they stand in line. */
test("publishing takes the versions of a report in the order in which signing takes them", async () => {
  const first = await makeSubmission(db, { state: "published" });
  const second = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 2, state: "accepted" });
  const signing = new Client({ connectionString: url });
  await signing.connect();
  try {
    await signing.query("begin");
    await signing.query("select id from submission where id = $1 for update", [first.id]);
    const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
    const published = publish(ctx, { id: second.id, origin: "https://portal.example" });
    await pause(500);
    // Whoever waits for the first version must not hold the second.
    await signing.query("select id from submission where id = $1 for update", [second.id]);
    await signing.query("commit");
    expect(await published).toMatchObject({ ok: true, value: { state: "published" } });
  } finally {
    await signing.end();
  }
  const states = await db.submission.findMany({ where: { reportId: first.reportId }, orderBy: { version: "asc" }, select: { state: true } });
  expect(states.map(({ state }) => state)).toEqual(["superseded", "published"]);
});
