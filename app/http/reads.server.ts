import { noteRead as note, type Read } from "~/features/audit/commands/note-read.server";
import type { UserCtx } from "~/platform/context.server";

/**
 * Says that a page or file that is not public is being read. The one thing a route that only reads leaves behind: it is
 * written after the answer, and an answer is the same with and without it (decision 30).
 */
export const noteRead = (ctx: UserCtx, read: Read): void => note(ctx, read);

/** The same for a document that was made for a download, in each of its formats; a refusal is no read. */
export function noteDownload(ctx: UserCtx, answer: Response, request: Request, read: Read): void {
  if (!answer.ok) return;
  const format = new URL(request.url).searchParams.get("format")?.slice(0, 20) ?? "";
  note(ctx, { ...read, detail: format, data: { format } });
}
