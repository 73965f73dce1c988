import { createHash } from "node:crypto";
import type { ReferenceData } from "~/features/reference/queries.server";
import { assess, type Assessment } from "~/features/templates/model/progress";
import type { LoadedReport } from "./load.server";

/** Reports whose state is kept: those that are being worked on at one time, and a page of a long list. */
const MOST_KEPT = 300;

const keptFor = new WeakMap<ReferenceData, Map<string, Assessment>>();

/**
 * How far a report is, or the part of it that is seen. Assessing reads every answer by every rule; it is done once for the same answers, template,
 * language, groups and reference data, and nothing else goes into it: what is kept is never out of date. What a part comes to is not kept.
 */
export function assessmentOf({ row, reference, answers, sees, groups, env }: Omit<LoadedReport, "version">): Assessment {
  if (sees) return assess(env, sees);
  let kept = keptFor.get(reference);
  if (!kept) keptFor.set(reference, (kept = new Map<string, Assessment>()));
  const key = keyOf(row, groups, answers);
  const assessment = kept.get(key) ?? assess(env);
  kept.delete(key);
  kept.set(key, assessment);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return assessment;
}

function keyOf({ templateVersionId, language }: LoadedReport["row"], groups: readonly string[], answers: LoadedReport["answers"]): string {
  const hash = createHash("sha256").update(JSON.stringify([templateVersionId, language, groups]));
  // The hash of an answer is over its place, language and value.
  for (const answer of answers) hash.update(answer.hash).update(answer.confidential ? "1" : "0");
  return hash.digest("base64");
}
