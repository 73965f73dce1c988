import type { Names } from "~/features/cycles/model";
import { readersOf } from "~/features/reports/commands/state-mail.server";
import { formatInstant, GENEVA } from "~/lib/dates";
import { firstLanguage, LANGUAGES, type Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import type { Letter } from "../model";

/** What a letter is about. `labels`: the question in each language. */
export type LetterFacts = { names: Names; symbol: string; question: string; row: string; labels: Record<Language, string>; text: string; dueAt: Date };

/** The letter in six languages; what the officer wrote stands in each as it was written. The time is Geneva's, and says so. */
export function letterOf({ names, symbol, question, row, labels, text, dueAt }: LetterFacts): Letter {
  const inLanguage = (language: Language) => {
    const t = translator(language);
    const facts = { party: names[language], symbol, question: row === "" ? question : `${question} (${row})`, label: labels[language] };
    return {
      subject: t("clarifications:letter.subject", facts),
      paragraphs: [
        t("clarifications:letter.opening", facts),
        text,
        t("clarifications:letter.due", { due: formatInstant(dueAt, language, GENEVA) }),
        t("clarifications:letter.how"),
      ],
    };
  };
  return Object.fromEntries(LANGUAGES.map((language) => [language, inLanguage(language)])) as Letter;
}

type Addressed = { reportId: string; language: string; signedById: string; report: { partyId: string } };

/** Sends a letter to the party's focal points and whoever signed, to each in their own language. */
export async function sendLetter(tx: Tx, ctx: UserCtx, version: Addressed, letter: Letter): Promise<void> {
  for (const person of await readersOf(tx, ctx.now(), version)) {
    const language = firstLanguage(person.language, version.language);
    const link = { label: translator(language)("clarifications:letter.link"), href: ctx.origin + links.clarifications(language, version.reportId) };
    await writeMail(tx, { to: person.email, language, kind: "clarification.asked", ...renderMail({ language, ...letter[language], link }) });
  }
}
