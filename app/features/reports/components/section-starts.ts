import { suggestedValue } from "~/features/templates/model/derived";
import { isEmpty, type FormQuestion } from "~/features/templates/model/values";
import type { SectionOutcome, SectionPage, Start } from "./section-data";

/**
 * What each question of a page starts with: what a posted form could not save, else what is saved, else what is
 * suggested (only where nothing was ever saved). A text in conflict keeps the revision it was typed on.
 */
export function startsOf(page: SectionPage, questions: readonly FormQuestion[], outcome: SectionOutcome | null): Record<string, Start> {
  return Object.fromEntries(
    questions.map((question): [string, Start] => {
      const { code } = question;
      const answer = page.answers.find((candidate) => candidate.question === code && candidate.row === page.page.row);
      const kept = outcome?.kept[code];
      const suggestion = answer || kept || !page.allowances.write ? null : suggestedValue(question, page.page.row || page.line, page.mapping);
      const isSuggested = suggestion !== null && !isEmpty(question, suggestion);
      const value = kept?.value ?? answer?.value ?? (isSuggested ? suggestion : null);
      return [
        code,
        {
          value,
          language: answer?.language ?? page.language,
          confidential: kept?.confidential ?? answer?.confidential ?? false,
          revision: kept?.revision ?? answer?.revision ?? 0,
          savedAt: answer?.updatedAt ?? null,
          isSuggested,
        },
      ];
    }),
  );
}
