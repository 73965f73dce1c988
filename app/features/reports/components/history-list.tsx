import { useTranslation } from "~/ui/use-translation";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { LinkButton } from "~/ui/link-button";
import type { HistoryItem, HistoryPage } from "../model/history";
import { shownRevision } from "../model/proposals";
import { ChangedText } from "./changed-text";

/** Longer than this, a text with its changes is folded. */
const LONG = 1_500;

type HistoryListProps = {
  page: HistoryPage;
  /** Where a text is looked at before it is put back; null where nothing may be written. */
  restoreAt: ((save: string) => string) | null;
};

/** The saves of an answer, each with who, when, how and what it changed. */
export function HistoryList({ page: { items, current }, restoreAt }: HistoryListProps) {
  const standing = items.find(({ revision, comparedWith }) => revision === current?.revision && comparedWith !== revision);
  return (
    <ol className="grid grid-cols-1 gap-4">
      {items.map((item) => (
        <Item key={item.id} item={item} isCurrent={item === standing} restoreAt={item.revision === current?.revision ? null : restoreAt} />
      ))}
    </ol>
  );
}

function Item({ item, isCurrent, restoreAt }: { item: HistoryItem; isCurrent: boolean; restoreAt: HistoryListProps["restoreAt"] }) {
  const { t } = useTranslation("history");
  const { id, revision, comparedWith, author, savedAt, via, source, language, confidential } = item;
  return (
    <Card
      as="li"
      title={revision === null ? t("aside") : t("revision", { revision: shownRevision(revision) })}
      badge={
        <span className="flex flex-wrap gap-2">
          {isCurrent && <Badge tone="success">{t("current")}</Badge>}
          {confidential && <Badge icon="lock">{t("confidential")}</Badge>}
        </span>
      }
      footer={
        restoreAt && (
          <LinkButton to={restoreAt(id)} size="sm" icon="history" preventScrollReset={false} aria-describedby={`save-${id}`}>
            {revision === null ? t("restore.aside") : t("restore.revision", { revision: shownRevision(revision) })}
          </LinkButton>
        )
      }
    >
      <p id={`save-${id}`} className="text-sm text-ink-soft">
        <bdi>{author}</bdi> · <DateTime at={savedAt} /> · {t(`savedVia.${via}`, { name: `\u2068${source ?? ""}\u2069` })} ·{" "}
        {t("language", { language: `\u2068${LANGUAGE_NAMES[language]}\u2069` })}
      </p>
      {revision === null && <p className="text-sm">{t("asideText", { revision: shownRevision(comparedWith) })}</p>}
      {item.changesMark && <p className="text-sm">{t(confidential ? "marked" : "unmarked")}</p>}
      <Changes item={item} />
    </Card>
  );
}

function Changes({ item: { pieces, revision, comparedWith, changesMark, language } }: { item: HistoryItem }) {
  const { t } = useTranslation("history");
  if (pieces.length === 0) return changesMark ? null : <p>{t("same")}</p>;
  const length = pieces.reduce((sum, { changes }) => sum + changes.reduce((own, { text }) => own + text.length, 0), 0);
  const body = (
    <div className="grid grid-cols-1 gap-3">
      {pieces.map(({ key, label, changes }) => (
        <div key={key} className="grid grid-cols-1 gap-1">
          {label && <p className="text-sm font-semibold">{label}</p>}
          <ChangedText changes={changes} shows="each" language={language} />
        </div>
      ))}
    </div>
  );
  return (
    <>
      {revision !== null && (
        <p className="text-sm font-semibold">{shownRevision(comparedWith) === 0 ? t("first") : t("changed", { revision: shownRevision(comparedWith) })}</p>
      )}
      {length > LONG ? (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-accent underline">{t("whole")}</summary>
          <div className="mt-2">{body}</div>
        </details>
      ) : (
        body
      )}
    </>
  );
}
