import type { Paper } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { MAX_PAPER_BYTES } from "~/lib/paper";

/** Papers as Word documents. */

/** A paper as a Word document. Refuses `paper.too_large`. */
export async function wordOf(paper: Paper): Promise<Result<Uint8Array, Refusal>> {
  if (JSON.stringify(paper).length > MAX_PAPER_BYTES) return refuse({ code: "paper.too_large" });
  const { documentOf } = await import("./document.server");
  return ok(await documentOf(paper));
}
