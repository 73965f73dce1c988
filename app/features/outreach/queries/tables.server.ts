import type { UserCtx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { Cell } from "~/lib/table-cells";
import type { OutreachFilters, ReachedParty } from "../model";
import { FIGURES, type StatusBoard, type StatusOrder } from "../model/figures";
import { mayReachOut } from "../policy";
import { everyReached } from "./people.server";
import { statusBoard } from "./status.server";

/** A table for spreadsheets: its columns, and its rows in batches. */
export type OutreachTable = { columns: { header: string; width: number }[]; rows: AsyncGenerator<Cell[][], void> };

const dayOf = (at: string | null): Cell => (at === null ? null : { at: new Date(at), show: "day" });

/** The list of parties and people as a table, under the same filters and with addresses for the same readers. */
export function outreachTable(ctx: UserCtx, filters: OutreachFilters): OutreachTable {
  const t = translator(ctx.language);
  const contacts = mayReachOut(ctx.actor, "contacts");
  const headers = [
    [t("outreach:table.code"), 14],
    [t("outreach:table.party"), 34],
    [t("outreach:table.stage"), 20],
    [t("outreach:filter.call"), 22],
    [t("outreach:table.written"), 14],
    [t("outreach:table.person"), 28],
    ...(contacts ? ([[t("outreach:table.address"), 32]] as const) : []),
    [t("outreach:table.role"), 20],
    [t("outreach:table.invited"), 14],
    [t("outreach:table.joined"), 14],
    [t("outreach:table.signedIn"), 14],
  ] as const;
  const linesOf = ({ code, name, step, call, touchedAt, people }: ReachedParty): Cell[][] => {
    const party: Cell[] = [code, name, t(`outreach:step.${step}`), call && t(`outreach:call.${call}`), dayOf(touchedAt)];
    const nobody: Cell[] = Array.from({ length: headers.length - party.length }, () => null);
    if (people.length === 0) return [[...party, ...nobody]];
    return people.map((person) => [
      ...party,
      person.name,
      ...(contacts ? [person.email] : []),
      t(`mail:invitation.roles.${person.role}`),
      dayOf(person.invitedAt),
      dayOf(person.joinedAt),
      dayOf(person.lastSignInOn),
    ]);
  };
  async function* rows(): AsyncGenerator<Cell[][], void> {
    for await (const batch of everyReached(ctx, filters)) yield batch.flatMap(linesOf);
  }
  return { columns: headers.map(([header, width]) => ({ header, width })), rows: rows() };
}

/** The figures of the status page as a table; null where it shows nothing. */
export async function statusTable(ctx: UserCtx, by: StatusOrder): Promise<OutreachTable | null> {
  const board: StatusBoard | null = await statusBoard(ctx, by);
  if (!board) return null;
  const t = translator(ctx.language);
  const columns = [
    { header: t("outreach:table.code"), width: 18 },
    { header: t(`outreach:status.by.${by}`), width: 44 },
    ...(["total", ...FIGURES] as const).map((figure) => ({ header: t(`outreach:figure.${figure}`), width: 14 })),
  ];
  const all = { code: "", name: t("outreach:status.all"), ...board.all };
  const cells = [...board.rows, all].map(({ code, name, total, ...row }): Cell[] => [
    code,
    name || t("outreach:status.none"),
    total,
    ...FIGURES.map((figure) => row[figure]),
  ]);
  async function* rows(): AsyncGenerator<Cell[][], void> {
    yield await Promise.resolve(cells);
  }
  return { columns, rows: rows() };
}
