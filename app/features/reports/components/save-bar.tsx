import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { QueueView } from "~/features/saves/model/queue-states";
import { formatTime } from "~/lib/dates";
import { links } from "~/lib/links";
import { lazyPart } from "~/ui/lazy-part";
import { useReaderZone } from "~/ui/reader-zone";
import { SaveState } from "~/ui/save-state";
import { useLanguage } from "~/ui/use-language";
import { useKept, useSaving } from "./autosave";
import { SAVE_TONES } from "./tones";

/** Where signing in over the page cannot be had: it is fetched when it is needed, and there may be no line then. */
function SignInLink() {
  const { t } = useTranslation("reports");
  return (
    <a href={links.signIn(useLanguage())} target="_blank" rel="noopener">
      {t("saving.signIn")}
    </a>
  );
}
const SignInOver = lazyPart(() => import("./sign-in-over"), SignInLink);

const needsSignIn = ({ halt }: QueueView): boolean => halt !== null && (halt.kind === "signed_out" || halt.code === "identity.other_person");

/** True from the moment the author has to sign in until it has helped: another attempt under way does not take the dialog from them. */
function useSignedOut(saving: QueueView): boolean {
  const [isOut, setOut] = useState(false);
  const now = needsSignIn(saving) || (isOut && (saving.status === "sending" || saving.status === "here"));
  if (now !== isOut) setOut(now);
  return now;
}

/** Words of their own for why nothing is saved; all others are one. */
const LOCKED: Readonly<Record<string, "cycleClosed" | "inClearance" | "otherPerson" | undefined>> = {
  "report.cycle_closed": "cycleClosed",
  "report.in_clearance": "inClearance",
  "identity.other_person": "otherPerson",
};

/** The state of saving the whole page, always in the same place. Only what needs the author is read out. */
export function SavingState({ alive, openedAt }: { alive: boolean; openedAt: string }) {
  const { t } = useTranslation("reports");
  const saving = useSaving();
  const isSignedOut = useSignedOut(saving);
  const words = useWords(saving, openedAt);
  const needsAuthor = saving.halt !== null || ["waiting", "conflict", "refused"].includes(saving.status);
  const spoken = useSettled(needsAuthor ? words : "");
  if (!alive) return <SaveState tone="quiet">{t("saving.byButton")}</SaveState>;
  return (
    <>
      <div className="min-w-0 grow basis-64">
        <SaveState tone={saving.halt ? "stopped" : SAVE_TONES[saving.status]}>
          {words}{" "}
          {isSignedOut && (
            <Suspense fallback={<SignInLink />}>
              <SignInOver />
            </Suspense>
          )}
        </SaveState>
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  );
}

/** A text that has stood for a moment: a short break in the line is not worth a word to those who listen. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 1_500);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function useWords({ halt, status, savedAt, counts }: QueueView, openedAt: string): string {
  const kept = useKept();
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const zone = useReaderZone();
  if (halt) return t(`saving.${(halt.kind === "locked" && LOCKED[halt.code]) || halt.kind}`);
  if (status === "waiting")
    return t("saving.both", { waiting: t("saving.waiting", { count: counts.waiting }), advice: t(kept.works ? "saving.kept" : "saving.keepOpen") });
  if (status === "conflict" || status === "refused") return t(`saving.${status}`, { count: counts[status] });
  if (status === "saved") return savedAt && savedAt >= openedAt ? t("saving.saved", { time: formatTime(savedAt, language, zone) }) : t("saving.savedBefore");
  return t(`saving.${status}`);
}
