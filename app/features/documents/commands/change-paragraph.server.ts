import type { FormAnswer, Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { ParagraphInput } from "../schema";
import { deleteParagraph, mergeParagraphs, moveParagraph, saveParagraph, splitParagraph, type AskedParagraph } from "./paragraphs.server";
import { citeAnswer, markEditorial, retie, untie } from "./ties.server";

type Done = "saved" | "orphaned" | "changed";
/** `at`: the paragraph to go on with; null where it is no more. */
type Changed = { at: string | null; done: Done };

/** Does what the page of a paragraph asks for; refuses as what it asks for does, with what was typed. */
export async function changeParagraph(
  ctx: UserCtx,
  asked: AskedParagraph,
  input: ParagraphInput,
): Promise<Result<Changed, Refusal & Pick<FormAnswer, "typed">>> {
  const done = await act(ctx, asked, input);
  if (done.ok) return done;
  const typed = Object.entries(input).flatMap(([name, value]): [string, string][] =>
    name === "place" ? [] : [[name, Array.isArray(value) ? value.join("\n") : String(value)]],
  );
  return refuse({ ...done.error, typed: Object.fromEntries(typed) });
}

async function act(ctx: UserCtx, asked: AskedParagraph, input: ParagraphInput): Promise<Result<Changed, Refusal>> {
  const stay = (acted: Result<unknown, Refusal>): Result<Changed, Refusal> => (acted.ok ? ok({ at: asked.paragraph, done: "changed" }) : acted);
  const parted = (acted: Result<{ orphans: number }, Refusal>, at: string | null, done: Done): Result<Changed, Refusal> =>
    acted.ok ? ok({ at, done: acted.value.orphans > 0 ? "orphaned" : done }) : acted;
  switch (input.intent) {
    case "save":
      return parted(await saveParagraph(ctx, asked, input), asked.paragraph, "saved");
    case "move":
      return stay(await moveParagraph(ctx, asked, input.place));
    case "split":
      return parted(await splitParagraph(ctx, asked, input), asked.paragraph, "changed");
    case "merge":
      return parted(await mergeParagraphs(ctx, asked, input), asked.paragraph, "changed");
    case "delete":
      return parted(await deleteParagraph(ctx, asked, input), null, "changed");
    case "cite":
      return stay(await citeAnswer(ctx, asked, input));
    case "editorial":
      return stay(await markEditorial(ctx, asked, input));
    case "untie":
      return stay(await untie(ctx, asked, input.tie));
    case "retie":
      return stay(await retie(ctx, asked, input));
  }
}
