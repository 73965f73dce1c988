import type { Names } from "~/features/cycles/model";
import { heldAt } from "~/features/identity/model";
import { localize } from "~/features/templates/model/texts";
import type { TemplateVersion } from "~/features/templates/queries.server";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { dueWords } from "../queries/due-words.server";

type Told = {
  told: "granted" | "revoked";
  party: { id: string; names: unknown };
  cycle: { names: unknown };
  version: TemplateVersion;
  line: string;
  /** What counts from now on. */
  dueAt: string;
  reason: string;
};

/** Tells the focal points of a party, each in their own language and clock, that a deadline was extended for it, or is so no longer. */
export async function writeExtensionMail(tx: Tx, ctx: UserCtx, { told, party, cycle, version, line, dueAt, reason }: Told): Promise<void> {
  const people = await tx.user.findMany({
    where: { disabledAt: null, memberships: { some: { partyId: party.id, role: "focal_point", ...heldAt(ctx.now()) } } },
    select: { email: true, language: true, timeZone: true },
  });
  for (const person of people) {
    const language = firstLanguage(person.language, ctx.language);
    const t = translator(language);
    const title = localize(version.strings, language).title ?? version.template;
    const facts = {
      party: (party.names as Names)[language],
      template: line ? t("letters:onLine", { template: title, line }) : title,
      cycle: (cycle.names as Names)[language],
      due: dueWords(dueAt, language, person.timeZone),
    };
    await writeMail(tx, {
      to: person.email,
      language,
      kind: `extension.${told}`,
      ...renderMail({
        language,
        subject: t(`letters:extension.${told}.subject`, facts),
        paragraphs: [t(`letters:extension.${told}.text`, facts), t("letters:due", facts), t("letters:reason", { text: reason })],
        link: { label: t("letters:open"), href: ctx.origin + links.reports(language) },
      }),
    });
  }
}
