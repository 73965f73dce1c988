import { readFileSync } from "node:fs";
import { Agent, request, type ClientRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Author } from "../support/author";
import { residentMemory } from "../support/built-portal";

/** Pages that are open at once, spread over the authors' reports. */
const PAGES = 500;
/** Each page is at another question after so long, which is told to the others in its report: lively, and as fast as one may go from field to field. */
const MOVES_MS = [30_000, 10_000];

/** What open pages cost a web process beside its other work. */
export type LiveCost = {
  database: string;
  pages: number;
  moveMs: number;
  seconds: number;
  memoryBefore: number;
  memoryWith: number;
  /** Of one processor: what the process took before any page was open, and with them. */
  cpuIdle: number;
  cpuShare: number;
  events: number;
};

/** Processor time a process has used, in ms. */
export function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Opens the streams, has their pages move about at each pace, and gives what the `seconds` after the `warmUp` took of the process. */
export async function measureLive(
  database: string,
  port: number,
  pid: number,
  authors: readonly Author[],
  { seconds, warmUp }: { seconds: number; warmUp: number },
): Promise<LiveCost[]> {
  const memoryBefore = residentMemory(pid);
  const before = processorTime(pid);
  await wait(seconds * 1_000);
  const cpuIdle = (processorTime(pid) - before) / (seconds * 1_000);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const streams: ClientRequest[] = [];
  const pages: { author: Author; page: string }[] = [];
  let events = 0;
  for (let index = 0; index < PAGES; index++) {
    const author = authors[index % authors.length]!;
    await new Promise<void>((opened, failed) => {
      const stream = request({ port, path: `/api/v1/reports/${author.reportId}/live`, headers: author.browser, agent: false }, (response) => {
        if (response.statusCode !== 200) return failed(new Error(`a stream answered ${response.statusCode}`));
        response.setEncoding("utf8").on("data", (text: string) => {
          const page = /"page":"([^"]+)"/.exec(text)?.[1];
          if (page) opened(void pages.push({ author, page }));
          events += text.split("event: ").length - 1;
        });
        response.on("error", () => undefined);
      });
      stream.on("error", failed);
      stream.end();
      streams.push(stream);
    });
  }
  const move = ({ author, page }: (typeof pages)[number], question: string): Promise<void> =>
    new Promise((moved, failed) => {
      const sent = request(
        {
          port,
          agent,
          method: "POST",
          path: `/api/v1/reports/${author.reportId}/live/${page}`,
          headers: { ...author.browser, "content-type": "application/json" },
        },
        (response) => response.resume().on("end", () => (response.statusCode === 204 ? moved() : failed(new Error(`a place answered ${response.statusCode}`)))),
      );
      sent.on("error", failed);
      sent.end(JSON.stringify({ question }));
    });

  // Goes on over all paces: a page that begins again where it is moves nowhere, and nobody is told.
  let turn = 0;
  const moveAbout = async (moveMs: number, forMs: number): Promise<number> => {
    const begun = performance.now();
    for (let moves = 1; performance.now() - begun < forMs; moves++, turn++) {
      await move(pages[turn % PAGES]!, ["B1", "F2", "H5"][turn % 3]!);
      await wait(Math.max(0, moves * (moveMs / PAGES) - (performance.now() - begun)));
    }
    return performance.now() - begun;
  };
  const costs: LiveCost[] = [];
  for (const moveMs of MOVES_MS) {
    await moveAbout(moveMs, warmUp * 1_000);
    events = 0;
    const from = processorTime(pid);
    const took = await moveAbout(moveMs, seconds * 1_000);
    const cpuShare = (processorTime(pid) - from) / took;
    costs.push({ database, pages: PAGES, moveMs, seconds: Math.round(took / 1_000), memoryBefore, memoryWith: residentMemory(pid), cpuIdle, cpuShare, events });
  }
  for (const stream of streams) stream.destroy();
  agent.destroy();
  return costs;
}
