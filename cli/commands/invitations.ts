import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { confirmList, rehearseList, sendList } from "~/features/outreach/commands/lists.server";
import { OUTCOMES, PLANS, type InvitationListDto, type ListRow } from "~/features/outreach/model";
import { getList, hasFaults } from "~/features/outreach/queries/lists.server";
import type { UserCtx } from "~/platform/context.server";
import { contextOf, reasonOf, Refused, valueOf, type Command, type CommandInput, type CommandResult } from "../command";
import { personOf } from "./forms";

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refused(`file.unreadable: ${reasonOf(error)}; give a list as .csv or .xlsx`);
  }
}

const lineOf = ({ line, email, party, partyName, near, plan, outcome }: ListRow): string =>
  [line, outcome ?? plan, email, partyName ?? party, near.map(({ code, name }) => `${name} (${code})?`).join(", ")].filter(Boolean).join("  ");

async function everyRow(ctx: UserCtx, id: string): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  for (let after: string | null = "0"; after !== null;) {
    const list: InvitationListDto = valueOf(await getList(ctx, id, { after: Number(after) }));
    rows.push(...list.rows);
    after = list.next;
  }
  return rows;
}

/** Reads a list of people and, unless it is a rehearsal, invites those who can be invited. */
async function importInvitations({ db, args: [path], options }: CommandInput): Promise<CommandResult> {
  const ctx: UserCtx = { ...contextOf(db), actor: await personOf({ db, options }) };
  const { id } = valueOf(await rehearseList(ctx, { name: basename(path!), bytes: readBytes(path!) }));
  const rehearsed = valueOf(await getList(ctx, id));
  if (!options["dry-run"] && rehearsed.counts.invite > 0) {
    valueOf(await confirmList(ctx, id));
    valueOf(await sendList(ctx, id));
  }
  const { counts, outcomes } = valueOf(await getList(ctx, id));
  const rows = await everyRow(ctx, id);
  const summary = [...PLANS.map((plan) => [plan, counts[plan]] as const), ...OUTCOMES.map((outcome) => [`done: ${outcome}`, outcomes[outcome]] as const)];
  return {
    data: { id, dryRun: options["dry-run"] === true, counts, outcomes, rows },
    text: [...rows.map(lineOf), ...summary.flatMap(([label, count]) => (count > 0 ? [`${label}: ${count}`] : []))].join("\n"),
    ...(hasFaults(rehearsed) && {
      refusal: "outreach.partly_read: some lines need correction, each for the reason printed; correct them in the file and import it again",
    }),
  };
}

export const invitationCommands: readonly Command[] = [
  {
    name: "invitations import",
    takes: "FILE --as E [--dry-run]",
    does: "invites the people of a list (.csv, .xlsx) in the name of an administrator; --dry-run only says what would happen",
    run: importInvitations,
  },
];
