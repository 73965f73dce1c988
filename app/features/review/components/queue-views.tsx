import { Form, Link } from "@remix-run/react";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/checkbox";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { useRefusalText } from "~/ui/refusal-summary";
import { TextInput } from "~/ui/text-input";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import type { QueueViewLine } from "../model/rules";

type QueueViewsProps = {
  views: readonly QueueViewLine[];
  /** The view that is open, if one is. */ current: string;
  /** What would be kept. */ query: string;
  answer?: FormAnswer;
};

/** The saved views of the queue: opened, made, chosen for the start, deleted. */
export function QueueViews({ views, current, query, answer }: QueueViewsProps) {
  const { t } = useTranslation("queue");
  const refused = useRefusalText();
  const open = views.find(({ id }) => id === current);
  const nameError = answer?.refusal.fields?.name;
  return (
    <section aria-label={t("views.title")} className="mb-6 grid gap-2 print:hidden">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        <li>
          <Link to="?all=1" aria-current={current === "" && query === "" ? "true" : undefined} className="aria-[current]:font-semibold">
            {t("views.all")}
          </Link>
        </li>
        {views.map(({ id, name, query: kept, shared }) => (
          <li key={id}>
            <Link to={`?${kept}${kept && "&"}view=${id}`} aria-current={id === current ? "true" : undefined} className="aria-[current]:font-semibold">
              <bdi>{name}</bdi>
            </Link>
            {shared && <span className="text-sm text-ink-soft"> ({t("views.shared")})</span>}
          </li>
        ))}
      </ul>
      <details open={nameError !== undefined} className="group">
        <summary className="flex min-h-11 w-fit items-center gap-2 font-semibold">
          {t("views.save")}
          <Icon name="down" className="group-open:rotate-180" />
        </summary>
        <div className="grid gap-4 rounded-md border border-line bg-surface p-5 sm:max-w-xl">
          <Form method="post" className="grid gap-3">
            <input type="hidden" name="query" value={query} />
            <Field id="view-name" label={t("views.name")} required error={nameError && refused({ code: nameError })}>
              {(control) => <TextInput {...control} name="name" maxLength={80} defaultValue={answer?.typed.name ?? ""} dir="auto" />}
            </Field>
            <Checkbox id="view-shared" name="shared" value="1" label={t("views.share")} />
            <Checkbox id="view-opens" name="opens" value="1" label={t("views.opens")} />
            <div>
              <Button type="submit" name="intent" value="save_view">
                {t("views.submit")}
              </Button>
            </div>
          </Form>
          <div className="flex flex-wrap gap-3 empty:hidden">
            {open && !open.isDefault && <ViewButton intent="default_view" id={open.id} text={t("views.makeDefault")} />}
            {views.some(({ isDefault }) => isDefault) && <ViewButton intent="default_view" id="" text={t("views.clearDefault")} />}
            {open?.isOwn && <ViewButton intent="remove_view" id={open.id} text={t("views.remove")} danger />}
          </div>
        </div>
      </details>
    </section>
  );
}

function ViewButton({ intent, id, text, danger = false }: { intent: string; id: string; text: string; danger?: boolean }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <Button type="submit" name="intent" value={intent} variant={danger ? "danger" : "secondary"}>
        {text}
      </Button>
    </Form>
  );
}
