import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { actorOf, contextOf, DAY_MS, DESK, must } from "~/demo-people.server";
import { askClarification } from "~/features/clarifications/commands/ask.server";
import { assignThread, settleThread } from "~/features/comments/commands/settle.server";
import { replyToThread, startThread } from "~/features/comments/commands/write.server";
import { THREAD_KINDS } from "~/features/comments/model";
import { addRule as addReminder, switchRule } from "~/features/reminders/commands/rules.server";
import { AUDIENCES } from "~/features/reminders/model";
import { keyOfUnit } from "~/features/reports/model";
import { addRule } from "~/features/review/commands/rules.server";
import { checkTranslation } from "~/features/translations/commands/check.server";
import { saveTranslation } from "~/features/translations/commands/save.server";
import { findTranslatable } from "~/features/translations/queries/page.server";
import { LANGUAGES } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import type { Log } from "~/platform/log.server";

const when = z.number().min(0.2);
const thread = z.string().min(1);

/**
 * What is said and asked about a signed version, and what is translated of it, as steps of its story. `thread` names one within its report: the first
 * comment begins it, with its kind and place. A question to the party is due some days after the portal starts.
 */
export const deskSteps = [
  z.strictObject({
    step: z.literal("comment"),
    daysAgo: when,
    by: z.email(),
    thread,
    begins: z.strictObject({ kind: z.enum(THREAD_KINDS), question: z.string().default(""), row: z.string().default("") }).optional(),
    text: z.string().min(1),
    calls: z.array(z.email()).default([]),
  }),
  z.strictObject({ step: z.literal("assign"), daysAgo: when, by: z.email(), thread, to: z.email() }),
  z.strictObject({ step: z.literal("resolve"), daysAgo: when, by: z.email(), thread }),
  z.strictObject({ step: z.literal("ask"), daysAgo: when, by: z.email(), unit: z.string(), text: z.string().min(1), dueInDays: z.number().int().min(1) }),
  z.strictObject({
    step: z.literal("translate"),
    daysAgo: when,
    by: z.email(),
    unit: z.string(),
    to: z.enum(LANGUAGES),
    texts: z.record(z.string(), z.string().min(1)),
  }),
  z.strictObject({ step: z.literal("check_translation"), daysAgo: when, by: z.email(), unit: z.string(), to: z.enum(LANGUAGES) }),
] as const;
export type DeskStep = z.infer<(typeof deskSteps)[number]>;

/** A signed version and its report, by the name its story goes by. */
type Discussed = { name: string; reportId: string; submissionId: string };

/** The same comment has the same id in every start, so that a start that was killed says nothing twice. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

/** Takes a step of the desk or of the party; one that an earlier start has taken changes nothing. */
export async function takeDeskStep(ctx: UserCtx, { name, reportId, submissionId }: Discussed, step: DeskStep): Promise<void> {
  if (step.step === "ask") {
    const due = new Date(Date.now() + step.dueInDays * DAY_MS).toISOString().slice(0, 10);
    return void must(await askClarification(ctx, submissionId, { unit: step.unit, text: step.text, due }));
  }
  if (step.step === "translate")
    return void must(await saveTranslation(ctx, submissionId, { ...keyOfUnit(step.unit), to: step.to, revision: 0, texts: step.texts }));
  if (step.step === "check_translation") return checkOnce(ctx, submissionId, step);
  const door = ctx.actor.memberships.length > 0 ? { report: reportId } : { submission: submissionId };
  if (step.step === "comment") {
    const { text, begins } = step;
    const mentions = await Promise.all(step.calls.map(async (email) => (await actorOf(ctx.db, email)).id));
    const said = { id: begins ? idOf(name, step.thread) : idOf(name, step.thread, text), text, mentions };
    if (begins) return void must(await startThread(ctx, door, { ...said, kind: begins.kind, place: { question: begins.question, row: begins.row } }));
    return void must(await replyToThread(ctx, door, { ...said, thread: (await findThread(ctx, name, step.thread)).id }));
  }
  const { id, revision, state, assigneeId } = await findThread(ctx, name, step.thread);
  if (step.step === "resolve" && state === "open") must(await settleThread(ctx, door, { intent: "resolved", thread: id, revision }));
  if (step.step === "assign" && !assigneeId) must(await assignThread(ctx, door, { thread: id, revision, person: (await actorOf(ctx.db, step.to)).id }));
}

/** Marks a translation as checked, unless it is. */
async function checkOnce(ctx: UserCtx, submissionId: string, { unit, to }: Extract<DeskStep, { step: "check_translation" }>): Promise<void> {
  const place = { ...keyOfUnit(unit), to };
  const { kept } = must(await findTranslatable(ctx, submissionId, place));
  if (kept?.state === "draft") must(await checkTranslation(ctx, submissionId, { intent: "checked", ...place, revision: kept.revision, texts: kept.texts }));
}

const findThread = ({ db }: UserCtx, name: string, named: string) =>
  db.commentThread.findFirstOrThrow({
    where: { comments: { some: { id: idOf(name, named) } } },
    select: { id: true, revision: true, state: true, assigneeId: true },
  });

/** Before the first demonstration report was begun. */
const RULES_DAYS_AGO = 55;
const rulesSchema = z.strictObject({
  officers: z.array(
    z.strictObject({ priority: z.number().int(), template: z.string().default(""), language: z.string().default(""), officers: z.array(z.email()) }),
  ),
  reminders: z.array(z.strictObject({ template: z.string().default(""), days: z.number().int(), audience: z.enum(AUDIENCES), required: z.boolean() })),
});
const MARKER = "demo-rules";

/**
 * Loads the rules of `prisma/seed/demo/rules.json` by which reports find their officer and people are reminded, once: what
 * the desk makes of them later stays. The demo accounts must be there. Returns whether it did.
 */
export async function loadDemoRules(db: Database, log: Log, file = resolve("prisma/seed/demo/rules.json")): Promise<boolean> {
  if (await db.seedState.findUnique({ where: { name: MARKER } })) return false;
  const { officers, reminders } = rulesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const at = new Date(Date.now() - RULES_DAYS_AGO * DAY_MS);
  const ctx = await contextOf(db, log, DESK, () => at);
  for (const rule of officers) {
    const ids = await Promise.all(rule.officers.map(async (email) => (await actorOf(db, email)).id));
    if ((await db.officerRule.count({ where: { priority: rule.priority, template: rule.template, language: rule.language } })) > 0) continue;
    must(await addRule(ctx, { ...rule, line: "", region: "", group: "", officers: ids }));
  }
  for (const { template, days, audience, required } of reminders) {
    if ((await db.reminderRule.count({ where: { template, days, audience, disabledAt: null } })) > 0) continue;
    const { id } = must(await addReminder(ctx, { template, days, audience, required }));
    must(await switchRule(ctx, id, "switched_on"));
  }
  await db.seedState.createMany({ data: [{ name: MARKER, hash: "" }], skipDuplicates: true });
  return true;
}
