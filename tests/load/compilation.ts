import { openSessions } from "~/platform/auth/sessions.server";
import type { Database } from "~/platform/db/client.server";
import { makeDocument } from "../factories/document";
import { makeUser } from "../factories/user";
import { makeCtx } from "../support/context";
import type { Call } from "./client";
import { fillPublished } from "./exports";

/** The question whose answers are read, and the one whose choices are counted. */
const [TEXT, CHOICE] = ["B1", "C1"];

/** Published reports of as many States as the exports have, each with a choice besides, a document begun from them, and an officer who reads across them. */
export async function fillCompilation(db: Database, origin: string, filled: boolean): Promise<{ what: string; call: Call }[]> {
  if (!filled) await fillPublished(db);
  await db.$executeRawUnsafe(
    `insert into submitted_answer select s.id, 1000, '${CHOICE}', '', to_jsonb((array['in_force','being_prepared','expired','none'])[1 + abs(hashtext(s.id::text)) % 4]),
       'en', false, md5(s.id::text) || md5(s.receipt) from submission s where s.state = 'published' on conflict do nothing`,
  );
  await db.$executeRawUnsafe("analyze");
  const person = await makeUser(db, { secretariat: ["desk_officer"] });
  const { id } = await makeDocument(makeCtx({ db, actor: person }), ["One sentence that rests on nothing yet."]);
  const [cookie = ""] = (await openSessions(db, { secure: false }).open(person.id)).split(";");
  const headers = { cookie, origin, "accept-encoding": "gzip" };
  const asked = (page: string, question: string): Call => ({ path: `/en/desk/compilation/${page}?kind=national-report&question=${question}`, headers });
  return [
    { what: "compilation, chapters of 2,000 reports", call: { path: "/en/desk/compilation", headers } },
    { what: "compilation, first screen of 2,000 answers", call: asked("answers", TEXT!) },
    { what: "cross-table of 2,000 reports", call: { path: `/en/desk/compilation/cross?kind=national-report&rows=${CHOICE}..value.&columns=un`, headers } },
    { what: "document, what became of 80,000 answers", call: { path: `/en/desk/documents/${id}/answers`, headers } },
    { what: "document, its text", call: { path: `/en/desk/documents/${id}`, headers } },
    { what: "figures of 2,000 answers, by group", call: { ...asked("figures", CHOICE!), path: `${asked("figures", CHOICE!).path}&by=group` } },
  ];
}
