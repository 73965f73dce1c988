import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { AnswerView } from "~/features/reports/components/answer-view";
import type { FileHref, Texts } from "~/features/reports/components/field-value";
import type { FormQuestion } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import { formatPlace } from "~/lib/keyset";
import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/date-time";
import { useTranslation } from "~/ui/use-translation";
import { threadAnchor, type ThreadDto } from "../model";
import { CommentItem } from "./comment-item";
import type { SpotHref } from "./comment-spots";

type ThreadCardProps = {
  thread: ThreadDto;
  /** The text it speaks of, where that is not the one shown. */
  other: { value: unknown; language: Language } | null;
  question: FormQuestion | null;
  words: Texts;
  fileHref: FileHref;
  href: SpotHref;
  /** By itself on its page it has its forms below, and no way to them. */
  alone: boolean;
  children?: ReactNode;
};

/** A thread: whose it is, where it stands, what was said. */
export function ThreadCard({ thread, other, question, words, fileHref, href, alone, children }: ThreadCardProps) {
  const { t } = useTranslation("comments");
  const { id, kind, state, standing, version, createdBy, assignee, resolved, comments, before, may } = thread;
  const [first] = comments;
  const name = `\u2068${createdBy}\u2069`;
  return (
    <article
      id={threadAnchor(id)}
      aria-labelledby={`${threadAnchor(id)}-title`}
      className={`grid gap-3 rounded-md border border-s-4 border-line bg-surface p-5 sm:p-6 ${kind === "internal" ? "border-s-warning" : "border-s-accent"}`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 id={`${threadAnchor(id)}-title`} className="text-base">
          {t("thread.title", { name })}
        </h3>
        <span className="flex flex-wrap gap-2">
          <Badge tone={kind === "internal" ? "warning" : "accent"} icon={kind === "internal" ? "lock" : undefined}>
            {t(`kind.${kind}`)}
          </Badge>
          <Badge tone={state === "resolved" ? "success" : "neutral"}>{t(`state.${state}`)}</Badge>
        </span>
      </div>
      {(standing === "earlier" || standing === "later") && (
        <div className="grid gap-2 border-s-4 border-line ps-4">
          <p className="font-semibold">{t(`standing.${standing}`, { version: version.number })}</p>
          {other && question ? (
            <AnswerView question={question} value={other.value} texts={words} language={other.language} fileHref={fileHref} />
          ) : (
            <p className="text-ink-soft">{t("standing.none")}</p>
          )}
        </div>
      )}
      {assignee && (
        <p className="text-sm">
          {t("thread.assignee")} <bdi>{assignee.name}</bdi>
        </p>
      )}
      {resolved && (
        <p className="text-sm">
          {t("thread.resolvedBy")} <bdi>{resolved.by}</bdi> · <DateTime at={resolved.at} />
        </p>
      )}
      {before > 0 && first && (
        <p>
          <Link to={href({ thread: id, more: { before: formatPlace({ at: new Date(first.at), id: first.id }) } })}>
            {t("thread.before", { count: before })}
          </Link>
        </p>
      )}
      <ol>
        {comments.map((comment) => (
          <CommentItem key={comment.id} comment={comment} thread={id} href={href} />
        ))}
      </ol>
      {!alone && (
        <p>
          <Link to={href({ thread: id })} aria-label={t("thread.openNamed", { name })}>
            {t(may.reply ? "thread.open" : "thread.read")}
          </Link>
        </p>
      )}
      {children}
    </article>
  );
}
