import { RELEASE_WITHHELD, type SubmissionState } from "~/features/reports/model";
import type { Redacted } from "~/features/reports/model/document";
import { publicPart } from "~/features/templates/model/public-part";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import { at, type Env } from "~/features/templates/model/visibility";

/**
 * What the public may see. Everything public (pages, files, later search, extracts and open data) goes through these
 * rules, and nothing else decides.
 */

export type Released = { state: SubmissionState; release: string; publishedAt: Date | null; releaseAfter: Date | null };

/** From when on the public reads a version that is published; null for one that never is. */
const publicFrom = ({ release, publishedAt, releaseAfter }: Released): Date | null =>
  release === RELEASE_WITHHELD || publishedAt === null ? null : releaseAfter && releaseAfter > publishedAt ? releaseAfter : publishedAt;

const wasPublicAt = (version: Released, moment: Date): boolean => {
  const from = publicFrom(version);
  return from !== null && from <= moment;
};

/** Whether a version is public at a moment: published, released by its party, and its date of release has come (00:00 UTC of that day). */
export const isPublic = (version: Released, now: Date): boolean => version.state === "published" && wasPublicAt(version, now);

/** The same as a condition on rows: the only versions a public query may touch. Minted here, nowhere else. */
export const publicAt = (now: Date) => ({
  state: "published",
  release: { not: RELEASE_WITHHELD },
  publishedAt: { lte: now },
  OR: [{ releaseAfter: null }, { releaseAfter: { lte: now } }],
});

/** `stateSince`: when it came to stand where it stands. */
export type ReleasedVersion = Released & { version: number; stateSince: Date; withdrawnByParty: boolean };

/** Whether a version has left the public, and in which way. */
const hasLeft = (version: ReleasedVersion, as: "superseded" | "withdrawn"): boolean => version.state === as && wasPublicAt(version, version.stateSince);

/**
 * The versions of one report that anyone may read, newest first: the one that stands, and those that were public before it,
 * which stay citable. `replacedAt` is null for the first. What was withdrawn takes the earlier ones with it, also where a
 * further version stands later; one that was replaced before the public could read it never comes up.
 */
export function citableOf<V extends ReleasedVersion>(versions: readonly V[], now: Date): (V & { replacedAt: Date | null })[] {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  const standing = newestFirst.findIndex((version) => isPublic(version, now));
  if (standing < 0) return [];
  const before = newestFirst.slice(standing);
  const end = before.findIndex((version) => hasLeft(version, "withdrawn"));
  const read = before.slice(0, end < 0 ? undefined : end).filter((version) => isPublic(version, now) || hasLeft(version, "superseded"));
  return read.map((version, index) => ({ ...version, replacedAt: index === 0 ? null : replacedAt(version, read[index - 1]!) }));
}

/** A version gives way when the next is published; one whose successor waited for its date, on that date. */
const replacedAt = (version: ReleasedVersion, next: ReleasedVersion): Date | null => (version.state === "superseded" ? version.stateSince : publicFrom(next));

/** When its party withdrew a version the public could read, or the one that had come in its place; null where it did not. */
export function withdrawnAt(version: ReleasedVersion, versions: readonly ReleasedVersion[]): Date | null {
  if (!hasLeft(version, "superseded") && !hasLeft(version, "withdrawn")) return null;
  const [end] = versions.filter((one) => one.version >= version.version && hasLeft(one, "withdrawn")).sort((a, b) => a.version - b.version);
  return end?.withdrawnByParty ? end.stateSince : null;
}

/** What a party decided last on what it had published before: the answers of the version that stands now. */
export type LaterWish = { env: Env; isConfidential: (question: string, row: string) => boolean };

/**
 * What the public is given of an answer, and why not the rest. Contacts are left out whatever the party decided, but for
 * the fields the template opens by the party's consent; co-signatories that have not confirmed are not there at all. Of a
 * version that was replaced only what the party releases to this day: `later` is asked too.
 */
export const redactForPublic =
  (cosigned: ReadonlySet<string>, later: LaterWish | null = null) =>
  (question: FormQuestion, value: AnswerValue, confidential: boolean, env: Env): Redacted => {
    const own = publicPart(question, value, env, cosigned);
    const part = later ? publicPart(question, own, at(later.env, env.row), cosigned) : own;
    if (question.confidential === "always") return { value: part, withheld: part === null ? "contact" : null };
    const isWithheld = confidential || (later?.isConfidential(question.code, env.row) ?? false);
    return isWithheld ? { value: null, withheld: "confidential" } : { value: part, withheld: null };
  };
