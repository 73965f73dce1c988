import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { useTranslation } from "~/ui/use-translation";
import type { CodeLine, CodingPage } from "../model";
import { writePart } from "../model/parts";
import { CodeLabel, InLanguage } from "./code-label";
import { SelectableText } from "./selectable-text";
import { SentenceText } from "./sentence-text";

/** Where a code stands in the tree, for a list without levels. */
const pathOf = (codes: readonly CodeLine[], index: number): CodeLine[] => {
  const path: CodeLine[] = [];
  for (let at = index - 1, depth = codes[index]!.depth; at >= 0 && depth > 0; at--)
    if (codes[at]!.depth < depth) {
      path.unshift(codes[at]!);
      depth = codes[at]!.depth;
    }
  return path;
};

type MarkingFormProps = { page: Pick<CodingPage, "texts" | "codes" | "hash" | "language">; answer: FormAnswer | undefined };

/** The texts of an answer, to be marked by their sentences or by what is selected in them. A refused form comes back as it was filled in. */
export function MarkingForm({ page: { texts, codes, hash, language }, answer }: MarkingFormProps) {
  const { t } = useTranslation("coding");
  const errorOf = useFieldErrors(answer);
  const chosen = answer?.typed.parts?.split("\n");
  return (
    <Form method="post" className="grid gap-6">
      <RefusalSummary refusal={answer?.refusal} prefix="coding" />
      <input type="hidden" name="hash" value={hash} />
      {texts.map(({ place, label, text, sentences }, index) => (
        <div key={place} className="grid gap-4">
          <CheckboxGroup
            id={index === 0 ? "coding-parts" : `coding-parts-${index}`}
            name="parts"
            legend={label || t("mark.sentences")}
            hint={index === 0 ? t("mark.sentencesHint") : undefined}
            error={index === 0 ? errorOf("parts") : undefined}
            defaultValue={chosen}
            options={sentences.map(({ start, end, pieces }) => ({
              value: writePart({ place, start, end }),
              text: text.slice(start, end),
              label: <SentenceText pieces={pieces} language={language} />,
            }))}
          />
          <SelectableText key={text} place={place} label={label && t("select.in", { label })} text={text} language={language} />
        </div>
      ))}
      <CheckboxGroup
        id="coding-codes"
        name="codes"
        legend={t("mark.codes")}
        error={errorOf("codes")}
        defaultValue={answer?.typed.codes?.split("\n")}
        options={codes.map((code, index) => ({
          value: code.id,
          text: code.name,
          label: (
            <>
              {pathOf(codes, index).map((above) => (
                <span key={above.id} className="text-ink-soft">
                  <bdi lang={above.language}>{above.name}</bdi> ›{" "}
                </span>
              ))}
              <CodeLabel code={code} />
            </>
          ),
          hint: code.definition && <InLanguage text={code.definition} language={code.definitionLanguage} />,
        }))}
      />
      <div>
        <Button type="submit" name="intent" value="mark" variant="primary">
          {t("mark.submit")}
        </Button>
      </div>
    </Form>
  );
}
