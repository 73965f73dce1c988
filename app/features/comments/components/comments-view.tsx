import { Link } from "@remix-run/react";
import { AnswerView } from "~/features/reports/components/answer-view";
import type { FileHref } from "~/features/reports/components/field-value";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useTranslation } from "~/ui/use-translation";
import { unitOf } from "~/features/reports/model";
import { THREAD_FILTERS, type CommentsPage, type ThreadFilter, type ThreadGroup, type ThreadPlace } from "../model";
import { BeginForm, EditForm, ReplyForm } from "./comment-form";
import type { SpotHref } from "./comment-spots";
import { FilterLinks } from "./filter-links";
import { ThreadActions } from "./thread-actions";
import { ThreadCard } from "./thread-card";

/** What the last act ended as; each is named in the address, so that a reload repeats nothing. */
export const DONE = ["started", "replied", "edited", "assigned", "resolved", "reopened"] as const;
export type Done = (typeof DONE)[number];

type CommentsViewProps = {
  page: CommentsPage;
  href: SpotHref;
  fileHref: FileHref;
  /** Where an answer stands in the whole document. */
  documentHref?: (place: ThreadPlace) => string;
  /** Of the comment that is being changed. */
  editing: string | null;
  done: Done | null;
  answer: FormAnswer | undefined;
};

/** Filters that say something to the party: its threads are all shared. */
const PARTY_FILTERS: readonly ThreadFilter[] = ["all", "open", "mine", "mentioned", "assigned"];

/** The comments on a signed version: its threads by question, one thread by itself with its forms, or a new one being begun. */
export function CommentsView({ page, href, fileHref, documentHref, editing, done, answer }: CommentsViewProps) {
  const { t } = useTranslation("comments");
  const { version, writing, place, filter, begins, groups, side } = page;
  if (!version) return <EmptyState title={t("page.nothingSigned")} />;
  const at = place ? unitOf(place) : undefined;
  const begun = writing && !writing.thread ? writing : null;
  return (
    <div className="grid grid-cols-1 gap-8">
      <Outcome done={done} answer={answer} />
      {version.state === "recalled" && <Notice>{t("page.recalled")}</Notice>}
      {!begun && begins.length > 0 && (
        <div className="flex flex-wrap gap-3 print:hidden">
          {begins.map((kind) => (
            <LinkButton key={kind} to={href({ begin: kind, place: at })}>
              {t(side === "party" ? "begin.party" : `begin.${kind}`)}
            </LinkButton>
          ))}
        </div>
      )}
      {begun && (
        <BeginForm
          kind={begun.kind}
          side={side}
          places={page.places}
          place={place}
          back={href({ place: at })}
          newId={page.newId}
          people={begun.people}
          called={begun.called}
          answer={answer}
        />
      )}
      {writing?.thread ? (
        <p>
          <Link to={href({})}>{t("page.all")}</Link>
        </p>
      ) : (
        <>
          <FilterLinks
            filters={side === "party" ? PARTY_FILTERS : THREAD_FILTERS}
            current={filter}
            counts={page.counts}
            to={(chosen) => href({ filter: chosen, place: at })}
          />
          {place && (
            <p>
              <Link to={href({ filter })}>{t("page.all")}</Link>
            </p>
          )}
        </>
      )}
      {groups.length === 0 && !begun && <EmptyState title={t("page.none")} />}
      {groups.map((group) => (
        <Group key={unitOf(group)} group={group} page={page} href={href} fileHref={fileHref} documentHref={documentHref} editing={editing} answer={answer} />
      ))}
      <Pager label={t("page.title")} earlier={null} later={page.next && href({ filter, place: at, more: { after: page.next } })} />
    </div>
  );
}

function Outcome({ done, answer }: Pick<CommentsViewProps, "done" | "answer">) {
  const { t } = useTranslation("comments");
  const refusalText = useRefusalText();
  if (answer && !answer.refusal.fields)
    return (
      <Notice tone="error" live>
        {refusalText(answer.refusal)}
      </Notice>
    );
  if (!done || answer) return null;
  return (
    <Notice tone="success" live>
      {t(`done.${done}`)}
    </Notice>
  );
}

type GroupProps = Pick<CommentsViewProps, "page" | "href" | "fileHref" | "documentHref" | "editing" | "answer"> & { group: ThreadGroup };

/** The threads of one question, beside what was answered. */
function Group({ group, page, href, fileHref, documentHref, editing, answer }: GroupProps) {
  const { t } = useTranslation("comments");
  const { question, row, label, answer: shown, threads } = group;
  const title = `comments-on-${[question, row].filter(Boolean).join("-") || "version"}`;
  const { writing, others, words, newId } = page;
  const alone = writing?.thread ?? null;
  const edited = alone?.comments.find(({ id, isEditable }) => isEditable && id === editing);
  return (
    <section aria-labelledby={title} className="grid grid-cols-1 items-start gap-x-8 gap-y-4 lg:grid-cols-2">
      <div className="grid min-w-0 content-start gap-3 border-t-2 border-line-strong pt-3">
        <h2 id={title} className="max-w-measure text-lg">
          {question === "" ? (
            t("page.whole")
          ) : (
            <>
              <span className="me-3 text-ink-soft">
                <Code>{[question, row].filter(Boolean).join(" ")}</Code>
              </span>
              {label}
            </>
          )}
        </h2>
        {shown && <AnswerView question={shown.question} value={shown.value} texts={words} language={shown.language} fileHref={fileHref} />}
        {shown && documentHref && (
          <p className="text-sm print:hidden">
            <Link to={documentHref(group)}>{t("page.document")}</Link>
          </p>
        )}
        {!shown && question !== "" && <p className="text-ink-soft">{t("page.notShown")}</p>}
      </div>
      <div className="grid min-w-0 gap-4">
        {threads.map((thread) => (
          <ThreadCard
            key={thread.id}
            thread={thread}
            other={others[thread.id] ?? null}
            question={shown?.question ?? null}
            words={words}
            fileHref={fileHref}
            href={href}
            alone={alone !== null}
          >
            {alone && writing && (
              <>
                {edited ? (
                  <EditForm key={edited.id} comment={edited} back={href({ thread: thread.id, comment: edited.id })} answer={answer} />
                ) : (
                  thread.may.reply && (
                    <ReplyForm
                      key={newId}
                      thread={thread.id}
                      isResolved={thread.state === "resolved"}
                      newId={newId}
                      people={writing.people}
                      called={writing.called}
                      answer={answer}
                    />
                  )
                )}
                {(thread.may.resolve || thread.may.assign) && (
                  <ThreadActions key={thread.revision} thread={thread} assignable={writing.assignable} answer={answer} />
                )}
              </>
            )}
          </ThreadCard>
        ))}
      </div>
    </section>
  );
}
