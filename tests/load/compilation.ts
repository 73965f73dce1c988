import { openSessions } from "~/platform/auth/sessions.server";
import type { Database } from "~/platform/db/client.server";
import { makeDocument } from "../factories/document";
import { makeUser } from "../factories/user";
import { makeCtx } from "../support/context";
import type { Call } from "./client";
import { fillPublished, longPlaces } from "./exports";

/** The question whose answers are read, the one whose choices are counted, and the one these are crossed with. */
const [TEXT, CHOICE, SCALE] = ["B1", "C1", "D1"];
/** As many answers in each report as issue 7 asks for. */
const ANSWERS = 100;
/** What a page may take, of all but one request in twenty. */
const BOUND = 300;

/** A page that is measured; `bound`: the milliseconds it may take. */
type Reading = { what: string; call: Call; bound?: number };

/** Published reports of as many States as the exports have, each with a hundred answers, a document begun from them, and an officer who reads across them. */
export async function fillCompilation(db: Database, origin: string, filled: boolean): Promise<Reading[]> {
  if (!filled) await fillPublished(db);
  const add = (question: string, row: string, value: string): Promise<unknown> =>
    db.$executeRawUnsafe(
      `insert into submitted_answer select s.id, 1000, '${question}', '${row}', ${value}, 'en', false, md5(s.id::text || '${question}${row}') || md5(s.receipt)
         from submission s where s.state = 'published' on conflict do nothing`,
    );
  const drawn = (codes: string): string => `to_jsonb((array[${codes}])[1 + abs(hashtext(s.id::text)) % array_length(array[${codes}], 1)])`;
  await add(CHOICE!, "", drawn("'in_force','being_prepared','expired','none'"));
  await add(SCALE!, "", `jsonb_build_object('C5', jsonb_build_object('progress', ${drawn("'1','2','3','4','5'")}))`);
  // Short texts wherever the reports have none yet, until each has a hundred answers.
  const [{ answers }] = await db.$queryRawUnsafe<[{ answers: number }]>(
    "select min(count)::int as answers from (select count(*) from submitted_answer a join submission s on s.id = a.submission_id where s.state = 'published' group by s.id) each",
  );
  const { places } = await longPlaces(db);
  for (const { question, row } of places.slice(-(ANSWERS - answers))) await add(question, row, "to_jsonb('A short answer of ' || s.receipt)");
  await db.$executeRawUnsafe("analyze");
  const person = await makeUser(db, { secretariat: ["desk_officer"] });
  const { id } = await makeDocument(makeCtx({ db, actor: person }), ["One sentence that rests on nothing yet."]);
  const [cookie = ""] = (await openSessions(db, { secure: false }).open(person.id)).split(";");
  const headers = { cookie, origin, "accept-encoding": "gzip" };
  const asked = (page: string, question: string): Call => ({ path: `/en/desk/compilation/${page}?kind=national-report&question=${question}`, headers });
  return [
    { what: "compilation, chapters of 2,000 reports", call: { path: "/en/desk/compilation", headers } },
    { what: "compilation, first screen of 2,000 answers", call: asked("answers", TEXT!), bound: BOUND },
    ...(
      [
        ["by region", "un"],
        ["field by field", `${SCALE}..progress.C5`],
      ] as const
    ).map(([how, columns]) => ({
      what: `cross-table of 2,000 x ${ANSWERS} answers, ${how}`,
      call: { path: `/en/desk/compilation/cross?kind=national-report&rows=${CHOICE}..value.&columns=${columns}`, headers },
      bound: BOUND,
    })),
    { what: "document, what became of 80,000 answers", call: { path: `/en/desk/documents/${id}/answers`, headers } },
    { what: "document, its text", call: { path: `/en/desk/documents/${id}`, headers } },
    { what: "figures of 2,000 answers, by group", call: { ...asked("figures", CHOICE!), path: `${asked("figures", CHOICE!).path}&by=group` }, bound: BOUND },
  ];
}
