import { keyOfUnit } from "~/features/reports/model";
import { checkTranslation } from "~/features/translations/commands/check.server";
import { saveTranslation } from "~/features/translations/commands/save.server";
import type { PlaceTexts } from "~/features/translations/model";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";

type Written = { unit: string; to?: Language; texts: PlaceTexts; revision?: number };

/** Writes the translation of an answer (`B1`, `D3/C5`), into French unless it is said; gives its revision. */
export async function translate(ctx: UserCtx, submission: string, { unit, to = "fr", texts, revision = 0 }: Written): Promise<number> {
  const saved = await saveTranslation(ctx, submission, { ...keyOfUnit(unit), to, texts, revision });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return saved.value.revision;
}

/** The same, read and marked as checked by somebody else. */
export async function translateChecked(writer: UserCtx, checker: UserCtx, submission: string, { unit, to = "fr", texts, revision }: Written): Promise<void> {
  const written = await translate(writer, submission, { unit, to, texts, revision });
  const checked = await checkTranslation(checker, submission, { intent: "checked", ...keyOfUnit(unit), to, texts, revision: written });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
}
