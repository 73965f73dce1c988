import type { Ctx } from "~/platform/context.server";

export type ListedReport = {
  id: string;
  party: string;
  template: string;
  language: string;
  state: string;
  updatedAt: string;
  latest: { version: number; state: string; receipt: string } | null;
};

/** Every report with its latest version, oldest first: for those who run the portal, on the machine itself. */
export async function listAllReports(ctx: Pick<Ctx, "db">): Promise<ListedReport[]> {
  const rows = await ctx.db.report.findMany({
    orderBy: { id: "asc" },
    select: {
      id: true,
      template: true,
      language: true,
      state: true,
      updatedAt: true,
      party: { select: { code: true } },
      submissions: { orderBy: { version: "desc" }, take: 1, select: { version: true, state: true, receipt: true } },
    },
  });
  return rows.map(({ party, submissions: [latest], updatedAt, ...row }) => ({
    ...row,
    party: party.code,
    updatedAt: updatedAt.toISOString(),
    latest: latest ?? null,
  }));
}

/** Domain of the addresses of made-up people, reserved so that no mail ever leaves for it. */
export const SYNTHETIC_MAIL = "load.example";

/** How many reports were begun by people, made-up ones aside. */
export async function countPeoplesReports(ctx: Pick<Ctx, "db">): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from report r left join "user" u on u.id = r.created_by_id where u.email is null or u.email not like ${`%@${SYNTHETIC_MAIL}`}`;
  return row!.count;
}
