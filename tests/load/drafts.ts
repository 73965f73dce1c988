import { createHash } from "node:crypto";
import { keepTraces } from "~/features/documents/commands/keep-traces.server";
import { documentLinks } from "~/features/documents/model/address";
import { draftLinks } from "~/features/negotiations/model/address";
import type { Database } from "~/platform/db/client.server";
import { makeDocument } from "../factories/document";
import { makeUser } from "../factories/user";
import { makeCtx } from "../support/context";
import { versionOf } from "../support/version-corpus";
import { longTexts } from "./papers";

/** Sentences of a paragraph, answers each rests on, and characters of a quotation. */
const [SENTENCES, ANSWERS, QUOTED] = [5, 3, 200];
/** One quotation in so many is of the report that is asked about. */
const ONE_IN = 100;
const DAY = 86_400_000;

/**
 * A published draft of sixty pages, whose every sentence rests on quotations, some of them of a published report whose party
 * lets everybody read where its answers went; written into the database as freezing and publishing leave it. Gives the
 * addresses of its page and of that of the report's answers.
 */
export async function fillDraft(db: Database, symbol: string): Promise<Record<string, string>> {
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  const ctx = makeCtx({ db, actor: officer });
  const document = await makeDocument(ctx);
  const {
    id: submission,
    reportId,
    answers,
  } = await db.submission.findUniqueOrThrow({
    where: { symbol },
    select: { id: true, reportId: true, answers: { select: { question: true, row: true, hash: true } } },
  });
  const { content, hash } = versionOf("en", longTexts()).version;
  const own = answers.map((answer) => ({ ...answer, submission, symbol }));
  let cited = 0;
  for (const paragraph of content.chapters.flatMap(({ paragraphs }) => paragraphs)) {
    const [sentence] = paragraph.sentences;
    const [excerpt] = sentence!.evidence;
    paragraph.sentences = Array.from({ length: SENTENCES }, () => ({
      ...sentence!,
      text: paragraph.text.slice(0, paragraph.text.length / SENTENCES),
      evidence: Array.from({ length: ANSWERS }, () => {
        cited += 1;
        const other = { hash: createHash("sha256").update(String(cited)).digest("hex") };
        const answer = cited % ONE_IN === 0 ? own[(cited / ONE_IN) % own.length]! : other;
        return { ...excerpt!, ...answer, quote: paragraph.text.slice(0, QUOTED), end: QUOTED };
      }),
    }));
  }
  const by = { frozenById: officer.id, frozenName: officer.name, frozenAt: ctx.now() };
  const version = await db.documentVersion.create({
    select: { id: true },
    data: {
      ...{ documentId: document.id, number: 1, stage: "zero_draft", revision: 0, content, hash, ...by },
      consultation: { create: { closesAt: new Date(ctx.now().getTime() + 30 * DAY), openedById: officer.id, openedAt: ctx.now() } },
    },
  });
  await keepTraces(db, { ...version, content });
  await db.traceConsent.create({ data: { reportId, givenAt: ctx.now(), byId: officer.id } });
  return {
    "page of a published draft, 60 pages": draftLinks.one("en", document.id, 1),
    "where a published report's answers went": documentLinks.publicTraces("en", symbol),
  };
}
