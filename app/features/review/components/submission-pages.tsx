import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { translateAddress } from "../model/translate-address";

/** The pages of one signed version at the desk. */
export const SUBMISSION_PAGES = ["document", "changes", "beside", "translate", "comments", "clarifications", "checklist", "history"] as const;
export type SubmissionPage = (typeof SUBMISSION_PAGES)[number];

const ADDRESS = {
  document: links.deskSubmission,
  changes: links.deskChanges,
  beside: links.deskBeside,
  translate: translateAddress,
  comments: links.deskComments,
  clarifications: links.deskClarifications,
  checklist: links.deskChecklist,
  history: links.deskHistory,
} as const satisfies Record<SubmissionPage, unknown>;

/** The way between the pages of one signed version: what was signed, and what the desk does with it. */
export function SubmissionPages({ id, current }: { id: string; current: SubmissionPage }) {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  return (
    <PageNav
      label={t("submission.pages.label")}
      items={SUBMISSION_PAGES.map((page) => ({ to: ADDRESS[page](language, id), label: t(`submission.pages.${page}`), current: page === current }))}
    />
  );
}
