import { dueWords } from "~/features/extensions/queries/due-words.server";
import { links } from "~/lib/links";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import type { Rule, Target } from "../model";

/** The words of one reminder, in its reader's language and clock; `leave`: the address that ends such letters, where they may be left. */
export function reminderLetter(
  { audience, days }: Rule,
  target: Target,
  { origin, leave }: { origin: string; leave: string | null },
): ReturnType<typeof renderMail> {
  const { language, party, titles, line, template, dueAt, timeZone } = target;
  const t = translator(language);
  const title = titles[language] ?? template;
  const facts = {
    party: party.names[language],
    template: line ? t("letters:onLine", { template: title, line }) : title,
    due: dueWords(dueAt, language, timeZone),
  };
  const when = days > 0 ? "coming" : "past";
  return renderMail({
    language,
    subject: t(`letters:reminder.subject.${when}`, facts),
    paragraphs: [
      t(`letters:reminder.${audience}`, facts),
      t(`letters:reminder.due.${when}`, facts),
      ...(leave ? [`${t("letters:reminder.leave")}\n${leave}`] : []),
    ],
    link: { label: t("letters:open"), href: origin + links.reports(language) },
  });
}
