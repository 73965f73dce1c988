import { formatInstant, GENEVA } from "~/lib/dates";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { MAIL_AFTER_MS, type ExportFailure } from "../model";

type Told = { told: "done"; total: number; expiresAt: Date } | { told: "failed"; failure: ExportFailure };

/** Tells whoever asked for an export, in their language, how it ended, where it took longer than one waits at a page. */
export async function writeExportMail(
  tx: Tx,
  { now, origin }: Pick<Ctx, "now" | "origin">,
  { id, userId, askedAt }: { id: string; userId: string; askedAt: Date },
  told: Told,
): Promise<void> {
  if (now().getTime() - askedAt.getTime() < MAIL_AFTER_MS) return;
  const person = await tx.user.findFirst({ where: { id: userId, disabledAt: null }, select: { email: true, language: true, timeZone: true } });
  if (!person) return;
  const language = firstLanguage(person.language);
  const zone = person.timeZone ?? GENEVA;
  const t = translator(language);
  const asked = formatInstant(askedAt, language, zone);
  const paragraphs =
    told.told === "done"
      ? [t("exports:mail.done.text", { count: told.total, asked }), t("exports:mail.done.until", { until: formatInstant(told.expiresAt, language, zone) })]
      : [t("exports:mail.failed.text", { asked }), t(`exports:failure.${told.failure}`)];
  await writeMail(tx, {
    to: person.email,
    language,
    kind: `export.${told.told}`,
    ...renderMail({
      language,
      subject: t(`exports:mail.${told.told}.subject`),
      paragraphs,
      link: { label: t("exports:mail.link"), href: origin + links.export(language, id) },
    }),
  });
}
