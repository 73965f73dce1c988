import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { OutlineInput } from "../schema";
import { addChapter, moveChapter, renameChapter } from "./documents.server";

/** Does to its chapters what the page of a document asks for; refuses as what it asks for does. */
export function changeChapters(
  ctx: UserCtx,
  document: string,
  input: Exclude<OutlineInput, { intent: "paragraph" }>,
): Promise<Result<{ chapter: string }, Refusal>> {
  switch (input.intent) {
    case "chapter":
      return addChapter(ctx, document, input.title);
    case "chapter_rename":
      return renameChapter(ctx, document, input);
    case "chapter_move":
      return moveChapter(ctx, document, input);
  }
}
