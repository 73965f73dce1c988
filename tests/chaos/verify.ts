import type { Ledger } from "./writer";

/** One entry of an answer's history: a revision, or (null) a text kept aside. */
export type Entry = { revision: number | null; value: string; hash: string; confidential?: boolean };
/** One answer as it reads now. */
export type Current = { question: string; row: string; confidential?: boolean; revision: number; value: string; hash: string };

export type Verdict = { saves: number; aside: number; faults: string[] };

/** Asks the portal as the author's program does. */
export async function get<T>(url: string, headers: Record<string, string>): Promise<T> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as T;
}

/** Everything that was saved of one answer, the newest first. */
export async function historyOf(url: string, headers: Record<string, string>, row = ""): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after = ""; ;) {
    const page = await get<{ items: Entry[]; next: string | null }>(`${url}?limit=200&row=${row}${after}`, headers);
    entries.push(...page.items);
    if (!page.next) return entries;
    after = `&after=${page.next}`;
  }
}

/**
 * Compares what was acknowledged with what is there: every acknowledged text once in the history with the revision and
 * hash that were given, revisions without gap or repetition, and the newest of them what reading the answers returns.
 */
export async function verify(answersUrl: string, headers: Record<string, string>, { acknowledged }: Ledger): Promise<Verdict> {
  const faults: string[] = [];
  const { items } = await get<{ items: Current[] }>(answersUrl, headers);
  let aside = 0;
  for (const question of new Set(acknowledged.map((save) => save.question))) {
    const entries = await historyOf(`${answersUrl}/${question}/history`, headers);
    const byText = new Map<string, Entry[]>();
    for (const entry of entries) byText.set(entry.value, [...(byText.get(entry.value) ?? []), entry]);
    for (const [text, times] of byText) if (times.length > 1) faults.push(`${question}: applied ${times.length} times: ${text.slice(0, 60)}`);
    for (const { text, revision, hash } of acknowledged.filter((save) => save.question === question)) {
      const [kept] = byText.get(text) ?? [];
      if (!kept) faults.push(`${question}: lost revision ${revision}: ${text.slice(0, 60)}`);
      else if (kept.revision !== revision || (hash !== null && kept.hash !== hash))
        faults.push(`${question}: acknowledged as ${revision}, kept as ${kept.revision}`);
    }
    const accepted = entries.filter(({ revision }) => revision !== null).reverse();
    aside += entries.length - accepted.length;
    accepted.forEach(({ revision }, index) => revision !== index + 1 && faults.push(`${question}: revision ${revision} stands at place ${index + 1}`));
    const newest = accepted.at(-1);
    const now = items.find((item) => item.question === question);
    if (!newest || !now || now.revision !== newest.revision || now.value !== newest.value || now.hash !== newest.hash)
      faults.push(`${question}: reads revision ${now?.revision}, the history ends at ${newest?.revision}`);
  }
  return { saves: acknowledged.length - aside, aside, faults };
}
