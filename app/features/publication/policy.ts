import { RELEASE_WITHHELD, type SubmissionState } from "~/features/reports/model";
import type { Redacted } from "~/features/reports/model/document";
import { publicPart } from "~/features/templates/model/public-part";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Env } from "~/features/templates/model/visibility";

/**
 * What the public may see. Everything public (pages, files, later search, extracts and open data) goes through these
 * rules, and nothing else decides.
 */

export type Released = { state: SubmissionState; release: string; publishedAt: Date | null; releaseAfter: Date | null };

/** Whether a version is public at a moment: published, released by its party, and its date of release has come (00:00 UTC of that day). */
export const isPublic = ({ state, release, publishedAt, releaseAfter }: Released, now: Date): boolean =>
  state === "published" && release !== RELEASE_WITHHELD && publishedAt !== null && publishedAt <= now && (releaseAfter === null || releaseAfter <= now);

/** The same as a condition on rows: the only versions a public query may touch. Minted here, nowhere else. */
export const publicAt = (now: Date) => ({
  state: "published",
  release: { not: RELEASE_WITHHELD },
  publishedAt: { lte: now },
  OR: [{ releaseAfter: null }, { releaseAfter: { lte: now } }],
});

/**
 * What the public is given of an answer, and why not the rest. Contacts are left out whatever the party decided, but for
 * the fields the template opens by the party's consent; co-signatories that have not confirmed are not there at all.
 */
export const redactForPublic =
  (cosigned: ReadonlySet<string>) =>
  (question: FormQuestion, value: AnswerValue, confidential: boolean, env: Env): Redacted => {
    const part = publicPart(question, value, env, cosigned);
    if (question.confidential === "always") return { value: part, withheld: part === null ? "contact" : null };
    return confidential ? { value: null, withheld: "confidential" } : { value: part, withheld: null };
  };
