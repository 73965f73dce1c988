import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import type { CodePage } from "../model";
import { CodeLabel } from "./code-label";
import { codeOptions } from "./code-form";

/** What else is done with a code: taken out of use, merged, split, and what was marked with it shared out. */
export function CodeActs({ page, answer, act }: { page: CodePage; answer: FormAnswer | undefined; act: string }) {
  const { t } = useTranslation("coding");
  const { code, elsewhere, under } = page;
  // Several forms have a field of this name: a refusal speaks of the one that was sent.
  const errors = useFieldErrors(answer);
  const errorOf = (intent: string, field: string) => (act === intent ? errors(field) : undefined);
  const typedIn = (intent: string) => (act === intent ? answer?.typed : undefined);
  const revision = <input type="hidden" name="revision" value={code.revision} />;
  return (
    <section aria-labelledby="acts" className="grid gap-6">
      <h2 id="acts" className="text-xl">
        {t("acts.title")}
      </h2>
      <Form method="post" className="grid gap-2">
        {revision}
        <p>{t(code.retired ? "acts.restoreText" : "acts.retireText")}</p>
        <div>
          <Button type="submit" name="intent" value={code.retired ? "restore" : "retire"}>
            {t(code.retired ? "acts.restore" : "acts.retire")}
          </Button>
        </div>
      </Form>
      {elsewhere.length > 0 && (
        <Form method="post" className="grid max-w-measure gap-3">
          {revision}
          <Field id="merge-into" label={t("acts.mergeInto")} hint={t("acts.mergeText")} error={errorOf("merge", "into")}>
            {(control) => (
              <SelectInput
                {...control}
                name="into"
                placeholder={t("acts.choose")}
                options={codeOptions(elsewhere)}
                defaultValue={typedIn("merge")?.into ?? ""}
              />
            )}
          </Field>
          <div>
            <Button type="submit" name="intent" value="merge">
              {t("acts.merge")}
            </Button>
          </div>
        </Form>
      )}
      {!code.retired && (
        <Form method="post" className="grid max-w-measure gap-3">
          <Field id="split-names" label={t("acts.splitNames")} hint={t("acts.splitText")} error={errorOf("split", "names")}>
            {(control) => <TextArea {...control} name="names" rows={3} defaultValue={typedIn("split")?.names} />}
          </Field>
          <div>
            <Button type="submit" name="intent" value="split">
              {t("acts.split")}
            </Button>
          </div>
        </Form>
      )}
      {page.marks.length > 0 && under.length + elsewhere.length > 0 && (
        <Form method="post" className="grid gap-3">
          <CheckboxGroup
            id="share-marks"
            legend={t("acts.shareMarks")}
            hint={t("acts.shareText")}
            name="marks"
            error={errorOf("share", "marks")}
            defaultValue={typedIn("share")?.marks?.split("\n")}
            options={page.marks.map(({ id, quote, coder, given }) => ({
              value: id,
              text: quote,
              label: (
                <span dir="auto" className="block whitespace-pre-line">
                  {quote}
                </span>
              ),
              hint: (
                <>
                  <bdi>{coder}</bdi>
                  {given && (
                    <>
                      {" · "}
                      {t("acts.given")} <CodeLabel code={given} />
                    </>
                  )}
                </>
              ),
            }))}
          />
          <Field id="share-into" label={t("acts.shareInto")} error={errorOf("share", "into")}>
            {(control) => (
              <SelectInput
                {...control}
                name="into"
                placeholder={t("acts.choose")}
                options={codeOptions([...under, ...elsewhere])}
                defaultValue={typedIn("share")?.into ?? ""}
              />
            )}
          </Field>
          <div>
            <Button type="submit" name="intent" value="share">
              {t("acts.share")}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
