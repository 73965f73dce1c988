import { Link } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/date-time";
import { useTranslation } from "~/ui/use-translation";
import { UserText } from "~/ui/user-text";
import { commentAnchor, type CommentDto } from "../model";
import type { SpotHref } from "./comment-spots";

/** What somebody wrote, with whom it calls and the texts it had before. Its time is the link to it. */
export function CommentItem({ comment, thread, href }: { comment: CommentDto; thread: string; href: SpotHref }) {
  const { t } = useTranslation("comments");
  const { id, author, side, text, at, editedAt, earlier, mentions, isEditable } = comment;
  return (
    <li id={commentAnchor(id)} className="grid gap-2 border-t border-line py-4 target:bg-accent-soft">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">
          <bdi>{author}</bdi>
        </span>
        <Badge tone={side === "desk" ? "accent" : "neutral"}>{t(`side.${side}`)}</Badge>
        <Link to={href({ thread, comment: id })} aria-label={t("comment.link", { name: author })} className="text-sm">
          <DateTime at={at} />
        </Link>
        {editedAt && (
          <span className="text-sm text-ink-soft">
            {t("comment.edited")} <DateTime at={editedAt} />
          </span>
        )}
        {isEditable && (
          <Link to={href({ thread, edit: id, comment: id })} className="text-sm">
            {t("comment.edit")}
          </Link>
        )}
      </p>
      <UserText text={text} />
      {mentions.length > 0 && (
        <p dir="auto" className="text-sm text-ink-soft">
          {t("comment.mentions", { names: mentions.map((name) => `@\u2068${name}\u2069`).join(" ") })}
        </p>
      )}
      {earlier.map(({ text: was, until }) => (
        <details key={until} className="text-sm">
          <summary className="w-fit text-accent underline">
            {t("comment.earlier")} <DateTime at={until} />
          </summary>
          <div className="mt-2 border-s-4 border-line ps-4">
            <UserText text={was} />
          </div>
        </details>
      ))}
    </li>
  );
}
