import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { useTranslation } from "~/ui/use-translation";
import type { LiveBoard } from "../model";

/**
 * Counts and the latest reports in letters a room can read. Nothing moves: what changes is exchanged where it stands, and
 * of it only the counts are read out.
 */
export function LiveBoardView({ board: { kinds, latest, at } }: { board: LiveBoard }) {
  const { t } = useTranslation("outreach");
  const { t: shared } = useTranslation("public");
  return (
    <div className="grid gap-10">
      <dl aria-live="polite" className="grid gap-6 lg:grid-cols-3">
        {kinds.map(({ audience, submitted, total }) => (
          <div key={audience} className="grid content-start gap-2 rounded-md border-2 border-line bg-surface p-6">
            <dt className="text-2xl font-semibold">{shared(`templates.kind.${audience}`)}</dt>
            <dd className="flex flex-wrap items-baseline gap-x-4 tabular-nums">
              <span className="text-[clamp(4rem,12vw,9rem)] leading-none font-semibold text-accent-strong">{submitted}</span>
              {total !== null && <span className="text-[clamp(1.8rem,4vw,3rem)] leading-none">{t("live.of", { total })}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="latest">
        <h2 id="latest" className="mb-4 text-2xl">
          {t("live.latest")}
        </h2>
        {latest.length === 0 ? (
          <p className="text-2xl">{t("live.none")}</p>
        ) : (
          <ol className="grid">
            {latest.map(({ code, name, line, submittedAt }) => (
              <li
                key={`${code} ${line}`}
                className="flex flex-wrap items-baseline justify-between gap-x-8 border-b border-line py-3 text-[clamp(1.4rem,3vw,2.4rem)] leading-tight"
              >
                <span>
                  <bdi>{name}</bdi> {line && <Code>{line}</Code>}
                </span>
                <span className="text-ink-soft">
                  <DateTime at={submittedAt} show="day" />
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <p className="text-lg text-ink-soft">
        {t("live.at")} <DateTime at={at} /> · {t("live.note")}
      </p>
    </div>
  );
}
