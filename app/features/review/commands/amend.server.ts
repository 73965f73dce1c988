import type { Names } from "~/features/cycles/model";
import { readersOf } from "~/features/reports/commands/state-mail.server";
import { lockReport } from "~/features/reports/queries/load.server";
import { formatInstant, GENEVA } from "~/lib/dates";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { findReviewed } from "../queries/subject.server";

export type AmendInput = { id: string; origin: string; reason: string };

/**
 * Opens the working copy of a published report for an amendment, with the reason the party is told. The published version
 * stays public until a further one is; then it stays citable under its symbol. Refuses `submission.reason_required`,
 * `submission.wrong_state` also where a further version is under way, and `submission.*`. Audit event, mail.
 */
export async function openAmendment(ctx: UserCtx, { id, origin, reason }: AmendInput): Promise<Result<{ version: number }, Refusal>> {
  const given = reason.trim();
  if (given === "") return refuse({ code: "submission.reason_required", fields: { amended: "submission.reason_required" } });
  const found = await findReviewed(ctx, ctx.db, id, "open_amendment");
  if (!found.ok) return found;
  const { reportId } = found.value;
  return ctx.db.$transaction(async (tx) => {
    await lockReport(tx, reportId);
    const again = await findReviewed(ctx, tx, id, "open_amendment");
    if (!again.ok) return again;
    const { version, symbol, subject } = again.value;
    const isLatest = (await tx.submission.count({ where: { reportId, version: { gt: version } } })) === 0;
    const { count } = isLatest
      ? await tx.report.updateMany({
          where: { id: reportId, state: "submitted" },
          data: { state: "draft", revision: { increment: 1 }, updatedAt: ctx.now() },
        })
      : { count: 0 };
    if (count !== 1) return refuse({ code: "submission.wrong_state", params: { state: subject.state } });
    await recordEvent(tx, ctx, {
      type: "submission.amendment_opened",
      subject: `submission:${id}`,
      data: { report: reportId, version: version + 1, symbol, reason: given },
    });
    await writeAmendmentMail(tx, ctx, { id, origin, reason: given });
    return ok({ version: version + 1 });
  });
}

/** Tells the party, in each reader's language, that its published report is open for an amendment, and why. */
async function writeAmendmentMail(tx: Tx, ctx: UserCtx, { id, origin, reason }: AmendInput): Promise<void> {
  const row = await tx.submission.findUniqueOrThrow({
    where: { id },
    select: {
      symbol: true,
      receipt: true,
      version: true,
      language: true,
      signedById: true,
      reportId: true,
      report: { select: { partyId: true, party: { select: { names: true } } } },
    },
  });
  for (const person of await readersOf(tx, ctx.now(), row)) {
    const language = firstLanguage(person.language, row.language);
    const t = translator(language);
    const facts = {
      party: (row.report.party.names as Names)[language],
      symbol: row.symbol,
      receipt: row.receipt,
      version: row.version,
      reason,
      at: formatInstant(ctx.now(), language, person.timeZone ?? GENEVA),
    };
    await writeMail(tx, {
      to: person.email,
      language,
      kind: "submission.amendment_opened",
      ...renderMail({
        language,
        subject: t("mail:submission.amendment.subject", facts),
        paragraphs: [t("mail:submission.amendment.text", facts), t("mail:submission.identified", facts)],
        link: { label: t("mail:submission.open_report"), href: origin + links.report(language, row.reportId) },
      }),
    });
  }
}
