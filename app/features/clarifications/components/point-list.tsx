import type { ReactNode } from "react";
import { TwoTexts } from "~/features/reports/components/two-texts";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { PlainText } from "~/ui/plain-text";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Point, PointState, Turn } from "../model";

const TONES: Readonly<Record<PointState, BadgeTone>> = { open: "warning", answered: "accent", closed: "neutral" };

type PointListProps = { points: readonly Point[]; letterHref: (turn: string) => string; children: (point: Point) => ReactNode };

/** Every point of a report, with all that was said on it, the answer before and after, and what the reader may do. */
export function PointList({ points, letterHref, children }: PointListProps) {
  const { t } = useTranslation("clarifications");
  if (points.length === 0) return <EmptyState title={t("page.none")} />;
  return (
    <ul className="grid gap-6">
      {points.map((point) => (
        <PointCard key={point.id} point={point} letterHref={letterHref}>
          {children(point)}
        </PointCard>
      ))}
    </ul>
  );
}

function PointCard({ point, letterHref, children }: { point: Point; letterHref: PointListProps["letterHref"]; children: ReactNode }) {
  const { t } = useTranslation("clarifications");
  const { question, row, label, state, isOverdue, dueAt, turns, change } = point;
  return (
    <Card
      as="li"
      level={2}
      title={
        <>
          <Code>{row === "" ? question : `${question} ${row}`}</Code> {label}
        </>
      }
      badge={
        <>
          <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
          {isOverdue && <Badge tone="danger">{t("overdue")}</Badge>}
        </>
      }
    >
      {state === "open" && (
        <p>
          {t("due")} <DateTime at={dueAt} />
        </p>
      )}
      <ol className="grid gap-4">
        {turns.map((turn) => (
          <TurnItem key={turn.id} turn={turn} href={letterHref(turn.id)} />
        ))}
      </ol>
      {change && (
        <TwoTexts
          start={{ title: t("diff.before"), pieces: change.before, language: change.beforeLanguage }}
          end={{ title: t("diff.after"), pieces: change.after, language: change.afterLanguage }}
          same={t("diff.same")}
        />
      )}
      {children}
    </Card>
  );
}

function TurnItem({ turn: { kind, text, by, at, symbol, changed, letter }, href }: { turn: Turn; href: string }) {
  const { t } = useTranslation("clarifications");
  const language = useLanguage();
  return (
    <li className="grid gap-2 border-s-4 border-line ps-4">
      <p className="font-semibold">{t(`turn.${kind}`)}</p>
      {text && <PlainText text={text} />}
      {kind === "answered" && (
        <p className="text-sm">
          {changed ? (
            <>
              {t("turn.changed")} <Code>{symbol}</Code>
            </>
          ) : (
            t("turn.unchanged")
          )}
        </p>
      )}
      {letter && (
        <>
          <details>
            <summary className="w-fit text-accent underline">{t("letter.read")}</summary>
            <div lang={language} className="mt-2 grid max-w-measure gap-3">
              <p className="font-semibold">{letter.subject}</p>
              {letter.paragraphs.map((paragraph, index) => (
                <PlainText key={index} text={paragraph} />
              ))}
            </div>
          </details>
          <p>
            <a href={href} download>
              {t("letter.pdf")}
            </a>
          </p>
        </>
      )}
      <p className="text-sm text-ink-soft">
        {by && (
          <>
            <bdi>{by}</bdi> ·{" "}
          </>
        )}
        <DateTime at={at} />
      </p>
    </li>
  );
}
