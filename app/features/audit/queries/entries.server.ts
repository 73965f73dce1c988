import type { Names } from "~/features/reference/queries.server";
import { localize } from "~/features/templates/model/texts";
import { getTemplateVersion } from "~/features/templates/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { factsOf, type AuditEntry } from "../model";
import { eventWords, nounWords } from "./words.server";

export const entrySelect = { id: true, at: true, actorName: true, type: true, subject: true, data: true } as const;
export type EventRow = { id: bigint; at: Date; actorName: string; type: string; subject: string; data: unknown };

/** Rows of the log as entries in the reader's language, with the names of what they are about. Takes rows its callers may show. */
export async function entriesOf(ctx: Pick<Ctx, "db" | "language">, rows: readonly EventRow[]): Promise<AuditEntry[]> {
  const names = await namesOf(
    ctx,
    rows.map(({ subject }) => subject),
  );
  return rows.map(({ id, at, actorName, type, subject, data }) => {
    const facts = data as Record<string, unknown>;
    return {
      id: String(id),
      at: at.toISOString(),
      // A co-signatory has no account: its organisation acted.
      actor: actorName || (type.startsWith("submission.cosign_") && typeof facts.organisation === "string" ? facts.organisation : ""),
      type,
      words: eventWords(type, ctx.language),
      subject: { label: names.get(subject) ?? labelOf(subject, type, ctx.language), submissionId: submissionOf(subject) },
      facts: factsOf(type, facts),
    };
  });
}

/** A subject without a name of its own is called by what its events are about. */
const labelOf = (subject: string, type: string, language: Language): string =>
  subject.includes(":") && !isUuid(subject.slice(subject.indexOf(":") + 1)) ? subject : nounWords(type, language);

const submissionOf = (subject: string): string | null => {
  const [kind, id = ""] = subject.split(":");
  return kind === "submission" && isUuid(id) ? id : null;
};

const nameIn = (names: unknown, language: Language): string => (names as Names)[language];

/** The names of subjects (`report:<id>`), a query for each kind among them. */
async function namesOf({ db, language }: Pick<Ctx, "db" | "language">, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string): string[] =>
    [...new Set(subjects.filter((subject) => subject.startsWith(`${kind}:`)).map((subject) => subject.slice(kind.length + 1)))].filter(isUuid);
  const where = (ids: string[]) => ({ where: { id: { in: ids } } });
  const [submissions, reports, users, parties, threads] = [idsOf("submission"), idsOf("report"), idsOf("user"), idsOf("party"), idsOf("thread")];
  const [documents, meetings] = [idsOf("document"), idsOf("meeting")];
  const named = await Promise.all([
    submissions.length > 0 ? db.submission.findMany({ ...where(submissions), select: { id: true, symbol: true } }) : [],
    reports.length > 0
      ? db.report.findMany({ ...where(reports), select: { id: true, line: true, templateVersionId: true, party: { select: { names: true } } } })
      : [],
    users.length > 0 ? db.user.findMany({ ...where(users), select: { id: true, name: true } }) : [],
    parties.length > 0 ? db.party.findMany({ ...where(parties), select: { id: true, names: true } }) : [],
    threads.length > 0 ? db.commentThread.findMany({ ...where(threads), select: { id: true, submission: { select: { symbol: true } } } }) : [],
    documents.length > 0 ? db.document.findMany({ ...where(documents), select: { id: true, title: true } }) : [],
    meetings.length > 0 ? db.meeting.findMany({ ...where(meetings), select: { id: true, title: true } }) : [],
  ]);
  const titled = await Promise.all(
    named[1].map(async ({ id, line, templateVersionId, party }): Promise<[string, string]> => {
      const { strings } = await getTemplateVersion(db, templateVersionId);
      const title = localize({ title: strings.title! }, language).title ?? "";
      return [`report:${id}`, [nameIn(party.names, language), title, line].filter(Boolean).join(" · ")];
    }),
  );
  return new Map([
    ...named[0].map(({ id, symbol }): [string, string] => [`submission:${id}`, symbol]),
    ...titled,
    ...named[2].map(({ id, name }): [string, string] => [`user:${id}`, name]),
    ...named[3].map(({ id, names }): [string, string] => [`party:${id}`, nameIn(names, language)]),
    ...named[4].map(({ id, submission }): [string, string] => [`thread:${id}`, submission.symbol]),
    ...named[5].map(({ id, title }): [string, string] => [`document:${id}`, title]),
    ...named[6].map(({ id, title }): [string, string] => [`meeting:${id}`, title]),
  ]);
}
