import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { RefusalSummary } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { useTranslation } from "~/ui/use-translation";
import { canBecome } from "../model";
import type { ParagraphPage, ShownInput } from "../model/pages";
import { InputAnswer, InputText, StateBadge } from "./input-facts";
import { GroupField } from "./input-forms";

type ListProps = { page: ParagraphPage; answer: FormAnswer | undefined };

/** What is proposed for a paragraph; a party stands behind it by its own act, and takes itself away again. */
export function ProposalList({ page, answer }: ListProps) {
  const { t } = useTranslation("negotiations");
  return (
    <section aria-labelledby="proposals" className="grid gap-4">
      <h2 id="proposals" className="text-xl">
        {t("proposals.title")}
      </h2>
      {page.proposals.length === 0 ? (
        <p className="text-ink-soft">{t("proposals.none")}</p>
      ) : (
        page.proposals.map((input) => <InputCard key={input.id} page={page} input={input} answer={answer?.typed.input === input.id ? answer : undefined} />)
      )}
    </section>
  );
}

/** The comments of the reader's own parties on a paragraph. */
export function CommentList({ page, answer }: ListProps) {
  const { t } = useTranslation("negotiations");
  if (page.comments.length === 0) return null;
  return (
    <section aria-labelledby="comments" className="grid gap-4">
      <h2 id="comments" className="text-xl">
        {t("comments.title")}
      </h2>
      {page.comments.map((input) => (
        <InputCard key={input.id} page={page} input={input} answer={answer?.typed.input === input.id ? answer : undefined} />
      ))}
    </section>
  );
}

function InputCard({ page, input, answer }: ListProps & { input: ShownInput }) {
  const { t } = useTranslation("negotiations");
  const mayWithdraw = canBecome(input.state, "withdrawn", "proponents") && input.disposition === "" && !page.draft.disposed;
  const behind = input.kind === "comment" ? [input.party.id] : input.proponents.map(({ partyId }) => partyId);
  const mine = (input.kind === "comment" ? page.commentFor : page.proposeFor).filter(({ id }) => behind.includes(id));
  const others = input.joinable ? page.proposeFor.filter(({ id }) => !behind.includes(id)) : [];
  return (
    <Card
      as="article"
      level={3}
      title={t(`kind.${input.kind}`)}
      badge={input.kind === "comment" && input.state === "proposed" ? undefined : <StateBadge state={input.state} />}
    >
      <RefusalSummary refusal={answer?.refusal} prefix={input.id} />
      <InputText input={input} documentLanguage={page.draft.language} />
      <p className="text-sm text-ink-soft">
        <DateTime at={input.at} />
      </p>
      <InputAnswer input={input} />
      {others.length > 0 && (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="input" value={input.id} />
          <Field id={`${input.id}-party`} label={t("form.party")}>
            {(control) => <SelectInput {...control} name="party" options={others.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))} />}
          </Field>
          <GroupField prefix={input.id} parties={others} answer={answer} />
          <Button type="submit" name="intent" value="support">
            {t("proposals.support")}
          </Button>
        </Form>
      )}
      {mayWithdraw &&
        mine.map(({ id, name }) => (
          <Form key={id} method="post">
            <input type="hidden" name="input" value={input.id} />
            <input type="hidden" name="party" value={id} />
            <Button type="submit" name="intent" value="withdraw">
              {t(input.kind === "comment" ? "comments.withdraw" : "proposals.withdraw", { party: name })}
            </Button>
          </Form>
        ))}
    </Card>
  );
}
