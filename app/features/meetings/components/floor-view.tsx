import type { ReactNode } from "react";
import { Form, Link } from "@remix-run/react";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { FloorPage, ShownTurn } from "../model";
import { meetingLinks } from "../model/address";
import { ItemTitle } from "./agenda";
import { StandingBadge } from "./speaker-list";

type Item = NonNullable<FloorPage["item"]>;

/** The items of the agenda, each with how many are still to speak. */
export function FloorItems({ floor: { meeting, items, item: shown } }: { floor: FloorPage }) {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  return (
    <nav aria-label={t("agenda")}>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {items.map((item) => (
          <li key={item.id}>
            <Link
              to={meetingLinks.floor(language, meeting.id, item.id)}
              aria-current={item.id === shown?.id ? "true" : undefined}
              className="inline-flex min-h-11 items-center gap-2 aria-[current]:font-semibold"
            >
              <ItemTitle item={item} written={meeting.language} />
              {item.left > 0 && <span className="text-ink-soft">{t("floor.left", { count: item.left })}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Marks({ turn, children }: { turn: ShownTurn; children: ReactNode }) {
  return (
    <Form method="post" className="flex flex-wrap gap-4">
      <input type="hidden" name="turn" value={turn.id} />
      {children}
    </Form>
  );
}

/** Who has the floor, in letters a room can read, and what the chair marks of them: the first things the keyboard reaches. */
export function CurrentSpeaker({ item: { current }, mayWrite }: { item: Item; mayWrite: boolean }) {
  const { t } = useTranslation("meetings");
  return (
    <section aria-labelledby="speaking" className="grid gap-5 rounded-md border-2 border-line bg-surface p-6">
      <h2 id="speaking" className="text-xl text-ink-soft">
        {t("floor.speaking")}
      </h2>
      <p aria-live="polite" className="text-[clamp(2.2rem,7vw,5rem)] leading-tight font-semibold text-accent-strong wrap-anywhere">
        {current ? <bdi>{current.party.name}</bdi> : t("floor.nobody")}
      </p>
      {current && mayWrite && (
        <Marks turn={current}>
          <Button type="submit" name="intent" value="speak" variant="primary">
            {t("floor.speak")}
          </Button>
          <Button type="submit" name="intent" value="miss">
            {t("floor.miss")}
          </Button>
        </Marks>
      )}
    </section>
  );
}

/** Who comes next, in order. */
export function NextSpeakers({ item: { next } }: { item: Item }) {
  const { t } = useTranslation("meetings");
  return (
    <section aria-labelledby="next" className="grid gap-4">
      <h2 id="next" className="text-2xl">
        {t("floor.next")}
      </h2>
      {next.length === 0 ? (
        <p className="text-xl text-ink-soft">{t("floor.noNext")}</p>
      ) : (
        <ol className="grid">
          {next.map(({ id, party, standing }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-b border-line py-3 text-[clamp(1.3rem,3vw,2.2rem)] leading-tight"
            >
              <bdi>{party.name}</bdi>
              {standing === "waiting" && <StandingBadge standing={standing} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Whom the chair has marked, each of which can be taken back. */
export function MarkedSpeakers({ item: { done }, mayWrite }: { item: Item; mayWrite: boolean }) {
  const { t } = useTranslation("meetings");
  if (done.length === 0) return null;
  return (
    <section aria-labelledby="marked" className="grid gap-4">
      <h2 id="marked" className="text-xl">
        {t("floor.marked")}
      </h2>
      <ul className="grid gap-3">
        {done.map((turn) => (
          <li key={turn.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <bdi>{turn.party.name}</bdi>
            <StandingBadge standing={turn.standing} />
            {mayWrite && (
              <Marks turn={turn}>
                <Button type="submit" name="intent" value="recall" size="sm">
                  {t("floor.recall")}
                </Button>
              </Marks>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where nothing is on the agenda. */
export function NoItems() {
  const { t } = useTranslation("meetings");
  return <EmptyState title={t("agendaNone")} />;
}
