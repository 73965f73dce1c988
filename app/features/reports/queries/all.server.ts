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
