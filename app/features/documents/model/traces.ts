import type { VersionContent } from "../model";

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
