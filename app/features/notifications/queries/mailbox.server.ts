import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { MailboxDto } from "../model";

/** The mailbox is for looking at the newest mails of a demo, or of one address of it; it is not an archive. */
const SHOWN = 100;

const languageOf = (language: string) => (isLanguage(language) ? language : SOURCE_LANGUAGE);

/**
 * The mails the portal wrote, newest first, `to` one address where that is given, and the one that is open. Everybody reads them, so there are none outside of
 * a demo: refuses `mail.not_found` there, and for an unknown mail.
 */
export async function readMailbox(ctx: Pick<Ctx, "db">, isDemo: boolean, open: string | null, to: string | null = null): Promise<Result<MailboxDto, Refusal>> {
  if (!isDemo) return refuse({ code: "mail.not_found" });
  const rows = await ctx.db.mail.findMany({
    select: { id: true, to: true, subject: true, language: true, createdAt: true },
    where: to === null ? {} : { to },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  const mail = open
    ? await ctx.db.mail.findUnique({
        where: { id: open },
        select: { id: true, to: true, subject: true, language: true, createdAt: true, kind: true, text: true },
      })
    : null;
  if (open && !mail) return refuse({ code: "mail.not_found" });
  const shown = <Row extends { createdAt: Date; language: string }>(row: Row) => ({
    ...row,
    language: languageOf(row.language),
    createdAt: row.createdAt.toISOString(),
  });
  return ok({ to, mails: rows.map(shown), mail: mail && shown(mail) });
}
