import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { Progress } from "~/ui/progress";
import { useTranslation } from "~/ui/use-translation";
import { ITEM_STATES, type BulkPage } from "../model/bulk";

/**
 * Carrying an act out, step by step, and undoing it. `going`: the step that has just been made, after which the next is
 * asked for by itself where there is a script; without one, and after a break, by the button.
 */
export function BulkControls({ act, going }: { act: BulkPage; going: string | null }) {
  const { t } = useTranslation("queue");
  const { phase, counts, isOwn, isUndoable, undoUntil } = act;
  const total = ITEM_STATES.reduce((sum, state) => sum + counts[state], 0);
  const isUnder = phase === "running" || phase === "undoing";
  const done = phase === "undoing" ? total - counts.waiting - counts.done : total - counts.waiting;
  const outOf = phase === "undoing" ? total - counts.waiting : total;
  return (
    <section className="grid gap-4 print:hidden">
      {phase !== "rehearsed" && (
        <ul className="flex flex-wrap gap-x-6">
          {ITEM_STATES.filter((state) => counts[state] > 0).map((state) => (
            <li key={state}>{t("bulk.counted", { what: t(`bulk.item.${state}`), count: counts[state] })}</li>
          ))}
        </ul>
      )}
      {isUnder && <Progress label={t("bulk.progress")} value={done} max={outOf} valueText={t("bulk.progressText", { done, total: outOf })} />}
      {!isOwn && <Notice>{t("bulk.other")}</Notice>}
      {isOwn && phase === "rehearsed" && (
        <>
          <p className="text-sm text-ink-soft">{t("bulk.actText")}</p>
          <Step intent="act" text={t("bulk.act")} primary />
        </>
      )}
      {isOwn && isUnder && <Step intent={phase === "running" ? "act" : "undo"} text={t("bulk.goOn")} primary goesOn={going !== null} left={outOf - done} />}
      {isOwn && isUndoable && undoUntil && (
        <>
          <p className="text-sm text-ink-soft">
            {t("bulk.undoUntil")} <DateTime at={undoUntil} />
          </p>
          <Step intent="undo" text={t("bulk.undo")} danger />
        </>
      )}
      {phase === "done" && !isUndoable && <p className="text-sm text-ink-soft">{t("bulk.undoOver")}</p>}
    </section>
  );
}

type StepProps = { intent: "act" | "undo"; text: string; primary?: boolean; danger?: boolean; goesOn?: boolean; left?: number };

function Step({ intent, text, primary = false, danger = false, goesOn = false, left }: StepProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const { state, formData } = useNavigation();
  // Each step leaves fewer: as long as it does, the next is asked for once.
  useEffect(() => {
    if (goesOn && state === "idle" && form.current) submit({ intent }, { method: "post" });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- one request for each step that was made
  }, [goesOn, left]);
  return (
    <Form ref={form} method="post">
      <Button
        type="submit"
        name="intent"
        value={intent}
        variant={primary ? "primary" : danger ? "danger" : "secondary"}
        pending={state !== "idle" && formData?.get("intent") === intent}
      >
        {text}
      </Button>
    </Form>
  );
}
