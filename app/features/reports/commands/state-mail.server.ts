import { heldAt } from "~/features/identity/model";
import type { Names } from "~/features/cycles/model";
import { formatDay, formatInstant, GENEVA } from "~/lib/dates";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import type { SubmissionState } from "../model";

/** States a party is told about; the others are its own doing or follow from it. */
const TOLD = ["acknowledged", "accepted", "published", "not_published", "withdrawn"] as const satisfies readonly SubmissionState[];
type Told = (typeof TOLD)[number];
const isTold = (state: SubmissionState): state is Told => (TOLD as readonly SubmissionState[]).includes(state);

/** What a mail tells of the version. */
type Version = {
  symbol: string;
  receipt: string;
  version: number;
  language: string;
  signedById: string;
  reportId: string;
  releaseAfter: Date | null;
  report: { partyId: string };
  partyNames: Names;
};

/** Who is written to about a signed version: the party's focal points, and whoever signed it while they belong to the party. */
export const readersOf = (tx: Tx, now: Date, { signedById, report: { partyId } }: Pick<Version, "signedById" | "report">) =>
  tx.user.findMany({
    where: { disabledAt: null, memberships: { some: { partyId, ...heldAt(now), OR: [{ role: "focal_point" }, { userId: signedById }] } } },
    select: { email: true, language: true, timeZone: true },
    orderBy: { email: "asc" },
  });

/**
 * Tells the party's focal points, and whoever signed while they belong to it, in their own language where their version
 * stands now. A version that waits for its date of release says so instead of linking to a page that is not there yet.
 */
export async function writeStateMail(tx: Tx, ctx: UserCtx, origin: string, moved: Version, to: SubmissionState, reason: string): Promise<void> {
  if (!isTold(to)) return;
  const people = await readersOf(tx, ctx.now(), moved);
  const waitsUntil = to === "published" && moved.releaseAfter && moved.releaseAfter > ctx.now() ? moved.releaseAfter : null;
  for (const person of people) {
    const language = firstLanguage(person.language, moved.language);
    const t = translator(language);
    const facts = {
      party: moved.partyNames[language],
      symbol: moved.symbol,
      receipt: moved.receipt,
      version: moved.version,
      reason,
      at: formatInstant(ctx.now(), language, person.timeZone ?? GENEVA),
      date: waitsUntil ? formatDay(waitsUntil, language, "UTC") : "",
    };
    const key = waitsUntil ? "published_later" : to;
    const paragraphs = [t(`mail:submission.${key}.text`, facts), t("mail:submission.identified", facts)];
    const link =
      to === "published" && !waitsUntil
        ? { label: t("mail:submission.open_public"), href: origin + links.submission(language, moved.symbol) }
        : { label: t("mail:submission.open_report"), href: origin + links.report(language, moved.reportId) };
    await writeMail(tx, {
      to: person.email,
      language,
      kind: `submission.${to}`,
      ...renderMail({ language, subject: t(`mail:submission.${key}.subject`, facts), paragraphs, link }),
    });
  }
}
