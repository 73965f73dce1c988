import type { UserCtx } from "~/platform/context.server";

/**
 * Remembers the first look of a reader at a report, from which on changes count for them; later looks move nothing, only
 * their own word does (`markRead`). The page neither waits for it nor fails with it. Takes a version its callers found.
 */
export function noteVisit({ db, actor, now, log }: Pick<UserCtx, "db" | "actor" | "now" | "log">, { id, reportId }: { id: string; reportId: string }): void {
  void db.reading
    .createMany({ data: [{ readerId: actor.id, reportId, submissionId: id, at: now() }], skipDuplicates: true })
    .catch((error: unknown) => log.warn({ err: error }, "a first look is not remembered yet"));
}
