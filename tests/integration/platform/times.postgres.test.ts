import { expect, test } from "vitest";
import { openDatabase } from "~/platform/db/client.server";
import { unique } from "../../factories/unique";
import { testDatabase } from "../../support/database";

test("a moment is stored as that moment, whatever zone the server keeps", async () => {
  const { db, url } = testDatabase();
  await db.$executeRawUnsafe(`alter role current_user set timezone to 'Asia/Kathmandu'`);
  const own = openDatabase(url, { connections: 1 });
  try {
    const name = unique("times");
    const loadedAt = new Date("2026-03-29T01:30:00.123Z");
    await own.seedState.create({ data: { name, hash: "x", loadedAt } });
    const [row] = await own.$queryRaw<{ seconds: number }[]>`select extract(epoch from loaded_at)::float8 as seconds from seed_state where name = ${name}`;
    expect(row!.seconds).toBe(loadedAt.getTime() / 1000);
    expect((await own.seedState.findUniqueOrThrow({ where: { name } })).loadedAt).toEqual(loadedAt);
  } finally {
    await own.$disconnect();
    await db.$executeRawUnsafe("alter role current_user reset timezone");
  }
});
