import { heldAt } from "~/features/identity/model";
import type { Names } from "~/features/reference/queries.server";
import type { ReportRow } from "~/features/reports/queries/load.server";
import { localize } from "~/features/templates/model/texts";
import type { TemplateVersion } from "~/features/templates/queries.server";
import { formatInstant, GENEVA } from "~/lib/dates";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { needsReason, type Chain, type ClearanceAct, type Place } from "../model";

/** The report a mail is about. */
type About = { row: Pick<ReportRow, "id" | "partyId" | "language" | "template" | "party">; version: Pick<TemplateVersion, "strings"> };
type Act = Exclude<ClearanceAct, "sign">;
type Done = About & { act: Act; chain: Chain | null; from: Place; to: Place; askedById: string; stepName: string; text: string };

const TOLD = { ask: "asked", clear: "cleared", return: "returned", cancel: "cancelled", withdraw: "withdrawn", lapse: "lapsed" } as const satisfies Record<
  Act,
  string
>;

const peopleOf = (chain: Chain | null, place: Place): string[] => ("step" in place && chain?.steps[place.step - 1]?.people.map(({ id }) => id)) || [];

/**
 * Tells those concerned by an act, in their own language: the people of a step that they are asked, or are no longer;
 * whoever asked, how it went. Nobody is told of what they did themselves.
 */
export async function writeClearanceMail(tx: Tx, ctx: Ctx, done: Done): Promise<void> {
  const { row, version, act, chain, from, to, askedById, stepName, text } = done;
  const told = to.at === "asked" ? "asked" : TOLD[act];
  const ids = told === "asked" ? peopleOf(chain, to) : told === "cancelled" ? peopleOf(chain, from) : [askedById];
  const people = await tx.user.findMany({
    where: {
      id: { in: ids, ...(ctx.actor && { not: ctx.actor.id }) },
      disabledAt: null,
      memberships: { some: { partyId: row.partyId, ...heldAt(ctx.now()) } },
    },
    select: { email: true, language: true, timeZone: true },
    orderBy: { email: "asc" },
  });
  for (const person of people) {
    const language = firstLanguage(person.language, row.language);
    const t = translator(language);
    const facts = {
      name: ctx.actor?.name ?? "",
      party: (row.party.names as Names)[language],
      template: localize(version.strings, language).title ?? row.template,
      step: told === "asked" && to.at === "asked" ? (chain?.steps[to.step - 1]?.name ?? "") : stepName,
      until: to.at === "asked" ? formatInstant(to.until, language, person.timeZone ?? GENEVA) : "",
      text,
    };
    const paragraphs = [
      t(`mail:clearance.${told}.text`, facts),
      ...(text ? [t(needsReason(act) ? "mail:clearance.reason" : "mail:clearance.note", facts)] : []),
      ...(told === "asked" ? [t("mail:clearance.until", facts)] : []),
    ];
    const link = { label: t("mail:clearance.link"), href: ctx.origin + links.clearance(language, row.id) };
    await writeMail(tx, {
      to: person.email,
      language,
      kind: `clearance.${told}`,
      ...renderMail({ language, subject: t(`mail:clearance.${told}.subject`, facts), paragraphs, link }),
    });
  }
}
