import { addCode } from "~/features/codings/commands/codes.server";
import { addMarks, finishAnswer } from "~/features/codings/commands/marks.server";
import { getCodingPage } from "~/features/codings/queries/answer.server";
import type { CodingPage, Part } from "~/features/codings/model";
import { placeOf } from "~/features/compilations/model/arrange";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeCtx } from "../support/context";
import { makeSubmission, type MadeSubmission, type SubmissionInput } from "./submission";
import { makeUser } from "./user";

/** Somebody of the secretariat. */
export const makeCoder = async (db: Database, role: "editor" | "desk_officer" | "observer" | "translator" | "admin" = "editor", language: Language = "en") =>
  makeCtx({ db, actor: await makeUser(db, { secretariat: [role] }), language });

/** A code of the codebook, by its name. */
export async function makeCode(ctx: UserCtx, name: string, parentId: string | null = null): Promise<string> {
  const made = await addCode(ctx, { parentId, position: 0, names: { [ctx.language]: name }, definitions: {} });
  if (!made.ok) throw new Error(made.error.code);
  return made.value.id;
}

/** A signed version with one text to be coded: the answer to B1 unless given. */
export const makeText = (db: Database, value: string, more: SubmissionInput & { confidential?: boolean } = {}): Promise<MadeSubmission> =>
  makeSubmission(db, {
    ...more,
    answers: [{ question: "B1", value, ...(more.language && { language: more.language }), confidential: more.confidential ?? false }],
  });

/** The page of its answer, as somebody sees it. */
export async function pageOf(ctx: UserCtx, { id }: Pick<MadeSubmission, "id">): Promise<CodingPage> {
  const asked = { template: "national-report", question: "B1", row: "", filters: {}, by: "kind" as const };
  const found = await getCodingPage(ctx, asked, placeOf({ submission: id, row: "" }));
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

/** Marks sentences of an answer by their numbers from 0. */
export async function markSentences(ctx: UserCtx, made: MadeSubmission, sentences: readonly number[], codes: readonly string[]): Promise<void> {
  const { hash, texts } = await pageOf(ctx, made);
  const parts = sentences.map((index): Part => ({ place: "", start: texts[0]!.sentences[index]!.start, end: texts[0]!.sentences[index]!.end }));
  const done = await addMarks(ctx, { hash, parts, codes });
  if (!done.ok) throw new Error(done.error.code);
}

/** Says that somebody has coded an answer. */
export async function finish(ctx: UserCtx, made: MadeSubmission, coded = true): Promise<void> {
  const done = await finishAnswer(ctx, { hash: (await pageOf(ctx, made)).hash, coded });
  if (!done.ok) throw new Error(done.error.code);
}
