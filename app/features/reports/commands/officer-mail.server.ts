import type { Names } from "~/features/cycles/model";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";

/** Tells the officer a version is assigned to that its last open point is answered; nobody where it is nobody's. */
export async function tellOfficer(tx: Tx, ctx: UserCtx, submissionId: string): Promise<void> {
  const version = await tx.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: { symbol: true, officerId: true, report: { select: { party: { select: { names: true } } } } },
  });
  const officer =
    version.officerId && (await tx.user.findFirst({ where: { id: version.officerId, disabledAt: null }, select: { email: true, language: true } }));
  if (!officer) return;
  const language = firstLanguage(officer.language);
  const t = translator(language);
  const facts = { symbol: version.symbol, party: (version.report.party.names as Names)[language] };
  await writeMail(tx, {
    to: officer.email,
    language,
    kind: "clarification.answered",
    ...renderMail({
      language,
      subject: t("mail:clarification.answered.subject", facts),
      paragraphs: [t("mail:clarification.answered.text", facts)],
      link: { label: t("mail:clarification.answered.link"), href: ctx.origin + links.deskClarifications(language, submissionId) },
    }),
  });
}
