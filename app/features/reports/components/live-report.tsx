import { useEffect, useRef, useState } from "react";
import type { Current } from "~/features/saves/model/queue-states";
import type { SaveQueue } from "~/features/saves/model/queue";
import type { Language } from "~/lib/languages";
import { followStream } from "~/ui/follow-stream";
import { Code } from "~/ui/bdi";
import { Icon } from "~/ui/icons";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { AnswerDto } from "../model";
import type { GuestView } from "../model/guests";
import { unitId } from "./save-transport";

type Saved = { question: string; row: string; revision: number };
/** Where the reader is, told at most this often. */
const PLACE_MS = 3_000;

export type LiveReportProps = {
  report: string;
  queue: SaveQueue;
  /** Whether an answer is one of this page. */
  isHere: (question: string, row: string) => boolean;
  /** The question of the field that has the focus. */
  placeOf: (field: Element | null) => string | null;
  /** Takes over a newer answer; says whether it is shown. */
  apply: (unit: string, current: Current) => boolean;
};

/**
 * Who else has the report open, and at which question; what they save appears in this page. Where the line for it cannot
 * be had, it shows nothing, and saves find out by themselves.
 */
export default function LiveReport(props: LiveReportProps) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const [here, setHere] = useState<readonly GuestView[]>([]);
  const [changed, setChanged] = useState<{ name: string; question: string } | null>(null);
  const given = useRef(props);
  given.current = props;
  const { report } = props;
  useEffect(
    () =>
      follow(report, language, {
        here: setHere,
        wants: (saved) => isNews(given.current, saved),
        got: (answer) => {
          const { question, row, updatedBy } = answer;
          if (given.current.apply(unitId(question, row), answer)) setChanged({ name: updatedBy, question });
        },
        place: () => given.current.placeOf(document.activeElement),
        changed: (again) => given.current.queue.subscribe(again),
      }),
    [report, language],
  );
  return (
    <>
      {here.length > 0 && (
        <p className="flex min-w-0 order-first basis-full flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <Icon name="people" />
          {t("live.here")}
          {here.map(({ name, question }, index) => (
            <span key={index}>
              <bdi>{name}</bdi>
              {question !== null && (
                <>
                  {" "}
                  <Code>{question}</Code>
                </>
              )}
            </span>
          ))}
        </p>
      )}
      <p role="status" className="sr-only">
        {changed && t("live.changed", changed)}
      </p>
    </>
  );
}

/** Is that of this page, newer than what it shows, and nothing of the author's in the way? */
function isNews({ queue, isHere }: LiveReportProps, saved: Saved): boolean {
  if (!isHere(saved.question, saved.row)) return false;
  const { status, revision } = queue.view(unitId(saved.question, saved.row));
  return saved.revision > revision && (status === "saved" || status === "untouched");
}

type Follower = {
  here: (guests: readonly GuestView[]) => void;
  wants: (saved: Saved) => boolean;
  got: (answer: AnswerDto) => void;
  place: () => string | null;
  /** Calls back whenever saving has gone on: what was in the way may be gone. */
  changed: (again: () => void) => () => void;
};

/** Follows a report while its page is in sight: a tab that is not looked at keeps no line busy. Answers how to stop. */
function follow(report: string, reader: Language, { here, wants, got, place: placeNow, changed }: Follower): () => void {
  const base = `/api/v1/reports/${report}`;
  const heard = new Map<string, Saved>();
  let page: string | null = null;

  const fetchNews = (): void => {
    for (const [unit, saved] of heard) {
      if (!wants(saved)) continue;
      heard.delete(unit);
      fetch(`${base}/answers/${encodeURIComponent(saved.question)}?row=${encodeURIComponent(saved.row)}&lang=${reader}`)
        .then((response) => (response.ok ? (response.json() as Promise<AnswerDto>) : null))
        .then((answer) => answer && got(answer))
        .catch(() => heard.set(unit, saved));
    }
  };
  const hear = (list: readonly Saved[]): void => {
    for (const saved of list) heard.set(unitId(saved.question, saved.row), saved);
    fetchNews();
  };
  let told: string | null = null;
  let place: string | null = null;
  let later: ReturnType<typeof setTimeout> | undefined;
  const tellPlace = (): void => {
    later = undefined;
    if (!page || told === place) return;
    told = place;
    void fetch(`${base}/live/${page}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ question: place }),
    }).catch(() => undefined);
  };
  const look = (): void => {
    place = placeNow();
    later ??= setTimeout(tellPlace, PLACE_MS);
  };
  const heardOf = {
    hello: (hello: { page: string; saved: Saved[] }) => {
      page = hello.page;
      // A page that begins anew has another name, under which nothing has been told.
      told = null;
      tellPlace();
      hear(hello.saved);
    },
    saved: ({ saved }: { saved: Saved[] }) => hear(saved),
    here,
  };
  const lost = (): void => {
    page = null;
    here([]);
  };

  const stopHearing = changed(fetchNews);
  document.addEventListener("focusin", look);
  const stop = followStream(`${base}/live`, heardOf, lost);
  return () => {
    document.removeEventListener("focusin", look);
    clearTimeout(later);
    stopHearing();
    stop();
  };
}
