import { Client } from "pg";
import { kill, pause, redeploy, restart, type Run } from "./portal-run";
import type { Random } from "./random";
import type { Typist } from "./typist";

/** What is struck, and the author who goes on writing meanwhile. */
export type Scene = { run: Run; typist: Typist; databaseUrl: string; random: Random };
export type PageFault = { kind: string; strike: (scene: Scene) => Promise<void> };

const some = ({ random }: Scene, most: number): number => Math.ceil(random() * most);
/** Writes on while something goes on, and until it is over. */
async function writingOn(scene: Scene, during: Promise<void>): Promise<void> {
  await Promise.all([during, scene.typist.write(some(scene, 12), scene.random)]);
}

/** Ends every session of the portal in its database. */
async function endSessions({ databaseUrl }: Scene): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("delete from session");
  await client.end();
}

async function signInAgain(scene: Scene, end: (scene: Scene) => Promise<void>): Promise<void> {
  await end(scene);
  await scene.typist.write(4 + some(scene, 8), scene.random);
  await scene.typist.signInOver();
  await scene.typist.write(some(scene, 6), scene.random);
}

/** What can happen to the author's browser, its line and its session; on both databases. */
export const PAGE_FAULTS: PageFault[] = [
  { kind: "tab crashed", strike: ({ typist }) => typist.crash() },
  { kind: "tab closed", strike: ({ typist }) => typist.closeTab() },
  {
    kind: "tab crashed, and again while it opens",
    strike: async ({ typist, random }) => {
      await typist.crash();
      await typist.open();
      await pause(random() * 400);
      await typist.crash();
    },
  },
  {
    kind: "line cut",
    strike: async (scene) => {
      await scene.typist.line({ offline: true });
      await scene.typist.write(5 + some(scene, 12), scene.random);
      await scene.typist.line({});
    },
  },
  {
    kind: "line slow, and cut now and then",
    strike: async (scene) => {
      const { typist, random } = scene;
      for (let times = 1 + some(scene, 3); times > 0; times--) {
        await typist.line({ latency: 200 + random() * 600, bytes: 10_000 + random() * 40_000 });
        await typist.write(some(scene, 10), random);
        await typist.line({ offline: true });
        await typist.write(some(scene, 5), random);
      }
      await typist.line({});
    },
  },
  {
    kind: "line cut, tab crashed",
    strike: async (scene) => {
      await scene.typist.line({ offline: true });
      await scene.typist.write(some(scene, 12), scene.random);
      await scene.typist.crash();
    },
  },
  { kind: "web process killed", strike: (scene) => writingOn(scene, restart(scene.run, "SIGKILL")) },
  {
    kind: "web process killed, tab crashed",
    strike: async (scene) => {
      const back = restart(scene.run, "SIGKILL");
      await scene.typist.write(some(scene, 10), scene.random);
      await scene.typist.crash();
      await back;
    },
  },
  {
    kind: "a second tab of the same report",
    strike: async (scene) => {
      const leaveFirst = await scene.typist.secondTab();
      await scene.typist.write(4 + some(scene, 10), scene.random);
      await leaveFirst();
    },
  },
  {
    kind: "a new version deployed",
    strike: async (scene) => {
      await writingOn(scene, redeploy(scene.run));
      await scene.typist.write(some(scene, 6), scene.random);
      await scene.typist.renew();
    },
  },
  { kind: "session ended", strike: (scene) => signInAgain(scene, endSessions) },
  { kind: "session's cookie gone", strike: (scene) => signInAgain(scene, ({ typist }) => typist.dropCookie()) },
  {
    kind: "session ended, tab crashed",
    strike: async (scene) => {
      await endSessions(scene);
      await scene.typist.write(some(scene, 12), scene.random);
      await scene.typist.crash();
    },
  },
];

/** What only the embedded database has: a process of its own beside the web process. */
export const EMBEDDED_FAULTS: PageFault[] = [
  { kind: "database process killed", strike: (scene) => writingOn(scene, Promise.resolve(kill(scene.run.portal.databasePid()))) },
  { kind: "web and database process killed", strike: (scene) => writingOn(scene, restart(scene.run, "SIGKILL", kill)) },
];
