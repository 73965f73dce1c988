import { heldAt } from "~/features/identity/model";
import type { Names } from "~/features/cycles/model";
import { formatInstant, GENEVA } from "~/lib/dates";
import { isLanguage, type Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { localize } from "~/features/templates/model/texts";
import type { LoadedReport } from "../queries/load.server";
import type { Submitted } from "../model";

/** Sends the receipt to the signatory and the party's focal points, each in their own language and zone. */
export async function writeReceiptMail(tx: Tx, ctx: UserCtx, { row, version }: LoadedReport, submitted: Submitted, late: boolean): Promise<void> {
  const people = await tx.user.findMany({
    where: { disabledAt: null, OR: [{ id: ctx.actor.id }, { memberships: { some: { partyId: row.partyId, role: "focal_point", ...heldAt(ctx.now()) } } }] },
    select: { email: true, language: true, timeZone: true },
  });
  for (const person of people) {
    const language: Language = isLanguage(person.language) ? person.language : ctx.language;
    const t = translator(language);
    const facts = {
      party: (row.party.names as Names)[language],
      template: localize(version.strings, language).title ?? row.template,
      receipt: submitted.receipt,
      version: submitted.version,
      utc: formatInstant(submitted.submittedAt, language, "UTC"),
      local: formatInstant(submitted.submittedAt, language, person.timeZone ?? GENEVA),
      hash: submitted.hash,
      templateVersion: version.version,
      templateHash: version.hash,
    };
    const paragraphs = [
      t("mail:receipt.received", facts),
      t("mail:receipt.number", facts),
      t("mail:receipt.time", facts),
      ...(late ? [t("mail:receipt.late", facts)] : []),
      t("mail:receipt.hashes", facts),
      t("mail:receipt.next", facts),
    ];
    const link = { label: t("mail:receipt.verify"), href: ctx.origin + links.verify(language, submitted.receipt) };
    await writeMail(tx, {
      to: person.email,
      language,
      kind: "report.receipt",
      ...renderMail({ language, subject: t("mail:receipt.subject", facts), paragraphs, link }),
    });
  }
}
