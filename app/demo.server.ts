import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { deskSteps, takeDeskStep } from "~/demo-desk.server";
import { actorOf, contextOf, DAY_MS, DESK, must } from "~/demo-people.server";
import { answerCosign } from "~/features/reports/commands/cosign.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { COSIGN_ANSWERS, type SubmissionState } from "~/features/reports/model";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import { accept, acknowledge, assignOfficer, publish, startReview, type ReviewInput } from "~/features/review/commands.server";
import { asRow, asTable } from "~/features/templates/model/values";
import { canonicalJson } from "~/lib/json";
import { LANGUAGES } from "~/lib/languages";
import type { Ctx, UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import type { Log } from "~/platform/log.server";

/** Between two answers of one sitting. */
const ANSWER_MS = 90_000;

/** The state of the signed version after each step that the secretariat sees. */
const STATE_AFTER = {
  submit: "submitted",
  acknowledge: "acknowledged",
  start_review: "under_review",
  ask: "clarification_requested",
  accept: "accepted",
  publish: "published",
} as const satisfies Record<string, SubmissionState>;
const STEPS = ["start", "save", "submit", "cosign", "acknowledge", "start_review", "accept", "publish"] as const;

const answerSchema = z.object({
  question: z.string(),
  row: z.string().default(""),
  value: z.json(),
  confidential: z.boolean().default(false),
  /** Who wrote it, where it is not the author of the report. */
  by: z.email().optional(),
});
/** A file of `prisma/seed/demo/reports`: what kind of report, the answers of one party and what happened to its report, in order. */
export const demoReportSchema = z.strictObject({
  template: z.string(),
  /** Action line of a facilitator's report. */
  line: z.string().default(""),
  party: z.string(),
  language: z.enum(LANGUAGES),
  author: z.email(),
  story: z
    .array(z.discriminatedUnion("step", [z.strictObject({ step: z.enum(STEPS), daysAgo: z.number().min(0.2) }), ...deskSteps]))
    .refine((story) => story.every(({ daysAgo }, index) => index === 0 || daysAgo < story[index - 1]!.daysAgo)),
  answers: z.array(answerSchema),
  /** What each co-signatory answers, by the id of its row. */
  cosign: z.record(z.string(), z.enum(COSIGN_ANSWERS)).default({}),
});
export type DemoReport = z.infer<typeof demoReportSchema>;
type Step = DemoReport["story"][number] & { report: DemoReport };

const markerOf = (report: DemoReport): string => `demo-report-${nameOf(report)}`;

/** Names a demonstration report: by its party, and by its action line where there is one. */
export const nameOf = ({ party, line }: Pick<DemoReport, "party" | "line">): string => [party, line].filter(Boolean).join("-");

/** The demonstration reports, as their files tell them. */
export function readDemoReports(folder = resolve("prisma/seed/demo/reports")): DemoReport[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  return files.map((name) => demoReportSchema.parse(JSON.parse(readFileSync(resolve(folder, name), "utf8"))));
}

/**
 * Loads the demonstration reports through the commands people use, with the demo accounts as their actors and days that
 * lie behind today; the accounts must be there. What a killed start left is taken up where it stands; a report that is
 * loaded once, or that somebody else has started, is never touched again. Returns the names of the reports it loaded.
 */
export async function loadDemoReports(db: Database, log: Log): Promise<string[]> {
  const reports = readDemoReports();
  const known = await db.seedState.findMany({ where: { name: { in: reports.map(markerOf) } }, select: { name: true } });
  const missing = reports.filter((report) => !known.some(({ name }) => name === markerOf(report)));
  if (missing.length === 0) return [];
  const started = Date.now();
  const steps: Step[] = [];
  for (const report of missing) steps.push(...(await stepsLeft(db, report)));
  // The audit log has one order: what happened first is told first, whichever report it concerns.
  for (const step of steps.sort((a, b) => b.daysAgo - a.daysAgo)) await perform(db, log, step, started);
  await db.seedState.createMany({ data: missing.map((report) => ({ name: markerOf(report), hash: "" })), skipDuplicates: true });
  return missing.map(nameOf);
}

const findReport = (db: Database, { template, party, line }: DemoReport) =>
  db.report.findFirst({
    where: { party: { code: party }, template, line, cycle: { state: "open" } },
    select: {
      id: true,
      createdById: true,
      answers: { select: { question: true, row: true, value: true, revision: true } },
      submissions: { orderBy: { version: "desc" }, take: 1, select: { id: true, state: true } },
    },
  });

/** What has still to happen to a report: all of its story, the rest of it, or nothing when the report is not ours. */
async function stepsLeft(db: Database, report: DemoReport): Promise<Step[]> {
  const found = await findReport(db, report);
  const story = report.story.map((step) => ({ ...step, report }));
  if (!found) return story;
  if (found.createdById !== (await actorOf(db, report.author)).id) return [];
  const state = found.submissions[0]?.state;
  if (!state) return story.filter(({ step }) => step !== "start");
  const reached = story.findIndex(({ step }) => step in STATE_AFTER && STATE_AFTER[step as keyof typeof STATE_AFTER] === state);
  return reached < 0 ? [] : story.slice(reached + 1);
}

async function perform(db: Database, log: Log, { report, ...taken }: Step, started: number): Promise<void> {
  const at = new Date(started - taken.daysAgo * DAY_MS);
  const person = "by" in taken ? taken.by : ["start", "save", "submit", "cosign"].includes(taken.step) ? report.author : DESK;
  const ctx = await contextOf(db, log, person, () => at);
  if (taken.step === "start")
    return void must(await startReport(ctx, { template: report.template, party: report.party, line: report.line, language: report.language }));
  const found = (await findReport(db, report))!;
  if (taken.step === "save") return save(ctx, report, found);
  if (taken.step === "submit") return submit(ctx, report, found.id);
  const { id } = found.submissions[0]!;
  if ("by" in taken) return takeDeskStep(ctx, { name: nameOf(report), reportId: found.id, submissionId: id }, taken);
  if (taken.step === "cosign") return cosign({ ...ctx, actor: null }, report);
  const input: ReviewInput = { id, origin: ctx.origin };
  if (taken.step === "start_review") must(await assignOfficer(ctx, { id: input.id, officerId: ctx.actor.id }));
  must(await { acknowledge, start_review: startReview, accept, publish }[taken.step](ctx, input));
}

type Found = NonNullable<Awaited<ReturnType<typeof findReport>>>;

/** Saves what has no answer yet, or only what the profile began it with, in one call for each person who wrote. */
async function save(ctx: UserCtx, report: DemoReport, found: Found): Promise<void> {
  const keptOf = ({ question, row }: DemoReport["answers"][number]) => found.answers.find((answer) => answer.question === question && answer.row === row);
  const missing = report.answers.filter((answer) => canonicalJson(keptOf(answer)?.value) !== canonicalJson(answer.value));
  const writerOf = ({ by }: DemoReport["answers"][number]): string => by ?? report.author;
  for (const email of new Set(missing.map(writerOf))) {
    let time = ctx.now().getTime();
    const writer = await contextOf(ctx.db, ctx.log, email, () => new Date((time += ANSWER_MS)));
    const operations = missing
      .filter((answer) => writerOf(answer) === email)
      .map((answer) => {
        const { question, row, value, confidential } = answer;
        return { opId: randomUUID(), question, row, baseRevision: keptOf(answer)?.revision ?? 0, value, confidential };
      });
    for (const result of must(await saveAnswers(writer, { reportId: found.id, via: "form", operations }))) must(result);
  }
}

/** Signs with the name and function of the official the report itself names. */
async function submit(ctx: UserCtx, report: DemoReport, reportId: string): Promise<void> {
  const { contentHash } = must(await getReviewPage(ctx, reportId));
  const { official, function: office } = asRow(report.answers.find(({ value }) => asRow(value).official !== undefined)?.value);
  must(await submitReport(ctx, { reportId, contentHash, name: String(official), function: String(office), accepted: true }));
}

/** Answers as the co-signatories would: each by the link in the mail that asked it. */
async function cosign(ctx: Ctx<null>, report: DemoReport): Promise<void> {
  const asked = report.answers.flatMap(({ value }) => asTable(value)).filter(({ id }) => id in report.cosign);
  for (const { id, email } of asked) {
    const mail = await ctx.db.mail.findFirstOrThrow({ where: { to: String(email), kind: "report.cosign" }, orderBy: { id: "desc" } });
    const [, token] = /\/cosign\/([\w-]+)/.exec(mail.text)!;
    must(await answerCosign(ctx, token!, report.cosign[id]!));
  }
}
