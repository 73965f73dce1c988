import { z } from "zod";
import type { Author } from "~/features/templates/model/filling";
import { choicesOf, fieldsOf, type FieldValue, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Env } from "~/features/templates/model/visibility";
import type { Field } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import type { Random } from "~/lib/random";
import { countWords, limitFor } from "~/lib/text";

/** Reports made up by a program, for trials under load: believable sentences, nobody's words. */

const texts = z.array(z.string().min(1)).min(3);
const named = z.record(z.string(), z.string().min(1));
/** A file of `prisma/seed/load`: what is written in one language. `{percent}`, `{year}` and `{count}` stand for numbers. */
export const materialSchema = z.strictObject({
  /** States that report in this language. */
  states: z.array(z.string()),
  /** By topic. */
  sentences: z.record(z.string(), texts),
  titles: texts,
  bodies: texts,
  sources: texts,
  functions: texts,
  given: texts,
  family: texts,
  /** Why a contribution is not published. */
  reasons: texts,
  /** The same keys in every language, so that a name made of them has a translation. */
  organisations: z.strictObject({ pattern: z.string(), kinds: named, subjects: named, places: named }),
});
export type Material = z.infer<typeof materialSchema>;

/** What an organisation is called, by the keys of its parts. */
export type OrganisationParts = { kind: string; subject: string; place: string };

/** An organisation's name in the material's language. */
export const organisationName = ({ organisations: { pattern, kinds, subjects, places } }: Material, parts: OrganisationParts): string =>
  pattern.replace("{kind}", kinds[parts.kind]!).replace("{subject}", subjects[parts.subject]!).replace("{place}", places[parts.place]!);

/** A person's name as it is written in the language. */
export function personName(material: Material, random: Random, language: Language): string {
  const [given, family] = [random.pick(material.given), random.pick(material.family)];
  return language === "zh" ? family + given : `${given} ${family}`;
}

/** Who the report is by. `release`: the answer to whether it may be published, where the template offers it. */
export type Persona = { organisation: string; category: string; mail: string; release: string };

const PERCENT = [8, 97] as const;
const YEARS = [2005, 2025] as const;
/** Round hundreds: nouns after them have one form in all six languages. */
const HUNDREDS = [2, 9] as const;
/** Longest narrative, in English words, where the template sets no limit. */
const UNLIMITED_WORDS = 120;
const CURRENCIES = ["USD", "EUR", "CHF"] as const;
const DAYS: Readonly<Record<string, string>> = { from: "2024-01-01", to: "2025-12-31", cleared_on: "2026-08-25", date: "2027-03-01" };

const wordsIn = new Map<string, number>();
function lengthOf(sentence: string): number {
  const known = wordsIn.get(sentence);
  if (known !== undefined) return known;
  const count = countWords(sentence.replace(/\{\w+\}/g, "100"));
  wordsIn.set(sentence, count);
  return count;
}

/** An author who writes in one language: every value passes the template's checks. */
export function syntheticAuthor(material: Material, random: Random, language: Language, persona: Persona): Author {
  const topics = Object.keys(material.sentences);
  /** How much this author writes, as a share of what is allowed. */
  const diligence = 0.2 + random.next() * 0.7;

  const withNumbers = (sentence: string): string =>
    sentence
      .replace("{percent}", String(random.whole(...PERCENT)))
      .replace("{year}", String(random.whole(...YEARS)))
      .replace("{count}", String(random.whole(...HUNDREDS) * 100));

  function narrative(field: Field): string {
    const limit = limitFor(field.words ?? UNLIMITED_WORDS, language);
    const wanted = Math.max(1, limit * Math.min(0.95, diligence * (0.5 + random.next())));
    const start = random.whole(0, topics.length - 1);
    const written: string[] = [];
    let count = 0;
    for (const sentence of topics.flatMap((_, index) => random.shuffle(material.sentences[topics[(start + index) % topics.length]!]!))) {
      const words = lengthOf(sentence);
      if (count + words > limit || (count > 0 && count + words > wanted)) continue;
      written.push(withNumbers(sentence));
      count += words;
      if (count >= wanted) break;
    }
    if (written.length > 3 && random.chance(0.2)) return written.map((sentence) => `- ${sentence}`).join("\n");
    const gap = language === "zh" ? "" : " ";
    return Array.from({ length: Math.ceil(written.length / 4) }, (_, part) => written.slice(part * 4, part * 4 + 4).join(gap)).join("\n\n");
  }

  function line(field: Field, question: FormQuestion): string {
    const isPerson =
      question.confidential === "always" || field.id === "official" || (field.id === "name" && fieldsOf(question).some(({ kind }) => kind === "email"));
    switch (field.id) {
      case "function":
        return random.pick(material.functions);
      case "lead_body":
      case "body":
      case "partner":
      case "partners":
      case "value":
        return random.pick(material.bodies);
      case "source":
        return random.pick(material.sources);
      case "currency":
        return random.pick(CURRENCIES);
      case "unit":
        return "%";
      case "paragraph":
        return String(random.whole(1, 120));
      case "targets":
        return `${random.whole(1, 17)}.${random.whole(1, 5)}`;
      case "by_when":
        return String(random.whole(2027, 2035));
      case "acronym":
        return random.pick(["DIN", "OCN", "TIC", "RIS"]);
      case "organisation":
        return organisationOf(material, random);
      default:
        if (isPerson) return personName(material, random, language);
        return field.id === "name" && fieldsOf(question).some(({ id }) => id === "acronym") ? persona.organisation : random.pick(material.titles);
    }
  }

  function choice(field: Field, choices: readonly string[]): FieldValue {
    if (field.kind === "many" || field.kind === "ranked") {
      const chosen = random.shuffle(choices).slice(0, random.whole(1, Math.min(4, choices.length, field.atMost ?? 4)));
      return field.kind === "ranked" ? chosen : choices.filter((code) => chosen.includes(code));
    }
    // What the account knows is not chosen at random.
    return [language, persona.category, persona.release].find((code) => choices.includes(code)) ?? random.pick(choices);
  }

  function number(field: Field, row: RowValue): number {
    if (field.kind === "year") {
      const start = [row.from, row[field.notBefore ?? ""]].find((value) => typeof value === "number");
      return random.whole(Math.max(field.min ?? 0, typeof start === "number" ? start : 2005), Math.min(field.max ?? 2025, 2026));
    }
    return Math.round((Math.max(field.min ?? 1, 1) + random.next() * (Math.min(field.max ?? 95, 95) - 1)) * 10) / 10;
  }

  return {
    volunteers: () => random.chance(diligence),
    count: (atLeast, atMost) => random.whole(atLeast, Math.max(atLeast, Math.round(atLeast + (atMost - atLeast) * diligence))),
    choose(codes, count) {
      const chosen = random.shuffle(codes).slice(0, count);
      return codes.filter((code) => chosen.includes(code));
    },
    write(field: Field, question: FormQuestion, env: Env, row: RowValue): FieldValue {
      const choices = choicesOf(field, env.references);
      if (choices) return choice(field, choices);
      switch (field.kind) {
        case "long":
          return narrative(field);
        case "number":
        case "year":
          return number(field, row);
        case "date":
          return DAYS[field.id] ?? "2025-09-15";
        case "url":
          return `https://example.org/evidence/${random.whole(1000, 9999)}`;
        case "symbol":
          return `C${random.whole(10, 25)}/${random.whole(1, 120)}-E`;
        case "citation":
          return String(random.whole(1_400_000_000, 1_700_000_000));
        case "email":
          return persona.mail;
        case "phone":
          return `+000 ${random.whole(100, 999)} ${random.whole(1000, 9999)}`;
        case "tick":
          return true;
        default:
          return line(field, question);
      }
    },
  };
}

/** The name of some organisation. */
function organisationOf(material: Material, random: Random): string {
  const { kinds, subjects, places } = material.organisations;
  const [kind, subject, place] = [kinds, subjects, places].map((part) => random.pick(Object.keys(part)));
  return organisationName(material, { kind: kind!, subject: subject!, place: place! });
}
