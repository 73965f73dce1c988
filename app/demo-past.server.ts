import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { groupsOfParty, readReference } from "~/features/reference/queries.server";
import { layOutReport, writeReports } from "~/features/reports/commands/bulk-load.server";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { LANGUAGES } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";

/** Between two answers of one sitting. */
const ANSWER_MS = 90_000;

/** A file of `prisma/seed/demo/past`: what one party published in a cycle that is closed, which takes no report through the commands people use. */
export const pastReportSchema = z.strictObject({
  cycle: z.string(),
  template: z.string(),
  party: z.string(),
  language: z.enum(LANGUAGES),
  author: z.email(),
  signedName: z.string(),
  signedFunction: z.string(),
  startedAt: z.iso.datetime(),
  submittedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime(),
  answers: z.array(z.strictObject({ question: z.string(), value: z.json() })),
});
export type PastReport = z.infer<typeof pastReportSchema>;

/** The demonstration reports of closed cycles, as their files tell them. */
export function readPastReports(folder = resolve("prisma/seed/demo/past")): PastReport[] {
  return readdirSync(folder)
    .sort()
    .map((name) => pastReportSchema.parse(JSON.parse(readFileSync(resolve(folder, name), "utf8"))));
}

const nameOf = ({ cycle, party }: PastReport): string => `${cycle}-${party}`;
const markerOf = (report: PastReport): string => `demo-past-${nameOf(report)}`;

/** Writes the demonstration reports of closed cycles, each once; the demo accounts and the templates of those cycles must be there. Returns the names of those it wrote. */
export async function loadPastReports(db: Database): Promise<string[]> {
  const reports = readPastReports();
  const known = await db.seedState.findMany({ where: { name: { in: reports.map(markerOf) } }, select: { name: true } });
  const missing = reports.filter((report) => !known.some(({ name }) => name === markerOf(report)));
  for (const report of missing) {
    const laid = await layOut(db, report);
    await db.$transaction(async (tx) => {
      const ctx = { actor: null, now: () => new Date(), requestId: "seed" };
      await writeReports(tx, ctx, { subject: `demo:${nameOf(report)}`, parties: [], authors: [], reports: [laid] });
      await tx.seedState.create({ data: { name: markerOf(report), hash: "" } });
    });
  }
  return missing.map(nameOf);
}

async function layOut(db: Database, report: PastReport) {
  const { template, language, startedAt, signedName, signedFunction } = report;
  const cycle = await db.cycle.findUniqueOrThrow({ where: { code: report.cycle }, select: { id: true, code: true, groupsOn: true } });
  const version = await db.templateVersion.findFirstOrThrow({ where: { cycleId: cycle.id, template }, orderBy: { version: "desc" }, select: { id: true } });
  const party = await db.party.findUniqueOrThrow({ where: { code: report.party }, select: { id: true, code: true, unGroup: true, ituRegion: true } });
  const author = await db.user.findUniqueOrThrow({ where: { email: report.author }, select: { id: true, name: true } });
  const createdAt = new Date(startedAt);
  return layOutReport({
    id: randomUUID(),
    cycle,
    party,
    line: "",
    language,
    groups: await groupsOfParty(db, party.id, cycle.groupsOn),
    author,
    createdAt,
    saves: report.answers.map(({ question, value }, index) => ({
      opId: randomUUID(),
      question,
      row: "",
      value: value as never,
      confidential: false,
      savedAt: new Date(createdAt.getTime() + (index + 1) * ANSWER_MS),
    })),
    version: {
      id: randomUUID(),
      state: "published",
      signedName,
      signedFunction,
      submittedAt: new Date(report.submittedAt),
      late: false,
      publishedAt: new Date(report.publishedAt),
      notPublishedReason: null,
      officerId: null,
    },
    template: await getTemplateVersion(db, version.id),
    references: templateReferences(await readReference(db)),
    random: (count) => randomBytes(count),
    via: "form",
  });
}
