import type { Names } from "~/features/reference/queries.server";
import { unitOf } from "~/features/reports/model";
import { firstLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import type { ThreadKind, ThreadPlace } from "../model";
import type { Door } from "../queries/doors.server";
import type { Reader } from "../queries/people.server";

type Told = {
  told: "mentioned" | "assigned";
  to: Reader;
  door: Pick<Door, "reportId">;
  thread: ThreadPlace & { id: string; kind: ThreadKind };
  /** The comment that calls them; null where the thread was given to them. */
  comment: string | null;
};

/**
 * Tells somebody who reads a thread, in their own language, that a comment calls them or that the thread is theirs. What
 * was written stays behind the link: a mail is read on other people's machines, and an answer may be confidential.
 */
export async function writeCommentMail(tx: Tx, ctx: UserCtx, { told, to, door, thread, comment }: Told): Promise<void> {
  const report = await tx.report.findUniqueOrThrow({
    where: { id: door.reportId },
    select: {
      language: true,
      party: { select: { names: true } },
      submissions: { where: { commentThreads: { some: { id: thread.id } } }, take: 1, select: { id: true, symbol: true } },
    },
  });
  const [version] = report.submissions;
  if (!version) throw new Error(`thread ${thread.id} stands on no version`);
  const language = firstLanguage(to.language, to.side === "party" ? report.language : null);
  const t = translator(language);
  const facts = { name: ctx.actor.name, party: (report.party.names as Names)[language], symbol: version.symbol, place: unitOf(thread) };
  const spot = { thread: thread.id, comment };
  const href = to.side === "desk" ? links.deskComments(language, version.id, spot) : links.comments(language, door.reportId, spot);
  await writeMail(tx, {
    to: to.email,
    language,
    kind: `comment.${told}`,
    ...renderMail({
      language,
      subject: t(`comments:mail.${told}.subject`, facts),
      paragraphs: [
        t(thread.question === "" ? `comments:mail.${told}.whole` : `comments:mail.${told}.answer`, facts),
        t(to.side === "party" ? "comments:mail.shared" : `comments:mail.${thread.kind}`),
      ],
      link: { label: t("comments:mail.link"), href: ctx.origin + href },
    }),
  });
}
