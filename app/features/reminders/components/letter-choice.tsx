import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";

/** Whether reminders come that a reader may do without, and the other choice. */
export function LetterChoice({ isOff }: { isOff: boolean }) {
  const { t } = useTranslation("deadlines");
  return (
    <Form method="post" className="grid gap-3">
      <p className="max-w-measure">{t(isOff ? "letters.isOff" : "letters.isOn")}</p>
      <p className="max-w-measure text-ink-soft">{t("letters.always")}</p>
      <div>
        <Button type="submit" name="intent" value={isOff ? "resume" : "stop"}>
          {t(isOff ? "letters.resume" : "letters.stop")}
        </Button>
      </div>
    </Form>
  );
}
