import type { SubmissionState } from "~/features/reports/model";
import type { Withheld } from "~/features/reports/model/document";
import type { FormQuestion } from "~/features/templates/model/values";

/**
 * What the public may see. Everything public (pages, files, later search, extracts and open data) goes through these
 * rules, and nothing else decides.
 */

export type Released = { state: SubmissionState; publishedAt: Date | null; releaseAfter: Date | null };

/** Whether a version is public at a moment: published, and its date of release has come (00:00 UTC of that day). */
export const isPublic = ({ state, publishedAt, releaseAfter }: Released, now: Date): boolean =>
  state === "published" && publishedAt !== null && publishedAt <= now && (releaseAfter === null || releaseAfter <= now);

/** The same as a condition on rows: the only versions a public query may touch. Minted here, nowhere else. */
export const publicAt = (now: Date) => ({ state: "published", publishedAt: { lte: now }, OR: [{ releaseAfter: null }, { releaseAfter: { lte: now } }] });

/** Why an answer is not shown to the public, or null when it is. Contacts never are, whatever the party decided. */
export function withheldFromPublic(question: FormQuestion, confidential: boolean): Withheld | null {
  if (question.confidential === "always") return "contact";
  return confidential ? "confidential" : null;
}
