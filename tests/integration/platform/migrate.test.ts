import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { migrate, readMigrations } from "~/platform/db/migrate.server";
import { seedAll } from "~/seed.server";
import { makeSubmission } from "../../factories/submission";
import { ownDatabase, testDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

test("a first start applies every migration in order, a second one none", async () => {
  const own = await ownDatabase({ empty: true });
  try {
    const all = readMigrations().migrationDirectories.map(({ path }) => path);
    expect(await migrate(own.url)).toEqual(all);
    expect(await migrate(own.url)).toEqual([]);
  } finally {
    await own.close();
  }
});

test("signed versions that are there before take the objectives of their answers, and stay closed to any other change", async () => {
  const own = await ownDatabase();
  try {
    const { db } = own;
    const answers = [
      { question: "D5", row: "C5", value: { gdc: ["O3"] } },
      { question: "F2", value: "Text." },
    ];
    const { id } = await makeSubmission(db, { answers });
    const { id: bare } = await makeSubmission(db);
    await db.$executeRawUnsafe("alter table submission drop column gdc");
    const sql = readFileSync("prisma/migrations/20261127200100_objectives_of_submissions/migration.sql", "utf8").replace(/^--.*$/gm, "");
    for (const statement of sql.split(/;\n/).filter((part) => part.trim() !== "")) await db.$executeRawUnsafe(statement);
    const gdc = async (of: string) => (await db.submission.findUniqueOrThrow({ where: { id: of }, select: { gdc: true } })).gdc;
    expect([await gdc(id), await gdc(bare)]).toEqual([["O3"], []]);
    await expect(db.$executeRawUnsafe(`update submission set gdc = '{O1}' where id = '${id}'`)).rejects.toThrow(/signed version/);
  } finally {
    await own.close();
  }
});

test("loading the seeds again writes nothing", async () => {
  const { db } = testDatabase();
  const before = await db.seedState.findMany({ orderBy: { name: "asc" } });
  expect(before.length).toBeGreaterThan(0);
  await seedAll(db, { demo: false, log: silentLog });
  expect(await db.seedState.findMany({ orderBy: { name: "asc" } })).toEqual(before);
});
