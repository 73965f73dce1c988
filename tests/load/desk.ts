import { openSessions } from "~/platform/auth/sessions.server";
import type { Database } from "~/platform/db/client.server";
import { getTemplateVersion } from "~/features/templates/queries.server";
import { allQuestionsOf } from "~/features/templates/model/texts";
import { makeSubmission } from "../factories/submission";
import { makeUser } from "../factories/user";
import type { Call } from "./client";

/** As many signed versions, answers in the one that is opened, and officers as issue 6 names. */
const VERSIONS = 20_000;
const ANSWERS = 40;
export const OFFICERS = 50;
/** Screens of 25 rows; the last one measured is the 200th. */
const SCREENS = 200;
const ROWS = 25;

export type Desk = { officers: Record<string, string>[]; first: string; far: string; submission: string };

/** Signed versions of as many parties, made in the database from one, in every open state, over a year; and officers who are signed in. */
export async function fillDesk(db: Database, origin: string): Promise<Desk> {
  const row = await db.templateVersion.findFirstOrThrow({ where: { template: "national-report", state: "open" }, select: { id: true } });
  const { definition } = await getTemplateVersion(db, row.id);
  const questions = allQuestionsOf(definition).filter((question) => question.kind === "single" && question.field.kind === "long");
  const answers = Array.from({ length: ANSWERS }, (_, index) => questions[index % questions.length]!)
    .filter((question, index, all) => all.indexOf(question) === index)
    .map(({ code }) => ({ question: code, value: "What was done, with whom, and what came of it. ".repeat(12) }));
  const { id, reportId, party } = await makeSubmission(db, { state: "submitted", answers });
  const officers: Record<string, string>[] = [];
  const ids: string[] = [];
  for (let index = 0; index < OFFICERS; index++) {
    const person = await makeUser(db, { secretariat: ["desk_officer"] });
    const [cookie = ""] = (await openSessions(db, { secure: false }).open(person.id)).split(";");
    officers.push({ cookie, origin, "accept-encoding": "gzip" });
    ids.push(person.id);
  }
  const copies = `generate_series(1, ${VERSIONS - 1}) n`;
  const idOf = (kind: string): string => `md5('${kind}' || n)::uuid`;
  const copy = (table: string, changed: string, of: string): string =>
    `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${changed}))).* from ${table} t, ${copies} where t.id = '${of}'`;
  const of = (words: readonly string[]): string => `(array[${words.map((word) => `'${word}'`).join(",")}])[1 + n % ${words.length}]`;
  for (const statement of [
    copy("party", `'id', ${idOf("dp")}, 'code', 'DESK' || n`, party.id),
    copy("report", `'id', ${idOf("dr")}, 'party_id', ${idOf("dp")}`, reportId),
    copy(
      "submission",
      `'id', ${idOf("ds")}, 'report_id', ${idOf("dr")}, 'receipt', 'DESK-' || n, 'symbol', 'DESK-NR-' || n, 'party_code', 'DESK' || n,
       'state', ${of(["submitted", "acknowledged", "under_review", "accepted", "published"])},
       'officer_id', case when n % 7 = 0 then null else ${of(ids)}::uuid end, 'officer_via', 'hand',
       'due_at', case when n % 5 = 4 then null else timestamptz '2026-11-01' + n * interval '7 minutes' end,
       'submitted_at', timestamptz '2025-11-01' + n * interval '26 minutes'`,
      id,
    ),
    "analyze",
  ])
    await db.$executeRawUnsafe(statement);
  // The place after 199 screens, as following the pager gives it.
  const [place] = await db.submission.findMany({
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    skip: (SCREENS - 1) * ROWS - 1,
    take: 1,
    select: { id: true, submittedAt: true },
  });
  return {
    officers,
    first: "/en/desk?all=1",
    far: `/en/desk?all=1&after=${place!.submittedAt.getTime()}_${place!.id}`,
    submission: `/en/desk/submissions/${id}`,
  };
}

/** Seconds an officer looks at a screen of the queue before the next, when all are in a hurry. */
const LOOKS = 2;

/** What is measured: a page, by how many officers at once, and how many seconds pass between two pages of one officer; none: no time at all. */
export type DeskReading = { what: string; at: readonly number[]; every?: number; call: (officer: number) => Call };

export function deskReadings({ officers, first, far, submission }: Desk): DeskReading[] {
  const asked =
    (path: string): DeskReading["call"] =>
    (officer) => ({ path, headers: officers[officer]! });
  return [
    { what: "queue, first screen of 20,000", at: [1, OFFICERS], call: asked(first) },
    { what: `the same, each officer every ${LOOKS} s`, at: [OFFICERS], every: LOOKS, call: asked(first) },
    { what: "queue, 200th screen of 20,000", at: [1, OFFICERS], call: asked(far) },
    { what: `the same, each officer every ${LOOKS} s`, at: [OFFICERS], every: LOOKS, call: asked(far) },
    { what: `submission page, ${ANSWERS} answers`, at: [1, 16], call: asked(submission) },
  ];
}
