import { formatDay, formatInstant, formatTime, GENEVA, NEW_YORK } from "~/lib/dates";
import { useTranslation } from "./use-translation";
import { useLanguage } from "./use-language";
import { useReaderZone } from "./reader-zone";

const FORMATS = { instant: formatInstant, day: formatDay, time: formatTime };

type DateTimeProps = {
  at: Date | string;
  /** A moment with its zone, a day, or a time of day. */
  show?: keyof typeof FORMATS;
  /** A fixed zone (the legal time of a deadline); else the reader's. */
  timeZone?: string;
};

/** A time in the reader's language and zone. */
export function DateTime({ at, show = "instant", timeZone }: DateTimeProps) {
  const language = useLanguage();
  const own = useReaderZone();
  // Server and browser may write the same time with other spaces.
  return (
    <time dateTime={new Date(at).toISOString()} suppressHydrationWarning>
      {FORMATS[show](at, language, timeZone ?? own)}
    </time>
  );
}

/**
 * One moment in the reader's zone, in Geneva and in New York: for deadlines. Always three lines, also where two say the
 * same: the reader's zone is known only once the page is alive, and what stands below must not move then.
 */
export function DateTimeInZones({ at }: { at: Date | string }) {
  const { t } = useTranslation("common");
  return (
    <span className="inline-grid gap-0.5">
      <DateTime at={at} />
      <span className="text-sm text-ink-soft">
        {t("zone.geneva")} <DateTime at={at} timeZone={GENEVA} />
      </span>
      <span className="text-sm text-ink-soft">
        {t("zone.newYork")} <DateTime at={at} timeZone={NEW_YORK} />
      </span>
    </span>
  );
}
