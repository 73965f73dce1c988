import { heldAt } from "~/features/identity/model";
import { seesIn } from "~/features/templates/model/narrowed";
import { getTemplateVersion } from "~/features/templates/queries.server";
import type { PartyRole } from "~/lib/actor";
import type { Database, Tx } from "~/platform/db/client.server";
import type { UserCtx } from "~/platform/context.server";
import type { Person, ThreadKind, ThreadPlace } from "../model";
import type { Door } from "./doors.server";

/** Somebody who reads a thread, with what a mail to them needs. */
export type Reader = Person & { email: string; language: string | null; isFocalPoint: boolean; isOfficer: boolean };

const WHOLE: PartyRole[] = ["focal_point", "approver", "contributor"];
const byName = [{ name: "asc" as const }, { id: "asc" as const }];

/** Which answers places of a form hold: asked before a transaction, because it reads the template. */
export async function placesIn(db: Database, door: Pick<Door, "templateVersionId">) {
  const { definition } = await getTemplateVersion(db, door.templateVersionId);
  return (places: readonly { page: string; question: string }[], place: ThreadPlace): boolean => seesIn(definition, places)(place);
}
export type Holds = Awaited<ReturnType<typeof placesIn>>;

/**
 * Everybody who reads a thread of a kind on a place of a door's report, now, by name: of the secretariat, and for shared
 * ones of the party, its delegates where the place is assigned to them. Who stands with the party reads no internal one.
 */
export async function readersOf(
  tx: Tx,
  { now }: Pick<UserCtx, "now">,
  { commented: { partyId, line }, reportId }: Pick<Door, "commented" | "reportId">,
  thread: ThreadPlace & { kind: ThreadKind },
  holds: Holds,
): Promise<Reader[]> {
  const member = { partyId, ...heldAt(now()) };
  // Whoever facilitates the line with the party stands with it, whenever their role there began.
  const beside = line === "" ? [] : [{ party: { facilitations: { some: { line } } }, ...heldAt(now()) }];
  const staff = await tx.user.findMany({
    where: { disabledAt: null, secretariat: { some: {} }, memberships: { none: { OR: [member, ...(thread.kind === "internal" ? beside : [])] } } },
    orderBy: byName,
    select: { id: true, name: true, email: true, language: true, secretariat: { select: { role: true } } },
  });
  const desk = staff.map(({ secretariat, ...person }): Reader => ({
    ...person,
    side: "desk",
    isFocalPoint: false,
    isOfficer: secretariat.some(({ role }) => role === "desk_officer" || role === "admin"),
  }));
  if (thread.kind === "internal") return desk;
  const members = await tx.user.findMany({
    where: { disabledAt: null, memberships: { some: member } },
    orderBy: byName,
    select: {
      id: true,
      name: true,
      email: true,
      language: true,
      memberships: { where: member, select: { role: true } },
      delegations: { where: { reportId, endedAt: null }, select: { places: { select: { page: true, question: true } } } },
    },
  });
  const party = members.flatMap(({ memberships, delegations, ...person }): Reader[] => {
    const roles = memberships.map(({ role }) => role as PartyRole);
    const reads =
      roles.some((role) => WHOLE.includes(role)) ||
      (thread.question !== "" &&
        holds(
          delegations.flatMap(({ places }) => places),
          thread,
        ));
    return reads ? [{ ...person, side: "party", isFocalPoint: roles.includes("focal_point"), isOfficer: false }] : [];
  });
  return [...desk, ...party];
}

/**
 * Of the readers of a thread those an author may call: everybody at the desk; from the party's side its own people, and
 * of the secretariat whoever has written there or has the report.
 */
export async function callableBy(
  tx: Tx,
  ctx: UserCtx,
  door: Pick<Door, "side" | "officerId">,
  readers: readonly Reader[],
  threadId: string | null,
): Promise<Reader[]> {
  const others = readers.filter(({ id }) => id !== ctx.actor.id);
  if (door.side === "desk") return others;
  const written = threadId ? await tx.comment.findMany({ where: { threadId, side: "desk" }, distinct: ["authorId"], select: { authorId: true } }) : [];
  const known = new Set([...written.map(({ authorId }) => authorId), door.officerId]);
  return others.filter(({ id, side }) => side === "party" || known.has(id));
}

/** To whom a thread can be given: an internal one to an officer, a shared one to a focal point of the party. */
export const assignableIn = (kind: ThreadKind, readers: readonly Reader[]): Reader[] =>
  readers.filter(({ isOfficer, isFocalPoint }) => (kind === "internal" ? isOfficer : isFocalPoint));
