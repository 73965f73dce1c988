import { isLanguage, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { CONFIRM_HOURS } from "../model";

/** What the applicant is told, each in one mail. `exists` and `pending` answer a form whose address is known already. */
type Told = "confirm" | "exists" | "pending" | "received" | "asked" | "accepted" | "accepted_known" | "declined";

type MailFacts = { to: string; language: string; organisation: string; /** A question or a reason. */ text?: string; href?: string };

/** Writes to the applicant in the language they chose. */
export async function writeRegistrationMail(tx: Tx, told: Told, { to, language: chosen, organisation, text = "", href }: MailFacts): Promise<void> {
  const language: Language = isLanguage(chosen) ? chosen : SOURCE_LANGUAGE;
  const t = translator(language);
  const facts = { organisation, text, count: CONFIRM_HOURS };
  const paragraphs = [t(`mail:registration.${told}.text`, facts), ...(told === "confirm" || told === "exists" ? [t("mail:registration.ignore")] : [])];
  const label = {
    confirm: "confirm",
    exists: "signIn",
    asked: "answer",
    accepted: "signIn",
    accepted_known: "signIn",
    declined: null,
    pending: null,
    received: null,
  } as const;
  const link = label[told];
  await writeMail(tx, {
    to,
    language,
    kind: `registration.${told}`,
    ...renderMail({
      language,
      subject: t(`mail:registration.${told}.subject`, facts),
      paragraphs,
      ...(href && link && { link: { label: t(`mail:registration.link.${link}`), href } }),
    }),
  });
}
