import { holdsReview } from "~/features/review/policy";
import type { Actor } from "~/lib/actor";
import type { ExportSource } from "./model";

/**
 * Whether somebody may have exports of a source now: of what is published everybody who is signed in, of the rest who reads
 * at the desk. `desk` is false for a program whose token does not open the desk.
 */
export const mayExport = (actor: Actor, source: ExportSource, { desk }: { desk: boolean }): boolean =>
  actor !== null && (source === "published" || (desk && holdsReview(actor, "read")));
