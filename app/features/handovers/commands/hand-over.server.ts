import { heldAt, type Names } from "~/features/identity/model";
import { writeInvitation } from "~/features/identity/commands/invite.server";
import { succeed } from "~/features/identity/commands/succeed.server";
import { firstLanguage } from "~/lib/languages";
import { formatDay } from "~/lib/dates";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { acceptFile, LETTERS } from "~/platform/files/accept.server";
import type { FileStore } from "~/platform/files/store.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { MAX_FILE, startOf } from "../model";
import { mayWithHandovers } from "../policy";
import type { HandoverInput } from "../schema";

const field = (name: string, code: string): Refusal => ({ code, fields: { [name]: code } });

type Person = { id: string | null; name: string; email: string; language: string | null };
type Made = { party: { code: string; names: unknown }; leaving: Person; successor: Person; startsAt: Date; waits: boolean };

/**
 * Hands over from a focal point of a party to a member of it, or to somebody who is invited: from a day on the successor
 * is a focal point and the other no longer. Whoever is invited takes over when they accept, not before the day; until then
 * nothing ends. Drafts and all else stay with the party. A State gives a note verbale. Mail to both and to the desk.
 * Refuses `handover.not_found` (no such party, or not the actor's) and `handover.*`, `file.*` by what was sent. Audit event.
 */
export async function handOver(ctx: UserCtx, files: FileStore, partyCode: string, input: HandoverInput): Promise<Result<{ id: string }, Refusal>> {
  const party = await ctx.db.party.findUnique({ where: { code: partyCode }, select: { id: true, code: true, kind: true, names: true } });
  if (!party || !mayWithHandovers(ctx.actor, "make", party.id)) return refuse({ code: "handover.not_found" });
  const now = ctx.now();
  const start = startOf(input.day, now);
  if (!start.ok) return start;
  if (!input.file && party.kind === "state") return refuse(field("file", "handover.file_required"));
  const accepted = input.file ? await acceptFile(input.file, { megabytes: MAX_FILE, extensions: LETTERS }) : null;
  if (accepted && !accepted.ok) return refuse({ ...accepted.error, fields: { file: accepted.error.code } });
  const letter = accepted && input.file ? { ...accepted.value, size: input.file.content.byteLength, sha256: await files.put(input.file.content) } : null;
  return ctx.db.$transaction(async (tx): Promise<Result<{ id: string }, Refusal>> => {
    // Whoever ends a role of the party meanwhile, or hands it over too, waits for this.
    await tx.$queryRaw`select id from party where id = ${party.id}::uuid for update`;
    const membership = await tx.membership.findFirst({
      where: { id: input.leaving, partyId: party.id, role: "focal_point", endedAt: null, AND: heldAt(now).AND },
      select: { id: true, user: { select: { id: true, name: true, email: true, language: true } } },
    });
    if (!membership) return refuse(field("leaving", "handover.leaving_unknown"));
    const found = await successorOf(tx, party.id, input, now);
    if (!found.ok) return found;
    const successor = found.value;
    if (successor.email === membership.user.email) return refuse(field(input.to ? "to" : "email", "handover.same_person"));
    const startsAt = start.value;
    const invitation = successor.id
      ? null
      : await writeInvitation(
          tx,
          ctx,
          party,
          { email: successor.email, role: "focal_point", language: input.language },
          { startsAt, succeedsId: membership.id },
        );
    if (successor.id) await succeed(tx, { partyId: party.id, membershipId: membership.id, userId: successor.id, from: startsAt, now });
    if (letter)
      await tx.storedFile.upsert({ where: { sha256: letter.sha256 }, create: { sha256: letter.sha256, size: letter.size, type: letter.type }, update: {} });
    const { id } = await tx.handover.create({
      data: {
        partyId: party.id,
        membershipId: membership.id,
        successorName: successor.name,
        successorEmail: successor.email,
        invitationId: invitation?.id ?? null,
        startsAt,
        note: input.note,
        sha256: letter?.sha256 ?? null,
        fileName: letter?.name ?? "",
        byId: ctx.actor.id,
        byName: ctx.actor.name,
        createdAt: now,
      },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "identity.handed_over",
      subject: `party:${party.id}`,
      data: {
        handover: id,
        from: membership.user.id,
        to: successor.id,
        invitation: invitation?.id ?? null,
        startsAt: startsAt.toISOString(),
        sha256: letter?.sha256 ?? null,
      },
    });
    await writeHandoverMail(tx, ctx, { party, leaving: membership.user, successor, startsAt, waits: invitation !== null });
    return ok({ id });
  });
}

/** The member who is named, by the list or by an address; otherwise whoever is invited by the address. */
async function successorOf(tx: Tx, partyId: string, { to, email, language }: HandoverInput, now: Date): Promise<Result<Person, Refusal>> {
  const member = await tx.user.findFirst({
    where: { ...(to ? { id: to } : { email }), disabledAt: null, memberships: { some: { partyId, ...heldAt(now) } } },
    select: { id: true, name: true, email: true, language: true },
  });
  if (member) return ok(member);
  if (to) return refuse(field("to", "handover.successor_required"));
  return email ? ok({ id: null, name: "", email, language }) : refuse(field("to", "handover.successor_required"));
}

/** Tells whoever leaves, a successor who belongs to the party already (who is invited has the invitation), and the desk. */
async function writeHandoverMail(tx: Tx, ctx: UserCtx, { party, leaving, successor, startsAt, waits }: Made): Promise<void> {
  const desk = await tx.user.findMany({
    where: { disabledAt: null, secretariat: { some: { role: "desk_officer" } } },
    select: { id: true, name: true, email: true, language: true },
    orderBy: { email: "asc" },
  });
  const told = [
    { person: leaving, kind: "leaving" as const },
    ...(successor.id ? [{ person: successor, kind: "successor" as const }] : []),
    ...desk.map((person) => ({ person, kind: "desk" as const })),
  ];
  for (const { person, kind } of told) {
    const language = firstLanguage(person.language, ctx.language);
    const t = translator(language);
    const facts = {
      party: (party.names as Names)[language],
      leaving: leaving.name,
      successor: successor.name || successor.email,
      name: ctx.actor.name,
      day: formatDay(startsAt, language, "UTC"),
    };
    const paragraphs = [t(`mail:handover.${kind}`, facts), ...(waits ? [t("mail:handover.waits", facts)] : []), t("mail:handover.kept")];
    const link = { label: t("mail:handover.link"), href: ctx.origin + links.handover(language, party.code) };
    await writeMail(tx, {
      to: person.email,
      language,
      kind: `handover.${kind}`,
      // Only for those who can open its page then.
      ...renderMail({ language, subject: t("mail:handover.subject", facts), paragraphs, ...(kind === "desk" && { link }) }),
    });
  }
}
