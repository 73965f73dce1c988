import { Link } from "@remix-run/react";
import { unitOf } from "~/features/reports/model";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { PlainText } from "~/ui/plain-text";
import { useTranslation } from "~/ui/use-translation";
import type { CommentedQuestion, NewComment } from "../model";

type NewCommentsProps = { questions: readonly CommentedQuestion[]; hrefOf: (comment: NewComment) => string };

/** What others wrote since, under the questions it is about. The time of a comment is the link to it. */
export function NewComments({ questions, hrefOf }: NewCommentsProps) {
  const { t } = useTranslation("readings");
  const { t: words } = useTranslation("comments");
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="new-comments" className="grid grid-cols-1 gap-2">
      <h2 id="new-comments" className="text-xl">
        {t("changes.comments")}
      </h2>
      <ol className="grid grid-cols-1">
        {questions.map(({ question, row, label, page, comments }) => (
          <li key={unitOf({ question, row })} className="grid grid-cols-1 gap-3 border-b border-line py-5 last:border-b-0">
            <div className="grid gap-1">
              {page && <p className="text-sm text-ink-soft">{page}</p>}
              <h3 className="max-w-measure text-base">
                {question && (
                  <span className="me-3 font-normal text-ink-soft">
                    <Code>{[question, row].filter(Boolean).join(" ")}</Code>
                  </span>
                )}
                {question ? label : words("page.whole")}
              </h3>
            </div>
            <ul className="grid grid-cols-1 gap-4">
              {comments.map((comment) => (
                <li key={comment.id} className="grid grid-cols-1 gap-2 border-s-4 border-line ps-4">
                  <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="font-semibold">
                      <bdi>{comment.author}</bdi>
                    </span>
                    <Badge tone={comment.side === "desk" ? "accent" : "neutral"}>{words(`side.${comment.side}`)}</Badge>
                    {comment.kind === "internal" && (
                      <Badge tone="warning" icon="lock">
                        {words("kind.internal")}
                      </Badge>
                    )}
                    <Link to={hrefOf(comment)} aria-label={words("comment.link", { name: comment.author })} className="text-sm">
                      <DateTime at={comment.at} />
                    </Link>
                  </p>
                  <PlainText text={comment.excerpt} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
