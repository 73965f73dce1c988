import { Form, useNavigation } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { useTranslation } from "~/ui/use-translation";
import type { Person, ThreadDto } from "../model";

/** Gives a thread to somebody, resolves it, opens it again. */
export function ThreadActions({ thread, assignable, answer }: { thread: ThreadDto; assignable: readonly Person[]; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("comments");
  const errorOf = useFieldErrors(answer);
  const { formData } = useNavigation();
  const intent = thread.state === "open" ? "resolved" : "reopened";
  const named = (
    <>
      <input type="hidden" name="thread" value={thread.id} />
      <input type="hidden" name="revision" value={thread.revision} />
    </>
  );
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-4 border-t border-line pt-4">
      {thread.may.resolve && (
        <Form method="post">
          {named}
          <Button type="submit" name="intent" value={intent} pending={formData?.get("intent") === intent}>
            {t(thread.state === "open" ? "form.resolve" : "form.reopen")}
          </Button>
        </Form>
      )}
      {thread.may.assign && (
        <Form method="post" className="flex flex-wrap items-end gap-4">
          {named}
          <Field id="assign-person" label={t("form.assign")} error={errorOf("person")}>
            {(control) => (
              <SelectInput
                {...control}
                name="person"
                placeholder={t("form.nobody")}
                defaultValue={thread.assignee?.id ?? ""}
                options={assignable.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Button type="submit" name="intent" value="assigned" pending={formData?.get("intent") === "assigned"}>
            {t("form.assignSubmit")}
          </Button>
        </Form>
      )}
    </div>
  );
}
