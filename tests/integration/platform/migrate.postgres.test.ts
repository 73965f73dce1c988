import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readMigrations } from "~/platform/db/migrate.server";
import { ownDatabase } from "../../support/database";

/** Only PostgreSQL is migrated by several processes at once: the embedded database belongs to one. */
test("two starts at once apply every migration once", async () => {
  const own = await ownDatabase({ empty: true });
  try {
    const start = () => promisify(execFile)(process.execPath, ["--import", "tsx", "tests/support/prepare-database.ts", own.url]);
    await Promise.all([start(), start()]);
    const rows = await own.db.$queryRaw<
      { name: string; times: bigint }[]
    >`select migration_name as name, count(*) as times from _prisma_migrations where finished_at is not null group by 1 order by 1`;
    expect(rows).toEqual(readMigrations().migrationDirectories.map(({ path }) => ({ name: path, times: 1n })));
  } finally {
    await own.close();
  }
});
