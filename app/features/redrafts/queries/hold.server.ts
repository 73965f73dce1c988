import { createHash } from "node:crypto";
import { numbersOf } from "~/features/documents/queries/documents.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import { mayWithDocuments } from "~/features/documents/policy";
import { MAX_FILE_BYTES } from "~/features/imports/model";
import { byParagraph } from "~/features/negotiations/model/standing";
import { standingProposals } from "~/features/negotiations/queries/standing.server";
import { wordsIn } from "~/features/papers/queries/words.server";
import { canonicalJson } from "~/lib/json";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { RedraftPlan, SentPlan } from "../model";
import { planAgain } from "../model/again";
import { readMark } from "../model/mark";
import { redraftPlan } from "../model/plan";

/**
 * Reads a file that was written on outside of the portal and says what it would change in a document; changes nothing.
 * Refuses `document.not_found`, also to those who may not write, `redraft.other_document`, and `import.*` for a file that is
 * not read at all.
 */
export async function holdRedraft(ctx: Ctx, id: string, bytes: Uint8Array): Promise<Result<RedraftPlan, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "write") ? await loadDraft(ctx.db, id) : null;
  if (!draft) return refuse({ code: "document.not_found" });
  if (bytes.byteLength > MAX_FILE_BYTES) return refuse({ code: "import.too_large" });
  const { readForm } = await import("~/platform/word/read-form.server");
  const form = await readForm(bytes);
  if (!form.ok) return refuse({ code: `import.${form.error}` });
  const mark = readMark(form.value.hidden);
  if (!mark) return refuse({ code: "import.not_a_form" });
  if (mark.document !== id) return refuse({ code: "redraft.other_document" });
  const { language } = draft;
  const hashOf = (text: string): string => createHash("sha256").update(canonicalJson({ language, text })).digest("hex");
  const write = wordsIn(mark.language).say("papers:redraft.write");
  const proposals = byParagraph(await standingProposals(ctx, draft));
  return ok(redraftPlan({ mark, form: form.value, draft, numbers: numbersOf(draft), proposals, hashOf, write }));
}

/** What was sent from the page of a file and was not saved, held against the document as it stands now. Refuses as `holdRedraft` does. */
export async function holdAgain(ctx: Ctx, id: string, sent: SentPlan, taken: readonly string[]): Promise<Result<RedraftPlan, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "write") ? await loadDraft(ctx.db, id) : null;
  if (!draft) return refuse({ code: "document.not_found" });
  const proposals = byParagraph(await standingProposals(ctx, draft));
  return ok(planAgain(sent, { draft, numbers: numbersOf(draft), proposals }, taken));
}
