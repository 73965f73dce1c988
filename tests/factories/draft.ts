import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { closeConsultation, openConsultation } from "~/features/negotiations/commands/consultations.server";
import { publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import type { UserCtx } from "~/platform/context.server";
import { makeDocument, type MadeDocument } from "./document";

/** The last day for comments: none of a test's own. */
export const LAST_DAY = "2099-12-31";

/** A document with one frozen version, of whatever rests on nothing. */
export async function makeFrozen(ctx: UserCtx, texts: readonly string[] = ["Access has grown."], language: "en" | "zh" | "ar" = "en"): Promise<MadeDocument> {
  const document = await makeDocument(ctx, texts, language);
  const frozen = await freezeVersion(ctx, document.id, { stage: "zero_draft", waive: ["unread", "bare"], reason: "First round." });
  if (!frozen.ok) throw new Error(frozen.error.code);
  return document;
}

/** The same published for comment; `ends`: with its dispositions public. */
export async function makePublished(ctx: UserCtx, texts?: readonly string[], { day = LAST_DAY, ends = false } = {}): Promise<MadeDocument> {
  const document = await makeFrozen(ctx, texts);
  const asked = { document: document.id, number: 1 };
  const steps = [() => openConsultation(ctx, asked, day), ...(ends ? [() => closeConsultation(ctx, asked), () => publishDispositions(ctx, asked)] : [])];
  for (const step of steps) {
    const done = await step();
    if (!done.ok) throw new Error(done.error.code);
  }
  return document;
}
