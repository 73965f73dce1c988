import { fork, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { MAX_PAPER_BYTES, type Paper } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { log } from "../log.server";

/** Papers as PDF, made by a process that is started when the first is asked for and kept while more come. */

const PROCESS_FILE = resolve("app/platform/pdf/compile-process.mjs");
/** Papers that may wait for their turn. */
const MAX_WAITING = 20;
/** One paper; the longest take two seconds. */
const TIME_MS = 30_000;
const IDLE_MS = 600_000;

type Answer = { id: number; pdf?: Uint8Array; warning?: string; error?: string };
type Waiting = { id: number; paper: string; made: string; done: (answer: Result<Uint8Array, Refusal>) => void; failed: (error: Error) => void };

let child: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let numbers = 0;
const waiting: Waiting[] = [];

/**
 * A paper as PDF: tagged, with title, language and bookmarks, in PDF/UA-1 where every character has a glyph. Refuses
 * `paper.too_large`, and `paper.busy` when too many wait or this one takes too long. Throws where the paper cannot be set.
 */
export function pdfOf(paper: Paper): Promise<Result<Uint8Array, Refusal>> {
  const text = JSON.stringify(paper);
  if (text.length > MAX_PAPER_BYTES) return Promise.resolve(refuse({ code: "paper.too_large" }));
  if (waiting.length >= MAX_WAITING) return Promise.resolve(refuse({ code: "paper.busy" }));
  return new Promise((done, failed) => {
    waiting.push({ id: (numbers += 1), paper: text, made: paper.made, done, failed });
    if (waiting.length === 1) sendNext();
  });
}

/** Gives the first in line to the process, which has a time for it. */
function sendNext(): void {
  clearTimeout(idle);
  const next = waiting[0];
  if (!next) {
    idle = setTimeout(() => child?.kill(), IDLE_MS).unref();
    return;
  }
  const running = (child ??= start());
  running.ref();
  running.channel?.ref();
  const timer = setTimeout(() => {
    log.warn({ bytes: next.paper.length }, "a paper took too long");
    running.kill("SIGKILL");
  }, TIME_MS);
  const settle = (answer: Answer | null): void => {
    clearTimeout(timer);
    running.off("message", take);
    running.off("exit", gone);
    running.unref();
    running.channel?.unref();
    waiting.shift();
    if (answer?.warning) log.warn({ reason: answer.warning }, "a paper without PDF/UA");
    if (answer?.pdf) next.done(ok(answer.pdf));
    else if (answer) next.failed(new Error(`a paper cannot be set: ${answer.error}`));
    else next.done(refuse({ code: "paper.busy" }));
    sendNext();
  };
  const take = (answer: unknown): void => settle(answer as Answer);
  const gone = (): void => settle(null);
  running.on("message", take);
  running.on("exit", gone);
  running.send({ id: next.id, paper: next.paper, made: next.made });
}

function start(): ChildProcess {
  const started = fork(PROCESS_FILE, [], { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [], serialization: "advanced" });
  started.once("exit", () => {
    if (child === started) child = undefined;
  });
  return started;
}
