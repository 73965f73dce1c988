import { connect } from "node:net";
import { Client } from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "../../support/database";

const { url } = testDatabase();

async function withClients<T>(count: number, body: (clients: Client[]) => Promise<T>): Promise<T> {
  const clients = Array.from({ length: count }, () => new Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  return body(clients).finally(() => Promise.all(clients.map((client) => client.end())));
}

test("unnamed statements of many connections at once never take each other's place", async () => {
  await withClients(12, async (clients) => {
    const rounds = await Promise.all(
      clients.map(async (client, who) => {
        const wrong: unknown[] = [];
        for (let round = 0; round < 60; round++) {
          const { rows } = await client.query(`select $1::int as who, $2::text as text, ${who} as own`, [who, "x".repeat(round * 40)]);
          if (rows[0].who !== who || rows[0].own !== who || rows[0].text.length !== round * 40) wrong.push(rows[0]);
        }
        return wrong;
      }),
    );
    expect(rounds.flat()).toEqual([]);
  });
});

test("a failing statement of one connection leaves the others and its own next one untouched", async () => {
  await withClients(4, async (clients) => {
    const results = await Promise.all(
      clients.map(async (client, who) => {
        const seen: string[] = [];
        for (let round = 0; round < 30; round++) {
          const text = who % 2 ? "select $1::int as n" : "select 1 / $1::int as n";
          seen.push(
            await client.query(text, [0]).then(
              ({ rows }) => String(rows[0].n),
              (error: { code: string }) => error.code,
            ),
          );
        }
        return [...new Set(seen)];
      }),
    );
    expect(results).toEqual([["22012"], ["0"], ["22012"], ["0"]]);
  });
});

test("a connection that dies inside a transaction or a half-sent statement is rolled back, and the others go on", async () => {
  await withClients(2, async ([watcher, victim]) => {
    await watcher!.query("create temp table if not exists pipeline_test (n int)");
    await victim!.query("begin");
    await victim!.query("insert into pipeline_test values (1)");
    const gone = new Promise((done) => victim!.once("error", done).once("end", done));
    (victim as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
    await gone;
    expect((await watcher!.query("select count(*)::int as n from pipeline_test")).rows).toEqual([{ n: 0 }]);

    const folder = new URL(url).searchParams.get("host")!;
    const half = connect(`${folder}/.s.PGSQL.5432`);
    const startup = Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from("user\0postgres\0database\0postgres\0\0")]);
    const length = Buffer.alloc(4);
    length.writeInt32BE(startup.length + 4);
    half.write(Buffer.concat([length, startup]));
    await new Promise((done) => half.once("data", done));
    // Parse "select 1" without the Sync that would end it.
    half.write(Buffer.concat([Buffer.from([0x50, 0, 0, 0, 16]), Buffer.from("\0select 1\0\0\0")]));
    await new Promise((done) => half.once("data", done));
    half.destroy();
    expect((await watcher!.query("select $1::int as n", [7])).rows).toEqual([{ n: 7 }]);
  });
});
