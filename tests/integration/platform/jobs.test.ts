import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { Client } from "pg";
import { expect, test } from "vitest";
import { startJobs } from "~/platform/jobs/jobs.server";
import { testDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

const { db, url } = testDatabase();

/** A way to the database on which the first `broken` connections break, each when it asks for the second time. */
async function brokenWay(broken: number): Promise<{ url: string; broke: () => number; close: () => void }> {
  // Where it listens is asked of the driver itself: a socket of the machine, or an address.
  const { host, port } = new Client({ connectionString: url });
  const [sockets, count] = [new Set<Socket>(), { broke: 0 }];
  const server = createServer((near) => {
    const far = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    let asked = 0;
    for (const socket of [near, far]) sockets.add(socket.on("error", () => undefined).on("close", () => (near.destroy(), far.destroy())));
    far.pipe(near);
    near.on("data", (bytes: Buffer) => {
      // First comes the greeting, then what is asked.
      asked += 1;
      if (asked < 3 || count.broke >= broken) return void far.write(bytes);
      count.broke += 1;
      near.resetAndDestroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const way = new URL(url);
  way.searchParams.delete("host");
  way.hostname = "127.0.0.1";
  way.port = String((server.address() as AddressInfo).port);
  return { url: way.toString(), broke: () => count.broke, close: () => (sockets.forEach((socket) => socket.destroy()), server.close()) };
}

test("a database that goes away while jobs are started does not end the portal: they are started anew", async () => {
  const way = await brokenWay(2);
  let runs = 0;
  const jobs = await startJobs({
    url: way.url,
    db,
    log: silentLog,
    smtpUrl: undefined,
    from: "Portal <portal@example.org>",
    rounds: [{ name: "test.round", cron: "* * * * *", run: () => Promise.resolve((runs += 1)) }],
  });
  expect(way.broke()).toBe(2);
  await jobs.stop();
  way.close();
});

test("what is wrong for good is said at once", async () => {
  const wrong = new URL(url);
  wrong.pathname = "/no_such_database_here";
  const options = { url: wrong.toString(), db, log: silentLog, smtpUrl: undefined, from: "Portal <portal@example.org>", rounds: [] };
  // The embedded database has one database, whatever it is called.
  if (process.env.TEST_DB === "postgres") await expect(startJobs(options)).rejects.toThrow(/does not exist/);
});
