import { expect, test } from "vitest";
import { migrate, readMigrations } from "~/platform/db/migrate.server";
import { seedAll } from "~/seed.server";
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

test("loading the seeds again writes nothing", async () => {
  const { db } = testDatabase();
  const before = await db.seedState.findMany({ orderBy: { name: "asc" } });
  expect(before.length).toBeGreaterThan(0);
  await seedAll(db, { demo: false, log: silentLog });
  expect(await db.seedState.findMany({ orderBy: { name: "asc" } })).toEqual(before);
});
