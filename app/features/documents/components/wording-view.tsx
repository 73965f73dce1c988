import { Form, useNavigation } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { FactList } from "~/ui/fact-list";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { WordingAnswer, WordingPage } from "../model/pages";
import { WordedMark } from "./sentence-mark";

/** What was offered for a sentence, with whose words it is or why it is not taken; nothing where it was not asked for. */
export function OfferedWords({ answer, text, written }: { answer: WordingAnswer; text: string; written: Language }) {
  const { t } = useTranslation("synthesis");
  const offered = answer.sentences.find((sentence) => sentence.text === text);
  if (!offered) return null;
  return (
    <div className="grid justify-items-start gap-1 border-s-4 border-accent-line ps-4">
      {offered.worded !== "" && (
        <span lang={written} dir="auto" className={offered.why === null ? undefined : "text-ink-soft line-through"}>
          {offered.worded}
        </span>
      )}
      {offered.why === null ? (
        <WordedMark provider={answer.provider} />
      ) : (
        <span className="text-sm">{t("wording.untaken", { provider: answer.provider, why: t(`wording.why.${offered.why}`) })}</span>
      )}
    </div>
  );
}

type WordingFormProps = { wording: WordingPage; digest: string; answer: FormAnswer | undefined };

/** Asks somebody else to word the text anew: what goes out and what is taken is said before. */
export function WordingForm({ wording: { name, seconds, answer: said }, digest, answer }: WordingFormProps) {
  const { t } = useTranslation("synthesis");
  const language = useLanguage();
  const { state, formData } = useNavigation();
  const provider = said?.provider ?? name;
  return (
    <section id="wording" aria-labelledby="wording-title" className="grid max-w-measure gap-4">
      <h2 id="wording-title" className="text-xl">
        {t("wording.title", { provider })}
      </h2>
      {said && (
        <>
          <p role="status">{t("wording.answered", { provider })}</p>
          <FactList
            facts={[
              [t("wording.offered"), formatNumber(said.sentences.length, language)],
              [t("wording.taken"), formatNumber(takenIn(said), language)],
            ]}
          />
        </>
      )}
      <p>{t("wording.lead", { provider: name })}</p>
      <p>{t("wording.rules")}</p>
      <p>{t("wording.marked")}</p>
      <Form method="post" className="grid gap-4">
        <RefusalSummary refusal={answer?.refusal} prefix="wording" />
        <input type="hidden" name="digest" value={digest} />
        <p id="wording-wait" className="text-sm text-ink-soft">
          {t("wording.wait", { seconds: formatNumber(seconds, language) })}
        </p>
        <div>
          <Button type="submit" name="intent" value="ask" aria-describedby="wording-wait" pending={state !== "idle" && formData?.get("intent") === "ask"}>
            {t(said ? "wording.again" : "wording.ask", { provider: name })}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** How many sentences of an answer are taken. */
export const takenIn = ({ sentences }: WordingAnswer): number => sentences.filter(({ why }) => why === null).length;
