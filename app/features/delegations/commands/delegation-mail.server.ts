import { heldAt } from "~/features/identity/model";
import type { Names } from "~/features/reference/queries.server";
import type { Grounds, ReportRow } from "~/features/reports/queries/load.server";
import { localize } from "~/features/templates/model/texts";
import { formatInstant, GENEVA } from "~/lib/dates";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { placeCode, type Place } from "../model";
import { namePlaces } from "../queries.server";

type Told = {
  told: "assigned" | "changed" | "ended" | "given_back";
  row: Pick<ReportRow, "partyId" | "language" | "template" | "party">;
  grounds: Grounds;
  userId: string;
  /** They proposed: what they wrote is no text of the report. */
  isApart?: boolean;
  /** What is asked now; null once nothing is. `reason`: why a text is given back. */
  terms: { places: readonly Place[]; note: string; dueAt: Date | null; proposes?: boolean; reason?: string } | null;
};

/** Tells somebody, in their own language, what is asked of them in a report, or that a text they proposed is given back. Nobody is told of what they did themselves, or who has left the party. */
export async function writeDelegationMail(tx: Tx, ctx: UserCtx, { told, row, grounds, userId, terms, isApart = false }: Told): Promise<void> {
  if (userId === ctx.actor.id) return;
  const person = await tx.user.findFirst({
    where: { id: userId, disabledAt: null, memberships: { some: { partyId: row.partyId, ...heldAt(ctx.now()) } } },
    select: { email: true, language: true, timeZone: true },
  });
  if (!person) return;
  const language = firstLanguage(person.language, row.language);
  const t = translator(language);
  const facts = {
    name: ctx.actor.name,
    party: (row.party.names as Names)[language],
    template: localize(grounds.version.strings, language).title ?? row.template,
    places: namePlaces(grounds, terms?.places ?? [], language)
      .map((place) => `${placeCode(place)} ${place.label}`)
      .join("\n"),
  };
  const paragraphs = [
    told === "ended" && isApart ? t("mail:delegation.ended.apart", facts) : t(`mail:delegation.${told}.text`, facts),
    ...(terms?.reason ? [t("mail:delegation.reason", { text: terms.reason })] : []),
    ...(terms?.proposes ? [t("mail:delegation.proposes")] : []),
    ...(terms?.dueAt ? [t("mail:delegation.due", { due: formatInstant(terms.dueAt, language, person.timeZone ?? GENEVA) })] : []),
    ...(terms?.note ? [t("mail:delegation.note", { text: terms.note })] : []),
  ];
  await writeMail(tx, {
    to: person.email,
    language,
    kind: `delegation.${told}`,
    ...renderMail({
      language,
      subject: t(`mail:delegation.${told}.subject`, facts),
      paragraphs,
      link: { label: t("mail:delegation.link"), href: ctx.origin + links.reports(language) },
    }),
  });
}
