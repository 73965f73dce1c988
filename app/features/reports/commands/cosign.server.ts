import type { Names } from "~/features/cycles/model";
import { allQuestionsOf, localize } from "~/features/templates/model/texts";
import { asTable, type TableRow } from "~/features/templates/model/values";
import { formatDay } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { digest, newSecret } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { COSIGN_DAYS, type AnswerDto, type CosignAnswer, type CosignState } from "../model";
import type { LoadedReport } from "../queries/load.server";
import { ENDED, findCosignature } from "../queries/cosign.server";

const DAY_MS = 86_400_000;
const textOf = (row: TableRow, field: string): string => (typeof row[field] === "string" ? row[field].trim() : "");

/**
 * Asks every co-signatory a signed version names, each by a link of its own in the language the version is written in.
 * Inside the transaction that signs it. Only hashes of the links are kept. Gives how many were asked.
 */
export async function askCosignatories(tx: Tx, ctx: Ctx, { row: report, version }: LoadedReport, submissionId: string, signed: AnswerDto[]): Promise<number> {
  const codes = new Set(allQuestionsOf(version.definition).flatMap((question) => (question.kind === "table" && question.cosign ? [question.code] : [])));
  const rows = signed
    .filter(({ question }) => codes.has(question))
    .flatMap(({ question, value }) => asTable(value).map((row) => ({ question, row, token: newSecret() })))
    .filter(({ row }) => textOf(row, "email") !== "");
  if (rows.length === 0) return 0;
  const expiresAt = new Date(ctx.now().getTime() + COSIGN_DAYS * DAY_MS);
  await tx.cosignature.createMany({
    data: rows.map(({ question, row, token }, position) => ({
      submissionId,
      question,
      row: row.id,
      position,
      organisation: textOf(row, "organisation"),
      country: textOf(row, "country"),
      name: textOf(row, "name"),
      email: textOf(row, "email"),
      tokenHash: digest(token),
      expiresAt,
    })),
  });
  const language = report.language as Language;
  const t = translator(language);
  for (const { row, token } of rows) {
    const facts = {
      party: (report.party.names as Names)[language],
      cycle: (report.cycle.names as Names)[language],
      template: localize(version.strings, language).title ?? report.template,
      organisation: textOf(row, "organisation"),
      date: formatDay(expiresAt, language, "UTC"),
    };
    await writeMail(tx, {
      to: textOf(row, "email"),
      language,
      kind: "report.cosign",
      ...renderMail({
        language,
        subject: t("mail:cosign.subject", facts),
        paragraphs: [t("mail:cosign.asked", facts), t("mail:cosign.until", facts)],
        link: { label: t("mail:cosign.link"), href: ctx.origin + links.cosign(language, token) },
      }),
    });
  }
  return rows.length;
}

/**
 * Confirms or declines by the secret of a link; the same answer again changes nothing, the other one replaces it. Refuses
 * `cosign.not_found` (unknown, or past its date) and `cosign.ended` (the version was recalled or replaced). Audit event.
 */
export async function answerCosign(ctx: Ctx, token: string, answer: CosignAnswer): Promise<Result<CosignState, Refusal>> {
  return ctx.db.$transaction(async (tx) => {
    const found = await findCosignature(tx, token, ctx.now());
    if (!found.ok) return found;
    const { id, state, submissionId, organisation } = found.value;
    if (state === answer) return ok(answer);
    const { count } = await tx.cosignature.updateMany({
      where: { id, state, submission: { state: { notIn: ENDED } } },
      data: { state: answer, answeredAt: ctx.now() },
    });
    if (count !== 1) return standsNow(tx, ctx, token);
    await recordEvent(tx, ctx, { type: `submission.cosign_${answer}`, subject: `submission:${submissionId}`, data: { cosignature: id, organisation } });
    return ok(answer);
  });
}

/** Somebody was faster: the same link, opened twice, or the party, recalling its version. */
async function standsNow(tx: Tx, ctx: Ctx, token: string): Promise<Result<CosignState, Refusal>> {
  const found = await findCosignature(tx, token, ctx.now());
  return found.ok ? ok(found.value.state as CosignState) : found;
}
