import { useCallback } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { fromForm } from "~/features/templates/model/form-values";
import { isObject, withFile, type FileRef, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { SaveQueue } from "~/features/saves/model/queue";
import { PERSON_HEADER } from "~/lib/headers";
import type { Language } from "~/lib/languages";
import { unitId } from "./save-transport";
import type { SectionPage } from "./section-data";

type Attach = (question: FormQuestion, field: Field, file: File) => Promise<FileRef>;

/** Keeps a file with the report: the server adds it to the answer as one revision, which the queue takes over. */
export function useAttach({ page, queue, form, reader }: { page: SectionPage; queue: SaveQueue; form: UseFormReturn<FieldValues>; reader: Language }): Attach {
  const { t } = useTranslation("reports");
  return useCallback<Attach>(
    async (question, field, file) => {
      const unit = unitId(question.code, page.page.row);
      await queue.hold(unit);
      const body = new FormData();
      for (const [name, value] of [
        ["question", question.code],
        ["row", page.page.row],
        ["field", field.id],
      ] as const)
        body.set(name, value);
      body.set("file", file, file.name);
      try {
        const response = await fetch(`/api/v1/reports/${page.id}/files?lang=${reader}`, {
          method: "POST",
          headers: { [PERSON_HEADER]: page.person },
          body,
          credentials: "same-origin",
        });
        const answer: unknown = await response.json().catch(() => null);
        if (!response.ok || !isObject(answer) || !isObject(answer.file) || !isObject(answer.saved))
          throw new Error(isObject(answer) && typeof answer.title === "string" ? answer.title : t("file.failed"));
        const kept = answer.file as FileRef;
        const saved = answer.saved as { revision: number; savedAt: string };
        queue.adopt(unit, {
          value: withFile(question, field.id, fromForm(question, form.getValues(question.code)), kept),
          confidential: Boolean(form.getValues(`conf.${question.code}`)),
          ...saved,
        });
        return kept;
      } catch (error) {
        queue.release(unit);
        throw error instanceof TypeError ? new Error(t("file.failed")) : error;
      }
    },
    [form, page, queue, reader, t],
  );
}
