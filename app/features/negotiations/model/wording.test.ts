import { expect, test } from "vitest";
import type { Bracket } from "./brackets";
import { bracketLines, cleanLines, proposalLine, type Piece, type SayOfBrackets } from "./wording";

const say: SayOfBrackets = (key, values) => `<${key}${values ? ` ${Object.values(values).join()}` : ""}>`;
const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");
const bracket = (own: Partial<Bracket>): Bracket => ({
  ...{ input: "1", names: "CHE, ITU", kind: "MOD", alternative: 0, text: "remote", language: "fr", state: "proposed", withheld: false },
  ...own,
});
const run = (text: string, own: { disputed?: boolean; struck?: boolean; brackets?: Bracket[] } = {}) => ({
  ...{ text, disputed: false, struck: false, brackets: [] },
  ...own,
});

test("brackets stand behind the words they are for; a deletion is said in words, too", () => {
  const runs = [
    run("Access in "),
    run("rural", { disputed: true, struck: true, brackets: [bracket({ alternative: 1 }), bracket({ names: "KEN", kind: "DEL", alternative: 2, text: "" })] }),
    run(" areas."),
  ];
  const [line, ...more] = bracketLines({ runs, added: [], kept: [] }, say);
  expect(textOf(line!)).toBe("Access in rural [<brackets.alternative 1> CHE, ITU: remote] [<brackets.alternative 2> KEN: <brackets.delete>] areas.");
  expect(line!.filter(({ kind }) => kind !== "mark" && kind !== "own").map(({ kind }) => kind)).toEqual([
    "struck",
    "said",
    "code",
    "proposed",
    "said",
    "code",
    "said",
  ]);
  expect(line!.find(({ kind }) => kind === "proposed")).toMatchObject({ language: "fr" });
  expect(more).toEqual([]);
});

test("new paragraphs and who wants no change have lines of their own", () => {
  const lines = bracketLines({ runs: [run("A.")], added: [bracket({ kind: "ADD", text: "B.", state: "ad_referendum" })], kept: ["KEN", "LDC"] }, say);
  expect(lines.map(textOf)).toEqual(["A.", "[CHE, ITU: <state.ad_referendum> B.]", "<brackets.noChange> [KEN, LDC]"]);
});

test("the clean text says where a paragraph was deleted", () => {
  expect(cleanLines({ text: null, added: [{ input: "1", text: "B." }] }, say).map(textOf)).toEqual(["[<brackets.deleted>]", "B."]);
});

test("a proposal in a line says what it does to which words, by whom, and where it stands", () => {
  const proponents = ["NPL", "MWI"].map((code) => ({ partyId: code, code, name: code, group: "LDC" }));
  const proposal = { kind: "MOD", words: "rural", proponents, text: "remote", language: "en", state: "agreed", withheld: false } as const;
  expect(textOf(proposalLine(proposal, say))).toBe("<kind.MOD> – rural [LDC: remote] – <state.agreed>");
  expect(textOf(proposalLine({ ...proposal, kind: "NOC", words: "", text: "" }, say))).toBe("<kind.NOC> [LDC] – <state.agreed>");
  expect(textOf(proposalLine({ ...proposal, text: "", withheld: true }, say))).toBe("<kind.MOD> – rural [LDC: <brackets.withheld>] – <state.agreed>");
});
