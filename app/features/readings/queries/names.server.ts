import { readReference } from "~/features/reference/queries.server";
import { pageOfQuestion, pageTitle } from "~/features/templates/model/pages";
import { questionKey } from "~/features/templates/model/texts";
import type { FormQuestion } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences, textsOf } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";

type Place = { question: string; row: string };
/** What a place of a form is, and under which names it is shown: its question's, its page's. */
export type NamedPlace = { question: FormQuestion | null; label: string; page: string };

/** The texts of a form, and the names of its places in the reader's language; a question it does not have stands under its code. */
export async function namesIn(
  ctx: Pick<Ctx, "db" | "language">,
  templateVersionId: string,
): Promise<{ texts: Record<string, string>; nameOf: (place: Place) => NamedPlace }> {
  const [version, reference] = await Promise.all([getTemplateVersion(ctx.db, templateVersionId), readReference(ctx.db)]);
  const { definition } = version;
  const texts = textsOf(version, reference, ctx.language);
  const references = templateReferences(reference);
  const nameOf = ({ question: code, row }: Place): NamedPlace => {
    const question = findQuestion(definition, code, row, references);
    const page = pageOfQuestion(definition, code, row);
    return { question, label: (question && texts[questionKey(question, "label")]) ?? code, page: page ? pageTitle(definition, page, texts) : "" };
  };
  return { texts, nameOf };
}
