import type { ReactNode } from "react";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { useVersionName } from "~/features/documents/components/use-version-name";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { DraftLine } from "../model";
import { draftLinks } from "../model/address";
import { VIEWS, type View } from "../model/pages";

type NegotiationHeaderProps = { draft: DraftLine; current: View | "answers" | "sources"; actions?: ReactNode };

/** The head of every page of a published draft at the desk, with the ways to the others. */
export function NegotiationHeader({ draft, current, actions }: NegotiationHeaderProps) {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const nameOf = useVersionName();
  const { document: id, number, title, language: written } = draft;
  return (
    <>
      <DocumentHeader document={{ id, title, language: written }} current="negotiation" title={`${t("desk.title")} · ${nameOf(draft)}`} actions={actions} />
      <PageNav
        label={t("desk.pages")}
        items={[
          ...VIEWS.map((view) => ({ to: draftLinks.brackets(language, id, number, view), label: t(`view.${view}`), current: current === view })),
          { to: draftLinks.answers(language, id, number), label: t("desk.answers"), current: current === "answers" },
          { to: draftLinks.sources(language, id, number), label: t("desk.sources"), current: current === "sources" },
        ]}
      />
    </>
  );
}
