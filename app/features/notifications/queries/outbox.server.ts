import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { MAIL_STATES, type MailState, type OutboxItem, type OutboxPage } from "../model";
import { mayWithOutbox } from "../policy";

type Asked = { state?: MailState | null; after?: string | null; limit?: number };

/** The mails of the portal, newest first, of one state where asked; a page goes on from a place (`next`). Refuses `mail.not_found` to those who may not. */
export async function listOutbox(ctx: UserCtx, { state, after, limit = 50 }: Asked = {}): Promise<Result<OutboxPage, Refusal>> {
  if (!mayWithOutbox(ctx.actor, "read")) return refuse({ code: "mail.not_found" });
  const [rows, counts] = await Promise.all([
    ctx.db.mail.findMany({
      where: { ...(state && { state }), ...afterPlace("createdAt", parsePlace(after)) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
      select: {
        id: true,
        kind: true,
        to: true,
        language: true,
        subject: true,
        state: true,
        attempts: true,
        lastError: true,
        createdAt: true,
        deliveredAt: true,
        notBefore: true,
      },
    }),
    ctx.db.mail.groupBy({ by: ["state"], _count: true }),
  ]);
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  const items = page.items.map(({ language, lastError, createdAt, deliveredAt, notBefore, ...row }): OutboxItem => ({
    ...row,
    state: row.state as MailState,
    language: isLanguage(language) ? language : SOURCE_LANGUAGE,
    error: lastError,
    createdAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
    heldUntil: notBefore && notBefore > ctx.now() && row.state === "waiting" ? notBefore.toISOString() : null,
  }));
  const counted = Object.fromEntries(MAIL_STATES.map((known) => [known, counts.find((row) => row.state === known)?._count ?? 0]));
  return ok({ items, next: page.next, counts: counted as Record<MailState, number> });
}
