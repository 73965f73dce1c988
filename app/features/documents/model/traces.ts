import type { VersionContent } from "../model";
import type { Trace } from "./pages";

/** Where an answer went in a version: the paragraphs that cite it, or why it was set aside. */
export type VersionTrace = { hash: string; paragraphs: { id: string; number: string }[]; reason: string };

/** Where each answer went in a frozen version, by its hash; a paragraph once, however often it cites it. */
export function tracesOf({ chapters, aside }: VersionContent): VersionTrace[] {
  const traces = new Map<string, VersionTrace>(aside.map(({ hash, reason }) => [hash, { hash, paragraphs: [], reason }]));
  for (const { id, number, sentences } of chapters.flatMap(({ paragraphs }) => paragraphs)) {
    for (const hash of new Set(sentences.flatMap(({ evidence }) => evidence.map((excerpt) => excerpt.hash)))) {
      const trace = traces.get(hash) ?? { hash, paragraphs: [], reason: "" };
      trace.paragraphs.push({ id, number });
      traces.set(hash, trace);
    }
  }
  return [...traces.values()];
}

type Said = Pick<Trace, "document" | "stage" | "revision" | "reason" | "waived">;

/**
 * Traces as they are read: each by itself, in their order; behind them, together, those that a version left unread for one
 * reason. Dozens of lines that say the same would hide the one that says more.
 */
export function readTogether<T extends Said>(traces: readonly T[]): [T, ...T[]][] {
  const waived = new Map<string, [T, ...T[]]>();
  for (const trace of traces.filter((one) => one.waived)) {
    const said = [trace.document, trace.stage, trace.revision, trace.reason].join("\n");
    const known = waived.get(said);
    if (known) known.push(trace);
    else waived.set(said, [trace]);
  }
  return [...traces.filter((one) => !one.waived).map((trace): [T, ...T[]] => [trace]), ...waived.values()];
}
