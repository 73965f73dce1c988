import { describe, expect, it } from "vitest";
import type { Language } from "~/lib/languages";
import ar from "../../../../locales/ar/synthesis.json";
import en from "../../../../locales/en/synthesis.json";
import es from "../../../../locales/es/synthesis.json";
import fr from "../../../../locales/fr/synthesis.json";
import ru from "../../../../locales/ru/synthesis.json";
import zh from "../../../../locales/zh/synthesis.json";
import type { LaidParagraph, LaidPart } from "./layout";
import { QUANTITIES } from "./quantities";
import { holdWording, inOwnWords, inWords, MOST_ASKED, providerOf, sentencesToWord, wordingsOf, type Untaken } from "./wording";

const WORDS = { ar, en, es, fr, ru, zh };
const paragraph = (texts: readonly string[], part: LaidPart = "theme", gap = " "): LaidParagraph => ({
  part,
  text: texts.join(gap),
  sentences: texts.map((text, at) => ({
    text,
    excerpts: [{ submission: "s", question: "B1", row: "", hash: `${at}`, place: "", quote: "words", start: 0, end: 5 }],
  })),
});
const kept = (language: Language, names: readonly string[] = []) => ({ counts: Object.values(WORDS[language].word), names });
const whyOf = (own: string, offered: string, language: Language = "en", names: readonly string[] = []): Untaken | null =>
  holdWording([paragraph([own])], new Map([[own, offered]]), language, kept(language, names))[0]!.why;

const OWN = "Most parties (12 of 18) raise “Affordable access”.";

describe("a sentence in other words", () => {
  it("is taken where it says no more and no less", () => {
    expect(whyOf(OWN, "“Affordable access” is a concern of most parties (12 of 18).")).toBeNull();
    expect(whyOf("Kinds of stakeholders that raise it: States, Business.", "It is raised by States and by Business.", "en", ["States", "Business"])).toBeNull();
  });

  it.each([
    ["", "missing"],
    ["most parties (12 of 18) raise “Affordable access”!", "same"],
    ["Most parties (12 of 18) raise <b>“Affordable access”</b>.", "plain"],
    ["Most parties (12 of 18) now raise “Affordable access” \u202e.", "plain"],
    ["Most parties (12 of 18) raise “Affordable access”\u0000.", "plain"],
    ["Most parties (12 of 18) raise “Affordable access”, see https://example.org.", "plain"],
    [`Most parties (12 of 18) raise “Affordable access” ${"very ".repeat(60)}often.`, "long"],
    ["Most parties (12 of 18) raise “Affordable access”. They do so firmly.", "parts"],
    ["Most parties (13 of 18) raise “Affordable access”.", "figures"],
    ["Most parties raise “Affordable access”.", "figures"],
    ["Most parties (12 of 18) raise “Affordable access” for 2030.", "figures"],
    ["Most parties (12 of 18) now raise affordable access.", "quotations"],
    ["Most parties (18 of 12) raise “Affordable access”.", "quotations"],
    ["Many parties (12 of 18) raise “Affordable access”.", "counts"],
    ["Most parties (12 of 18), some of them often, raise “Affordable access”.", "counts"],
    ["Parties (12 of 18) raise “Affordable access”.", "counts"],
  ] as const)("%s is not: %s", (offered, why) => {
    expect(whyOf(OWN, offered)).toBe(why);
  });

  it("keeps the kinds of stakeholders it names, and names no other", () => {
    const own = "Kinds of stakeholders that raise it: States, Business.";
    expect(whyOf(own, "It is raised by States.", "en", ["States", "Business"])).toBe("names");
    expect(whyOf(own, "It is raised by States, Business and Academia.", "en", ["States", "Business", "Academia"])).toBe("names");
  });

  it("keeps digits of any script", () => {
    expect(whyOf("Of 12 parties, one did.", "One of ١٢ parties did so.")).toBeNull();
    expect(whyOf("Of 12 parties, one did.", "One of ١٣ parties did so.")).toBe("figures");
  });
});

describe("in every language", () => {
  const languages = Object.keys(WORDS) as Language[];
  it.each(languages)("%s: a sentence of the portal's with another word for a number is not taken", (language) => {
    const { theme } = WORDS[language];
    const said = QUANTITIES.map(({ word }) => theme[word].replace("{{counted}}", "").replace("{{code}}", "X"));
    for (const own of said) for (const offered of said) if (offered !== own) expect(whyOf(own, offered, language)).toBe("counts");
  });

  it("counts a word whose parts stand apart", () => {
    expect(whyOf("تتناول جميع الجهات تقريباً موضوع «X».", "موضوع «X» تتناوله جميع الجهات.", "ar")).toBe("counts");
    expect(whyOf("Nearly all parties raise “X”.", "All parties raise “X” today.")).toBe("counts");
    expect(whyOf("A few parties raise “X”.", "Few parties raise “X” today.")).toBe("counts");
  });
});

describe("a text in other words", () => {
  const text = [
    paragraph(["This text was prepared by the portal."], "note"),
    paragraph([OWN, "Views converge across regions."]),
    paragraph(["Proposal (X): “Y”."], "proposals"),
  ];
  const offered = new Map([
    [OWN, "“Affordable access” concerns most parties (12 of 18)."],
    ["This text was prepared by the portal.", "The portal made this."],
  ]);

  it("leaves the note and quotations as they are, and every tie where it was", () => {
    expect(sentencesToWord(text)).toEqual([OWN, "Views converge across regions."]);
    const held = holdWording(text, offered, "en", kept("en"));
    expect(held.map(({ why }) => why)).toEqual([null, "missing"]);
    const worded = inWords(text, held, "en");
    expect(worded.map((one) => one.text)).toEqual([
      text[0]!.text,
      "“Affordable access” concerns most parties (12 of 18). Views converge across regions.",
      text[2]!.text,
    ]);
    expect(worded.map(({ sentences }) => sentences.map(({ excerpts }) => excerpts))).toEqual(
      text.map(({ sentences }) => sentences.map(({ excerpts }) => excerpts)),
    );
  });

  it("takes no sentence that runs into the next one", () => {
    const joined = new Map([[OWN, "“Affordable access” concerns most parties (12 of 18)"]]);
    const following = "and so on.";
    const held = holdWording([paragraph([OWN, following])], joined, "en", kept("en"));
    expect(held.find((sentence) => sentence.text === OWN)?.why).toBe("parts");
  });

  it("asks for each sentence once, and for no more than a request holds", () => {
    expect(sentencesToWord([paragraph(["The same.", "The same."])])).toEqual(["The same."]);
    expect(sentencesToWord([paragraph(Array.from({ length: MOST_ASKED + 5 }, (_, at) => `Sentence ${at}.`))])).toHaveLength(MOST_ASKED);
  });

  it("is known by its words until one of them is another", () => {
    const wordings = wordingsOf([{ provider: "Machine", sentences: holdWording(text, offered, "en", kept("en")) }]);
    expect(providerOf(wordings, "“Affordable access” concerns most parties (12 of 18)!")).toBe("Machine");
    expect(providerOf(wordings, "“Affordable access” worries most parties (12 of 18).")).toBe("");
    expect(providerOf(wordings, "Views converge across regions.")).toBe("");
    expect(inOwnWords({ language: "en", wordings }, ["“Affordable access” concerns most parties (12 of 18).", "Written here."])).toBe(`${OWN} Written here.`);
  });
});
