/** What one fault cost: keys that are gone, and how long before the fault the oldest of them was pressed. */
export type Loss = { keys: number; ms: number };
/** What the page said of an answer: this text is saved as this revision. */
export type Mark = { revision: number; text: string };

const NOTHING: Loss = { keys: 0, ms: 0 };

/** One answer as it stood after each key, and what of it was marked as saved. */
export class TypedText {
  private versions: { text: string; at: number }[] = [{ text: "", at: -Infinity }];
  readonly marks: Mark[] = [];
  readonly faults: string[] = [];

  constructor(readonly code: string) {}

  get text(): string {
    return this.versions.at(-1)!.text;
  }

  /** A key has arrived in the field, which now reads so. */
  typed(text: string, at: number): void {
    this.versions.push({ text, at });
  }

  /**
   * Compares what is found after a fault with what was typed before it, and goes on from what is found, as the author
   * does. A text that never stood there, and one older than a text that was marked as saved, are faults.
   */
  found(text: string, struckAt: number): Loss {
    const place = this.versions.findLastIndex((version) => version.text === text);
    const lost = this.versions.slice(place + 1);
    if (place < 0) this.faults.push(`${this.code}: never read so: ${excerpt(text)}, but ${excerpt(this.text)}`);
    for (const { revision, text: saved } of this.marks)
      if (lost.some((version) => version.text === saved) && !this.versions.slice(0, place + 1).some((version) => version.text === saved))
        this.faults.push(`${this.code}: lost though marked as saved in revision ${revision}: ${excerpt(saved)}`);
    if (lost.length === 0) return NOTHING;
    this.versions = place < 0 ? [{ text, at: struckAt }] : this.versions.slice(0, place + 1);
    return { keys: lost.length, ms: struckAt - lost[0]!.at };
  }
}

/** The end of a text, where the last keys are. */
export const excerpt = (text: string): string => `“${text.length > 60 ? `…${text.slice(-60)}` : text}” (${text.length})`;
