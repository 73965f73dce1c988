import { describe, expect, it } from "vitest";
import { layOut, type Excerpt, type MarkedAnswer, type Material, type Proposal, type Say } from "./layout";
import { isTold, quantityOf } from "./quantities";

const say: Say = (key, facts = {}) => {
  const words = key.replace(".", " ");
  return `${[words[0]!.toUpperCase() + words.slice(1), ...Object.values(facts)].join(" ").trim()}.`;
};
const excerpt = (hash: string, quote = "words", start = 0): Excerpt => ({
  submission: hash,
  question: "B1",
  row: "",
  hash,
  place: "",
  quote,
  start,
  end: start + quote.length,
});
const voice = (party: string, more: Partial<MarkedAnswer> = {}) => ({ party, name: `Name ${party}`, kind: "state", region: "africa", open: false, ...more });
const answer = (party: string, codes: readonly string[], more: Partial<MarkedAnswer> = {}): MarkedAnswer => ({
  ...voice(party, more),
  asked: "B1",
  marks: codes.map((code) => ({ code, excerpt: excerpt(party) })),
  ...more,
});
const proposal = (party: string, quote: string, more: Partial<Proposal> = {}): Proposal => ({
  ...voice(party),
  language: "en",
  excerpt: excerpt(party, quote),
  ...more,
});
const material = (more: Partial<Material>): Material => ({
  language: "en",
  codes: [
    { id: "p", name: "Rules", parent: null },
    { id: "a", name: "More rules", parent: "p" },
    { id: "b", name: "Fewer rules", parent: "p" },
  ],
  kinds: [
    { key: "state", label: "States" },
    { key: "civil", label: "Civil society" },
  ],
  between: ", ",
  answers: [],
  proposals: [],
  ...more,
});
const textsOf = (given: Partial<Material>): string[] => layOut(material(given), say).flatMap(({ part, text }) => (part === "note" ? [] : [text]));
const many = (count: number, codes: readonly string[], more: Partial<MarkedAnswer> = {}, from = 0): MarkedAnswer[] =>
  Array.from({ length: count }, (_, index) => answer(`${from + index}`, codes, more));

describe("words for numbers", () => {
  it("follow the share, from five parties on", () => {
    const words = [
      [4, 4],
      [5, 5],
      [18, 20],
      [12, 20],
      [6, 20],
      [6, 60],
      [5, 60],
      [1, 60],
    ] as const;
    expect(words.map(([parties, of]) => quantityOf(parties, of))).toEqual(["few", "all", "nearlyAll", "most", "many", "several", "some", "few"]);
  });
  it("have no number beside them that is small, or leaves a small one", () => {
    expect([isTold(4, 20), isTold(5, 20), isTold(17, 20), isTold(20, 20)]).toEqual([false, true, false, true]);
  });
});

describe("a laid-out text", () => {
  it("says how many raise a code, and of which kinds; a few who are not public are neither named nor told apart", () => {
    const answers = [...many(6, ["a"]), ...many(2, ["a"], { kind: "civil" }, 6), ...many(12, [], {}, 8)];
    expect(textsOf({ answers })).toEqual(["Theme many More rules  Counted 8 20.. Kinds States."]);
    expect(textsOf({ answers: many(2, ["a"]) })).toEqual(["Theme few More rules."]);
  });

  it("names one or two whose words are public", () => {
    expect(textsOf({ answers: [answer("x", ["a"], { open: true })] })).toEqual(["Theme one More rules Name x. Kinds States."]);
    expect(textsOf({ answers: [answer("x", ["a"], { open: true }), answer("y", ["a"], { open: true })] })).toEqual([
      "Theme two More rules Name x Name y. Kinds States.",
    ]);
  });

  it("says that views converge where nearly all groups raise the same", () => {
    const open = { open: true };
    const answers = ["africa", "asia", "americas", "europe"].map((region, index) => answer(`${index}`, index < 3 ? ["a"] : [], { region, ...open }));
    expect(textsOf({ answers })[0]).toContain("Convergence regions 3 4.");
    expect(textsOf({ answers: answers.slice(1) })[0]).not.toContain("Convergence");
  });

  it("says that views diverge between codes under the same one that different parties raise on one question", () => {
    const answers = [...many(2, ["a"]), ...many(2, ["b"], {}, 2)];
    expect(textsOf({ answers }).at(-1)).toBe("Divergence Rules More rules Fewer rules.");
    expect(textsOf({ answers: [...answers, answer("9", ["a", "b"])] }).join()).not.toContain("Divergence");
    expect(textsOf({ answers: answers.map((one, index) => ({ ...one, asked: index < 2 ? "B1" : "B2" })) }).join()).not.toContain("Divergence");
  });

  it("quotes proposals, one of those that are nearly the same, none in another language", () => {
    const text = "Establish a fund for the connection of every school and every clinic in rural areas by the end of the decade.";
    const open = { open: true };
    const proposals = [
      proposal("x", text, open),
      proposal("y", text, open),
      proposal("z", "Delete it.", open),
      proposal("w", "Удалить.", { ...open, language: "ru" }),
    ];
    const [paragraph] = layOut(material({ proposals }), say).filter(({ part }) => part === "proposals");
    expect(paragraph!.text).toBe(`Proposal alike Word few. ${text.slice(0, -1)}. Proposal single Name z Delete it. Proposal other Name w.`);
    expect(paragraph!.sentences.every(({ excerpts }) => excerpts.length > 0)).toBe(true);
  });

  it("quotes nothing that the public does not read", () => {
    const [paragraph] = layOut(material({ proposals: [proposal("x", "Establish a fund.")] }), say).filter(({ part }) => part === "proposals");
    expect(paragraph!.text).toBe("Proposal withheld Unnamed..");
    expect(paragraph!.sentences[0]!.excerpts).toHaveLength(1);
  });

  it("parts as the document does, whatever a code is called; every sentence rests on something or is the note's", () => {
    const codes = [{ id: "a", name: "Access. Rural access? Yes", parent: null }];
    const [note, theme] = layOut(material({ codes, answers: many(6, ["a"]) }), say);
    expect(note!.sentences.every(({ excerpts }) => excerpts.length === 0)).toBe(true);
    expect(theme!.sentences.length).toBeGreaterThan(2);
    expect(theme!.sentences.every(({ excerpts }) => excerpts.length > 0)).toBe(true);
    expect(theme!.sentences.map(({ text }) => text).join(" ")).toBe(theme!.text);
  });

  it("is the same for the same material, and nothing where nothing was said", () => {
    const given = material({ answers: many(6, ["a", "b"]), proposals: [proposal("x", "Do it.")] });
    expect(layOut(given, say)).toEqual(layOut(structuredClone(given), say));
    expect(layOut(material({ answers: many(6, []) }), say)).toEqual([]);
  });
});
