import type { Names } from "~/features/cycles/model";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";

/** What an officer is told of a version: its last open point is answered, or its party has withdrawn it. */
const TOLD = {
  answered: { kind: "clarification.answered", at: links.deskClarifications },
  withdrawn: { kind: "submission.withdrawn_by_party", at: links.deskSubmission },
} as const;

/** Tells the officer a version is assigned to; nobody where it is nobody's. */
export async function tellOfficer(tx: Tx, ctx: UserCtx, submissionId: string, what: keyof typeof TOLD): Promise<void> {
  const version = await tx.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: { symbol: true, officerId: true, report: { select: { party: { select: { names: true } } } } },
  });
  const officer =
    version.officerId && (await tx.user.findFirst({ where: { id: version.officerId, disabledAt: null }, select: { email: true, language: true } }));
  if (!officer) return;
  const { kind, at } = TOLD[what];
  const language = firstLanguage(officer.language);
  const t = translator(language);
  const facts = { symbol: version.symbol, party: (version.report.party.names as Names)[language] };
  await writeMail(tx, {
    to: officer.email,
    language,
    kind,
    ...renderMail({
      language,
      subject: t(`mail:${kind}.subject`, facts),
      paragraphs: [t(`mail:${kind}.text`, facts)],
      link: { label: t(`mail:${kind}.link`), href: ctx.origin + at(language, submissionId) },
    }),
  });
}
