import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Measured } from "./client";
import type { ExportCost } from "./exports";
import type { LiveCost } from "./live";

export type BrowserLoad = {
  path: string;
  requests: number;
  otherHosts: number;
  html: number;
  css: number;
  fonts: number;
  scripts: number;
  rest: number;
  firstPaintMs: number;
  loadMs: number;
};

/** One line of the table. `cpuMs`: processor time of the web process per request. `bound`: the p95 it may have. `of`: the line it is measured against. */
export type Line = Measured & {
  database: string;
  what: string;
  connections: number;
  cpuMs: number | null;
  bound?: number;
  of?: { what: string; ratio: number };
};

export type Facts = {
  database: string;
  firstStartMs: number;
  laterStartMs: number;
  memoryBefore: number;
  memoryAfter: number;
  databaseMemoryAfter: number | null;
};

export type Results = {
  at: string;
  machine: Record<string, string | number>;
  lines: Line[];
  loads: BrowserLoad[];
  live: LiveCost[];
  exports: ExportCost[];
  facts: Facts[];
};

export function emptyResults(): Results {
  const machine = {
    processors: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadAverageBefore: Math.round(loadavg()[0]! * 100) / 100,
    commit: commit(),
  };
  return { at: new Date().toISOString(), machine, lines: [], loads: [], live: [], exports: [], facts: [] };
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

/** A bound, and whether it holds. */
const verdict = (bound: string, holds: boolean): string => `${bound}: ${holds ? "holds" : "DOES NOT HOLD"}`;

/** What a person reads. */
export function table({ at, machine, lines, loads, live, exports, facts }: Results): string {
  const rows = lines.map(({ database, what, connections, perSecond, p50, p95, p99, cpuMs, bound, of }) => {
    const beside = bound ? verdict(`p95 <= ${bound} ms`, p95 <= bound) : of ? `${of.ratio.toFixed(2)} of ${of.what}` : "";
    return [database, what, connections, perSecond, p50, p95, p99, cpuMs ?? "", beside].map(String);
  });
  const heads = ["database", "what", "connections", "per s", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "beside it"];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const aligned = [heads, ...rows].map((row) =>
    row.map((cell, column) => (column < 2 || column === 8 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  "),
  );
  const bytes = loads.map(
    ({ path, requests, otherHosts, html, css, fonts, scripts, rest, firstPaintMs, loadMs }) =>
      `${path}: readable after ${kilobytes(html + css + fonts)} (HTML ${kilobytes(html)}, CSS ${kilobytes(css)}, fonts ${kilobytes(fonts)}), scripts ${kilobytes(scripts)}, rest ${kilobytes(rest)}; ${requests} requests, ${otherHosts} to other hosts; first paint ${firstPaintMs} ms, loaded ${loadMs} ms`,
  );
  const starts = facts.map(
    ({ database, firstStartMs, laterStartMs, memoryBefore, memoryAfter, databaseMemoryAfter }) =>
      `${database}: first start ${Math.round(firstStartMs)} ms, later ${Math.round(laterStartMs)} ms; web process ${memoryBefore} MB, after the load ${memoryAfter} MB${databaseMemoryAfter === null ? "" : `, database process ${databaseMemoryAfter} MB`}`,
  );
  const open = live.map(
    ({ database, pages, moveMs, seconds, memoryBefore, memoryWith, cpuIdle, cpuShare, events }) =>
      `${database}: ${pages} open pages, each at another question every ${moveMs / 1_000} s, for ${seconds} s: ${memoryBefore} -> ${memoryWith} MB, ${(cpuIdle * 100).toFixed(1)} -> ${(cpuShare * 100).toFixed(1)} % of a processor, ${events} events`,
  );
  const files = exports.map(
    ({ database, what, firstByteMs, seconds, again, megabytes, memory, bound }) =>
      `${database}: ${what}: first byte after ${Math.round(firstByteMs)} ms, whole after ${seconds.toFixed(2)} s${again === undefined ? "" : ` (again ${again.toFixed(2)} s)`}, ${megabytes.toFixed(2)} MB${memory === null ? "" : `, web process at most ${memory} MB`}${bound === undefined ? "" : `, ${verdict(`<= ${bound} s`, seconds <= bound)}`}`,
  );
  return [
    `${at}  ${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}`,
    "",
    ...aligned,
    "",
    ...bytes,
    ...open,
    ...files,
    ...starts,
    "",
  ].join("\n");
}

/** Keeps the results for whoever compares them later. */
export function keep(results: Results): string {
  const file = "artefacts/bench.json";
  mkdirSync("artefacts", { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}
