import { Link } from "@remix-run/react";
import { unitOf } from "~/features/reports/model";
import { links } from "~/lib/links";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type CommentLinkProps = {
  submission: string;
  question: string;
  row: string;
  /** Open threads by question and row. */
  open: Readonly<Record<string, number>>;
};

/** The way from an answer of the desk's document to its comments, with how many of its threads are open. */
export function CommentLink({ submission, question, row, open }: CommentLinkProps) {
  const { t } = useTranslation("comments");
  const language = useLanguage();
  const place = unitOf({ question, row });
  const count = open[place] ?? 0;
  const text = count > 0 ? t("document.open", { count }) : t("document.comment");
  return (
    <Link
      to={links.deskComments(language, submission, { place })}
      aria-label={t("document.on", { text, question: `\u2068${[question, row].filter(Boolean).join(" ")}\u2069` })}
      className="text-sm print:hidden"
    >
      {text}
    </Link>
  );
}
