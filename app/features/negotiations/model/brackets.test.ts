import { expect, test } from "vitest";
import type { Input, Kind, State } from "../model";
import { bracketed, cleanText, countBrackets, overlaps, replaced } from "./brackets";

const TEXT = "Access has grown in rural areas.";
let ids = 0;
const codes = (...names: string[]): Input["proponents"] => names.map((code) => ({ partyId: code, code, name: code, group: "" }));
function input(kind: Kind, words: string, text: string, names: string[], state: State = "proposed"): Input {
  const start = TEXT.indexOf(words);
  return {
    id: String((ids += 1)),
    paragraph: "p",
    kind,
    words,
    start: words === "" ? 0 : start,
    end: words === "" ? 0 : start + words.length,
    language: "en",
    text,
    reason: "",
    state,
    party: { id: "x", code: names[0] ?? "", name: "" },
    at: "2026-11-01T10:00:00.000Z",
    proponents: codes(...names),
    source: null,
    withheld: false,
    takenAt: null,
    takenReason: "",
    anchor: null,
    disposition: "",
    answer: "",
    answeredBy: "",
    answeredAt: null,
  };
}

/** As a compilation prints it. */
function printed(inputs: readonly Input[]): string {
  const { runs, added, kept } = bracketed(TEXT, inputs);
  const mark = ({ names, kind, text, alternative }: (typeof added)[number]): string =>
    `[${alternative ? `Alt. ${alternative} ` : ""}${names}: ${kind === "DEL" ? "DEL" : text}]`;
  return [
    runs.map(({ text, struck, disputed, brackets }) => (struck ? `~${text}~` : disputed ? `_${text}_` : text) + brackets.map(mark).join("")).join(""),
    ...added.map((bracket) => `+ ${mark(bracket)}`),
    ...kept.map((names) => `= ${names}`),
  ].join("\n");
}

test("other words stand behind the words they are for, with who stands behind them", () => {
  expect(printed([])).toBe(TEXT);
  expect(printed([input("MOD", "rural", "remote", ["CHE", "ITU"])])).toBe("Access has grown in _rural_[CHE, ITU: remote] areas.");
  expect(printed([input("MOD", "", "Access has fallen.", ["KEN"])])).toBe(`_${TEXT}_[KEN: Access has fallen.]`);
  expect(printed([input("DEL", "in rural areas", "", ["KEN"])])).toBe("Access has grown ~in rural areas~[KEN: DEL].");
});

test("alternatives for the same words are numbered, places within each other keep their own brackets", () => {
  expect(printed([input("MOD", "rural", "remote", ["CHE"]), input("DEL", "rural", "", ["KEN"])])).toBe(
    "Access has grown in ~rural~[Alt. 1 CHE: remote][Alt. 2 KEN: DEL] areas.",
  );
  expect(printed([input("MOD", "grown in rural", "fallen in urban", ["CHE"]), input("MOD", "rural areas", "towns", ["KEN"])])).toBe(
    "Access has _grown in __rural_[CHE: fallen in urban]_ areas_[KEN: towns].",
  );
});

test("new paragraphs come after it, who wants no change is named, and what is decided is in no bracket", () => {
  expect(printed([input("ADD", "", "More is needed.", ["CHE"]), input("NOC", "", "", ["KEN", "ITU"])])).toBe(`${TEXT}\n+ [CHE: More is needed.]\n= KEN, ITU`);
  expect(
    printed([input("MOD", "rural", "remote", ["CHE"], "agreed"), input("DEL", "rural", "", ["KEN"], "withdrawn"), input("comment", "", "Good.", ["KEN"])]),
  ).toBe(TEXT);
  expect(printed([input("MOD", "rural", "remote", ["CHE"], "ad_referendum")])).toContain("[CHE: remote]");
  expect(
    countBrackets([
      input("MOD", "rural", "x", ["CHE"]),
      input("NOC", "", "", ["KEN"]),
      input("DEL", "", "", ["KEN"], "agreed"),
      input("comment", "", "x", ["KEN"]),
    ]),
  ).toBe(1);
});

test("a group is named by its code, once", () => {
  const both: Input = {
    ...input("MOD", "rural", "remote", []),
    proponents: [{ partyId: "1", code: "NPL", name: "", group: "LDC" }, { partyId: "2", code: "MWI", name: "", group: "LDC" }, ...codes("CHE")],
  };
  expect(printed([both])).toContain("[LDC, CHE: remote]");
});

test("the clean text has what was agreed, and nothing else", () => {
  const agreed = [input("MOD", "grown", "doubled", ["CHE"], "agreed"), input("DEL", "in rural areas", "", ["KEN"], "agreed")];
  expect(cleanText(TEXT, [...agreed, input("MOD", "Access", "Everything", ["KEN"])])).toEqual({ text: "Access has doubled.", added: [] });
  expect(cleanText(TEXT, [input("DEL", "", "", ["KEN"], "agreed")])).toEqual({ text: null, added: [] });
  const added = input("ADD", "", "More is needed.", ["CHE"], "agreed");
  expect(cleanText(TEXT, [added])).toEqual({ text: TEXT, added: [{ input: added.id, text: "More is needed." }] });
});

test("no space is left over where words go", () => {
  expect(replaced("One two three.", { start: 4, end: 7 }, "")).toBe("One three.");
  expect(replaced("One two.", { start: 4, end: 7 }, "")).toBe("One.");
  expect(replaced("One two.", { start: 0, end: 3 }, "")).toBe("two.");
  expect(replaced("农村地区的接入。", { start: 0, end: 2 }, "")).toBe("地区的接入。");
  expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 5 })).toBe(false);
  expect(overlaps({ start: 0, end: 4 }, { start: 3, end: 5 })).toBe(true);
});
