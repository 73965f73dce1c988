import { createServer, type Server } from "node:http";
import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import sirv from "sirv";
import { actorOf } from "~/features/identity/queries.server";
import { readsWritten } from "~/features/audit/commands/note-read.server";
import { assignArrived } from "~/features/review/commands/rules.server";
import { sendWaiting } from "~/features/outreach/commands/lists.server";
import { expireExports } from "~/features/exports/commands/expire.server";
import { makeExports } from "~/features/exports/commands/make.server";
import { EXPORTS_TOPIC } from "~/features/exports/model";
import { sendReminders } from "~/features/reminders/commands/send.server";
import { recordLapsed } from "~/features/clearances/commands/act.server";
import { readSeed, seedAll } from "~/seed.server";
import { openSessions } from "~/platform/auth/sessions.server";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress, startEmbedded } from "~/platform/db/embedded.server";
import { migrate } from "~/platform/db/migrate.server";
import { env } from "~/platform/env.server";
import { openMadeFiles } from "~/platform/files/made-files.server";
import { openFileStore } from "~/platform/files/store.server";
import { openLive } from "~/platform/live/live.server";
import { openRooms } from "~/platform/live/rooms.server";
import { startJobs, type Round } from "~/platform/jobs/jobs.server";
import type { Ctx } from "~/platform/context.server";
import { SOURCE_LANGUAGE } from "~/lib/languages";
import { log } from "~/platform/log.server";
import { openWording } from "~/platform/wording/door.server";
import { createEdge } from "./express.server";
import { NO_PAGE_POLICY, OF_DOCUMENTS, WORKER_HEADERS } from "./headers.server";
import { PageMemo } from "./page-memo.server";
import { answerUnreadable, MAX_HEADER_BYTES } from "./unreadable.server";
import type { Portal } from "./world.server";

export type StartOptions = { build: ServerBuild | (() => Promise<ServerBuild>); vite?: RequestHandler };

/** Requests in flight have this long to finish when the portal is asked to stop. */
const STOP_PATIENCE_MS = 10_000;

/**
 * Brings the portal up: database, migrations, reference data, web, jobs. Throws before anything is served when a
 * setting, the database or a migration is wrong. Stops cleanly on SIGINT and SIGTERM.
 */
export async function startPortal({ build, vite }: StartOptions): Promise<void> {
  const settings = env();
  const production = settings.NODE_ENV === "production" && !vite;
  const url = settings.DATABASE_URL ?? embeddedAddress(settings.DATA_DIR).url;
  const db = openDatabase(url, { connections: settings.DATABASE_URL ? 16 : 8 });
  // While the embedded database starts in its own process, this one makes ready what asks nothing of it.
  const starting = settings.DATABASE_URL ? undefined : startEmbedded(settings.DATA_DIR, log);
  const seed = readSeed({ demo: settings.demo });
  const [embedded] = await Promise.all([starting, db.$connect()]);
  const applied = await migrate(url);
  if (applied.length > 0) log.info({ applied }, "migrations applied");
  await seedAll(db, { demo: settings.demo, log, seed });

  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(settings.PORT, settings.HOST, () => listening());
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : settings.PORT;
  const shown = settings.HOST === "127.0.0.1" || settings.HOST === "0.0.0.0" ? "localhost" : settings.HOST;
  const origin = settings.PUBLIC_ORIGIN ?? `http://${shown}:${port}`;

  const https = origin.startsWith("https:");
  answerUnreadable(server, { https });

  // The embedded database is one web process's own: there is nobody else to tell.
  const live = openLive({ url: settings.DATABASE_URL, log });
  const rooms = openRooms(live);
  const portal: Portal = {
    db,
    live,
    rooms,
    pages: vite ? null : new PageMemo(),
    sessions: openSessions(db, { secure: https, person: () => actorOf(new Date()) }),
    files: openFileStore(settings.DATA_DIR),
    made: openMadeFiles(settings.DATA_DIR),
    log,
    now: () => new Date(),
    origin,
    demo: settings.demo,
    bounceSecret: settings.MAIL_BOUNCE_SECRET ?? null,
    wording: settings.wording && openWording(settings.wording, log),
    production,
    databaseReady: async (ms) => {
      await embedded?.ready(ms);
      await db.$queryRaw`select 1`;
    },
  };
  const edge = createEdge({
    portal,
    build,
    vite,
    assets: production ? hashedAssets() : undefined,
    trustedProxies: settings.TRUSTED_PROXIES,
    signInLimit: settings.SIGN_IN_LIMIT,
    saveLimit: settings.SAVE_LIMIT,
    apiLimit: settings.API_LIMIT,
    exportLimit: settings.EXPORT_LIMIT,
    isReady: async () => (await db.$queryRaw`select 1`, true),
  });
  server.on("request", edge);
  const jobs = await startJobs({ url, db, log, smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, live, rounds: roundsOf(portal) });

  process.stdout.write(`\n  The portal is ready: ${origin}\n\n`);
  stopOnSignal(server, rooms.stop, async () => {
    await jobs.stop();
    await readsWritten(db);
    await live.stop();
    await db.$disconnect();
    await embedded?.stop();
  });
}

/** After how many seconds exports go on. */
const AGAIN = { more: { again: 0 }, later: { again: 6 }, nothing: null };

/** What the product does by the clock, in nobody's name. */
function roundsOf({ db, now, log: own, live, origin, made }: Portal): Round[] {
  const nobody = (requestId: string): Ctx<null> => ({ db, actor: null, now, log: own, live, requestId, origin, language: SOURCE_LANGUAGE });
  const exporting = { db, now, log: own, live, origin, made };
  return [
    { name: "clearances.lapse", cron: "*/10 * * * *", run: () => recordLapsed(nobody("clearances.lapse")) },
    { name: "outreach.send", cron: "*/5 * * * *", run: () => sendWaiting(nobody("outreach.send")) },
    { name: "reminders.send", cron: "*/15 * * * *", run: () => sendReminders(nobody("reminders.send")) },
    { name: "review.assign", cron: "* * * * *", run: () => assignArrived(nobody("review.assign")) },
    { name: "exports.make", cron: "* * * * *", topic: EXPORTS_TOPIC, run: async (signal) => AGAIN[await makeExports(exporting, { signal })] },
    { name: "exports.expire", cron: "*/10 * * * *", run: () => expireExports(exporting) },
  ];
}

/**
 * Files of the build. Names under /assets carry a hash of the content, so browsers may keep them for ever and never ask
 * whether one has changed; no line of the log is written for them, to which a number would lead. That a
 * connection stays open goes without a word in HTTP/1.1.
 */
function hashedAssets(): RequestHandler {
  return sirv(resolve("build/client"), {
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      if (path.startsWith("/worker.js")) return response.setHeaders(WORKER_HEADERS);
      response.setHeader("Content-Security-Policy", NO_PAGE_POLICY);
      response.setHeader("Cache-Control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600");
      if (path.startsWith("/assets/")) for (const name of [...OF_DOCUMENTS, "X-Request-Id", "Connection"]) response.removeHeader(name);
    },
  }) as RequestHandler;
}

/** `endStreams`: answers that would never end by themselves. */
function stopOnSignal(server: Server, endStreams: () => void, closeRest: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    const timer = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS);
    // A client that keeps its connection busy would otherwise be served until patience ends.
    server.prependListener("request", (_, response) => response.setHeader("Connection", "close"));
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    endStreams();
    server.close(() => {
      clearTimeout(timer);
      clearInterval(idle);
      closeRest()
        .catch((error: unknown) => log.error({ err: error }, "stopping"))
        .finally(() => process.exit(0));
    });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
