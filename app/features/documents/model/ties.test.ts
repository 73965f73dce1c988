import { expect, test } from "vitest";
import type { Language } from "~/lib/languages";
import { seededRandom, type Random } from "~/lib/random";
import { sentenceTexts } from "~/lib/sentences";
import { carryTies, closeness, followSentences, shiftTies, type Stand } from "./ties";

const A = "Access to networks in rural areas has grown since 2015.";
const B = "Access to networks in rural areas has grown since 2020.";
const C = "The cost of devices remains a barrier for women and girls.";

test("a sentence goes on with the same words, or with a small edit where no other can be meant", () => {
  expect(followSentences([A, C], [C, A])).toEqual([1, 0]);
  expect(followSentences([A, C], [A.replace("grown", "doubled"), C])).toEqual([0, 1]);
  expect(followSentences([A, C], ["Something else entirely was said.", C])).toEqual([null, 1]);
  expect(followSentences([A, C], [C])).toEqual([null, 0]);
});

test("among sentences nearly the same, none takes the place of another", () => {
  expect(followSentences([A, B], [B])).toEqual([null, 0]);
  // One is gone, one was changed: which is which, nobody can tell.
  expect(followSentences([A, B], [A.replace("2015", "2025")])).toEqual([null, null]);
  expect(followSentences([A, C], [A.replace("2015", "2025"), C, B])).toEqual([null, 1]);
  // The changed one stands elsewhere.
  expect(followSentences([A, C], [C, B])).toEqual([null, 0]);
  expect(followSentences([C, C], [C])).toEqual([null, null]);
  expect(closeness(A, B)).toBeGreaterThan(0.8);
});

test("a tie on words that do not stand there is an orphan", () => {
  expect(carryTies([A, C], [A, C], [{ at: 1, sentence: A }])).toEqual([null]);
  expect(shiftTies([C, A], [{ at: 0, sentence: A }], 1)).toEqual([{ at: 1, sentence: A }]);
  expect(shiftTies([C], [{ at: 0, sentence: A }], 0)).toEqual([null]);
});

/** Words of which all sentences are made, so that they are nearly the same. */
const WORDS: Record<"en" | "zh" | "ar", { parts: string[][]; join: string; end: string; gap: string }> = {
  en: {
    parts: [
      ["Access", "Connectivity", "Literacy"],
      ["in rural", "in remote", "in urban"],
      ["areas has grown", "areas has fallen"],
      ["since 2015", "since 2020", "since 2024"],
      ["for women and girls", "for older persons", "for schools"],
    ],
    join: " ",
    end: ".",
    gap: " ",
  },
  zh: {
    parts: [
      ["农村", "边远", "城市"],
      ["地区的接入", "地区的联通"],
      ["自2015年以来", "自2020年以来"],
      ["有所增长", "有所下降"],
      ["并惠及妇女", "并惠及学校"],
    ],
    join: "",
    end: "。",
    gap: "",
  },
  ar: {
    parts: [
      ["ازداد", "انخفض"],
      ["النفاذ", "التوصيل"],
      ["في المناطق الريفية", "في المناطق النائية"],
      ["منذ 2015", "منذ 2020"],
      ["للنساء", "للمدارس"],
    ],
    join: " ",
    end: ".",
    gap: " ",
  },
};

/** A sentence by who it is, whatever it says. */
type Known = { id: number; text: string };
type Tie = { id: number; paragraph: number; stand: Stand | null };

class Draft {
  private ids = 0;
  paragraphs: Known[][];
  constructor(
    private readonly random: Random,
    private readonly language: "en" | "zh" | "ar",
  ) {
    this.paragraphs = Array.from({ length: 3 }, () => Array.from({ length: random.whole(2, 6) }, () => this.fresh()));
  }
  private said(): string {
    const { parts, join, end } = WORDS[this.language];
    return parts.map((choices) => this.random.pick(choices)).join(join) + end;
  }
  fresh = (): Known => ({ id: (this.ids += 1), text: this.said() });
  /** The same sentence with a word or two changed. */
  private edited({ id, text }: Known): Known {
    const { parts } = WORDS[this.language];
    const choices = this.random.pick(parts.filter((given) => given.some((word) => text.includes(word))));
    const old = choices.find((word) => text.includes(word))!;
    return { id, text: text.replace(old, this.random.pick(choices)) };
  }
  /** What one save makes of a paragraph. What leaves and what comes are two saves: together they are an edit for every reader. */
  saved(before: readonly Known[]): Known[] {
    const { random } = this;
    for (;;) {
      const after = [...before];
      const takes = random.chance(0.5);
      for (let step = random.whole(1, 3); step > 0; step--) {
        const at = random.whole(0, Math.max(0, after.length - 1));
        const act = random.pick(["edit", "edit", "move", takes ? "remove" : "add"]);
        if (after.length === 0 && before.length > 0) break;
        if (act === "add" || after.length === 0) after.splice(at, 0, this.fresh());
        else if (act === "edit") after[at] = this.edited(after[at]!);
        else {
          const [moved] = after.splice(at, 1);
          if (act === "move") after.splice(random.whole(0, after.length), 0, moved!);
        }
      }
      // The words of one sentence on another in the same save: then the words are it.
      const isTaken = ({ id, text }: Known): boolean => {
        const spoken = before.filter((known) => known.text === text);
        return (
          spoken.length > 0 &&
          !spoken.some((known) => known.id === id) &&
          !spoken.some((known) => after.some((now) => now.id === known.id && now.text === text))
        );
      };
      if (!after.some(isTaken)) return after;
    }
  }
}

const textsOf = (paragraph: readonly Known[]): string[] => paragraph.map(({ text }) => text);

test.each(["en", "zh", "ar"] as const)(
  "in 1,000 scripts of edits of near duplicates in %s no tie stands on another sentence, and none on nothing",
  (language) => {
    const { gap } = WORDS[language];
    let [kept, orphans] = [0, 0];
    for (let script = 0; script < 1_000; script++) {
      const random = seededRandom(`${language} ${script}`);
      const draft = new Draft(random, language);
      const ties: Tie[] = draft.paragraphs.flatMap((known, paragraph) => known.map(({ id, text }, at) => ({ id, paragraph, stand: { at, sentence: text } })));
      const tiesOf = (paragraph: number): (Tie & { stand: Stand })[] =>
        ties.filter((tie): tie is Tie & { stand: Stand } => tie.paragraph === paragraph && tie.stand !== null);
      const put = (moved: readonly Tie[], stands: readonly (Stand | null)[], paragraph: number): void =>
        moved.forEach((tie, index) => Object.assign(tie, { stand: stands[index] ?? null, paragraph }));
      for (let step = 0; step < 6; step++) {
        const paragraph = random.whole(0, draft.paragraphs.length - 1);
        const before = draft.paragraphs[paragraph]!;
        const own = tiesOf(paragraph);
        const act = random.pick(["save", "save", "save", "split", "merge"]);
        if (act === "split" && before.length > 1) {
          const at = random.whole(1, before.length - 1);
          const [first, second] = [before.slice(0, at), before.slice(at)];
          draft.paragraphs[paragraph] = first;
          draft.paragraphs.push(second);
          const [staying, leaving] = [own.filter(({ stand }) => stand.at < at), own.filter(({ stand }) => stand.at >= at)];
          put(
            staying,
            shiftTies(
              textsOf(first),
              staying.map(({ stand }) => stand),
              0,
            ),
            paragraph,
          );
          put(
            leaving,
            shiftTies(
              textsOf(second),
              leaving.map(({ stand }) => stand),
              -at,
            ),
            draft.paragraphs.length - 1,
          );
        } else if (act === "merge" && draft.paragraphs.length > 1) {
          const other = (paragraph + 1) % draft.paragraphs.length;
          const moved = tiesOf(other);
          const whole = [...before, ...draft.paragraphs[other]!];
          put(
            moved,
            shiftTies(
              textsOf(whole),
              moved.map(({ stand }) => stand),
              before.length,
            ),
            paragraph,
          );
          draft.paragraphs[paragraph] = whole;
          draft.paragraphs[other] = [];
        } else {
          const made = draft.saved(before);
          // The same words as before are no save: who of two that say the same is which, is no question then.
          const after = textsOf(made).join() === textsOf(before).join() ? before : made;
          // As the portal reads it: a text, parted anew.
          const parted = sentenceTexts(textsOf(after).join(gap), language satisfies Language);
          expect(parted).toEqual(textsOf(after));
          put(
            own,
            carryTies(
              textsOf(before),
              parted,
              own.map(({ stand }) => stand),
            ),
            paragraph,
          );
          draft.paragraphs[paragraph] = after;
        }
        for (const { id, paragraph: place, stand } of ties) {
          if (!stand) continue;
          const now = draft.paragraphs[place]![stand.at];
          if (now?.id !== id || now.text !== stand.sentence)
            throw new Error(
              `script ${script}, step ${step}, ${act}: a tie on ${id} stands on ${now?.id}: ${JSON.stringify([before, draft.paragraphs[place]])}`,
            );
        }
      }
      kept += ties.filter(({ stand }) => stand).length;
      orphans += ties.filter(({ stand }) => !stand).length;
    }
    // Caution has its price; it is not paid for every tie.
    expect(kept).toBeGreaterThan(orphans * 3);
  },
);
