import { expect, test } from "vitest";
import type { Draft, Paragraph } from "~/features/documents/model";
import type { SentItem } from "../model";
import { redraftSchema } from "../schema";
import { isFaulty, planAgain } from "./again";

const paragraph = (id: string, text: string, facts: Partial<Paragraph> = {}): Paragraph => ({
  id,
  frozen: "",
  text,
  revision: 1,
  agreed: false,
  hash: id,
  sentences: [text],
  ties: [],
  ...facts,
});
const draft: Draft = {
  id: "document",
  cycle: "x",
  title: "Draft",
  language: "en",
  gone: [],
  lost: [],
  wordings: new Map(),
  chapters: [
    {
      id: "chapter",
      source: "",
      title: "Access",
      paragraphs: [paragraph("a", "One."), paragraph("b", "Two."), paragraph("c", "Three.", { revision: 4 }), paragraph("d", "Four.", { agreed: true })],
    },
  ],
};
const numbers = new Map(["a", "b", "c", "d"].map((id, index) => [id, String(index + 1)]));
const held = { draft, numbers, proposals: new Map() };
const sent = (id: string, text: string, facts: Partial<SentItem> = {}): SentItem => ({
  paragraph: id,
  number: numbers.get(id) ?? "9",
  revision: 1,
  standing: "conflict",
  text,
  ticked: true,
  ...facts,
});
const again = (items: SentItem[], taken: string[] = []) => planAgain({ items, added: [] }, held, taken);

test("a text that cannot be saved stays on the page as it was written, ticked, with the reason", () => {
  const items = [sent("a", ""), sent("b", "x".repeat(20_001)), sent("c", "Merged.", { revision: 4, ticked: false })];
  expect(isFaulty({ items, added: [] })).toBe(true);
  expect(again(items).items).toEqual([
    expect.objectContaining({ paragraph: "a", there: "", ticked: true, fault: "document.text_required" }),
    expect.objectContaining({ paragraph: "b", ticked: true, fault: "document.text_too_long" }),
    expect.objectContaining({ paragraph: "c", there: "Merged.", ticked: false, standing: "conflict" }),
  ]);
  expect(isFaulty({ items: items.map((item) => ({ ...item, ticked: false })), added: [] })).toBe(false);
});

test("what was saved is gone from the page; what the text went on from is a conflict now, not ticked", () => {
  const plan = again([sent("a", "Uno."), sent("b", "Two."), sent("c", "Tres.", { standing: "changed" })], ["a"]);
  expect(plan).toMatchObject({ problems: [], items: [{ paragraph: "c", revision: 4, standing: "conflict", here: "Three.", there: "Tres.", ticked: false }] });
});

test("a text whose paragraph is agreed or deleted, and a new one whose chapter is, are named with their text", () => {
  const added = [
    { id: "n", chapter: "chapter", title: "Access", text: "New.", ticked: true },
    { id: "o", chapter: "other", title: "Gone", text: "Newer.", ticked: true },
  ];
  const plan = planAgain({ items: [sent("d", "Quattro."), sent("z", "Nine.")], added }, held, []);
  expect(plan.added).toEqual([added[0]]);
  expect(plan.problems).toEqual([
    { code: "agreed", place: "4", text: "Quattro." },
    { code: "gone", place: "9", text: "Nine." },
    { code: "new_unplaced", place: "Gone", text: "Newer." },
  ]);
});

test("every text of the page is read, whatever it is", () => {
  const seen = { paragraph: "0d0f2c4e-8f0a-4a6e-9a53-0a4a3b1c2d3e", number: "1", revision: 2, standing: "conflict" };
  const typed = ["", "x".repeat(100_000)];
  const read = redraftSchema.parse({ intent: "take", items: JSON.stringify([seen, seen]), text: typed, unit: "1", begun: "[]" });
  expect(read).toMatchObject({ items: typed.map((text, at) => ({ ...seen, text, ticked: at === 1 })), added: [] });
});
