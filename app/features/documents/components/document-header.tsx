import type { ReactNode } from "react";
import { links } from "~/lib/links";
import type { Language } from "~/lib/languages";
import type { Crumb } from "~/ui/breadcrumbs";
import { PageHeader } from "~/ui/page-header";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { documentLinks } from "../model/address";

type DocumentHeaderProps = {
  document: { id: string; title: string; language?: Language };
  current: "text" | "answers" | "versions" | "negotiation" | null;
  /** What of the document the page shows, where it is not the document itself. */
  title?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
};

/** The head of every page of a document, with the ways to the others. */
export function DocumentHeader({ document: { id, title: name, language: written }, current, title, lead, actions }: DocumentHeaderProps) {
  const { t } = useTranslation("documents");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const own = (
    <bdi lang={written} dir="auto">
      {name}
    </bdi>
  );
  const trail: Crumb[] = [
    { label: desk("queue.title"), to: links.desk(language) },
    { label: t("title"), to: documentLinks.all(language) },
    ...(title ? [{ label: own, to: documentLinks.one(language, id) }, { label: title }] : [{ label: own }]),
  ];
  return (
    <>
      <PageHeader title={title ?? own} lead={lead} actions={actions} breadcrumbs={trail} />
      <PageNav
        label={t("pages")}
        items={[
          { to: documentLinks.one(language, id), label: t("page.text"), current: current === "text" },
          { to: documentLinks.answers(language, id), label: t("page.answers"), current: current === "answers" },
          { to: documentLinks.versions(language, id), label: t("page.versions"), current: current === "versions" },
          { to: documentLinks.negotiation(language, id), label: t("page.negotiation"), current: current === "negotiation" },
        ]}
      />
    </>
  );
}
