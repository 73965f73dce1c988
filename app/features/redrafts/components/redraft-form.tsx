import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { ProposalLine } from "~/features/negotiations/components/bracket-text";
import { ChangedText } from "~/features/reports/components/changed-text";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Choice } from "~/ui/choice";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { useRefusalText } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import type { AddedParagraph, RedraftItem, RedraftPlan } from "../model";

/**
 * What a file would change: each paragraph with what differs, and the ties and proposals it would cost their words. What nobody else changed is
 * ticked; where the text of the portal went on, somebody writes the one to be saved. Nothing is taken before that.
 */
export function RedraftForm({ plan, language }: { plan: RedraftPlan; language: Language }) {
  const { t } = useTranslation("documents");
  const isBusy = useNavigation().formData?.get("intent") === "take";
  const { items, added, same, problems } = plan;
  const words = useRefusalText();
  const faults = items.flatMap(({ fault }, index) => (fault ? [{ fieldId: `redraft-text-${index}`, message: words({ code: fault }) }] : []));
  const lost = items.reduce((sum, { orphans }) => sum + orphans.length, 0);
  const loose = items.reduce((sum, { proposals }) => sum + proposals.length, 0);
  return (
    <>
      <ErrorSummary items={faults} attempt={plan} />
      {problems.length > 0 && <Problems problems={problems} language={language} />}
      {lost > 0 && <Notice tone="warning">{t("redraft.lost", { count: lost })}</Notice>}
      {loose > 0 && <Notice tone="warning">{t("redraft.lostProposals", { count: loose })}</Notice>}
      {items.length + added.length === 0 ? (
        problems.every(({ text }) => text === undefined) && <EmptyState title={t("redraft.nothing")} />
      ) : (
        <Form method="post" encType="multipart/form-data" className="grid grid-cols-1 gap-6">
          <input
            type="hidden"
            name="items"
            value={JSON.stringify(items.map(({ paragraph, number, revision, standing }) => ({ paragraph, number, revision, standing })))}
          />
          <input type="hidden" name="begun" value={JSON.stringify(added.map(({ id, chapter, title }) => ({ id, chapter, title })))} />
          {items.length > 0 && <h2 className="text-xl">{t("redraft.found", { count: items.length })}</h2>}
          {items.map((item, index) => (
            <Item key={`${item.paragraph} ${item.revision}`} item={item} index={index} language={language} />
          ))}
          {added.length > 0 && <h2 className="text-xl">{t("redraft.added")}</h2>}
          {added.map((one, index) => (
            <Added key={one.id} added={one} index={index} language={language} />
          ))}
          <div>
            <Button type="submit" name="intent" value="take" variant="primary" pending={isBusy}>
              {t("redraft.agree")}
            </Button>
          </div>
          <p className="max-w-measure text-sm text-ink-soft">{t("redraft.after")}</p>
        </Form>
      )}
      {same > 0 && <p className="max-w-measure text-ink-soft">{t("redraft.same", { count: same })}</p>}
    </>
  );
}

type ItemProps = { item: RedraftItem; index: number; language: Language };

function Item({ item: { number, standing, here, there, orphans, proposals, ticked, fault }, index, language }: ItemProps) {
  const { t } = useTranslation("documents");
  const words = useRefusalText();
  const isConflict = standing === "conflict";
  return (
    <Card>
      <p>
        <Badge tone={isConflict ? "warning" : "neutral"}>{t(`redraft.standing.${standing}`)}</Badge>
      </p>
      <Ticked name="unit" index={index} isTicked={ticked ?? !isConflict}>
        {t("paragraph.title", { number })}
      </Ticked>
      <ChangedText changes={diffWords(here, there)} shows="each" language={language} />
      {orphans.length > 0 && (
        <div className="grid gap-1">
          <p className="text-sm font-semibold">{t("redraft.orphans", { count: orphans.length })}</p>
          <ul className="grid list-disc gap-1 ps-6 text-sm">
            {orphans.map((sentence, place) => (
              <li key={place} lang={language} dir="auto">
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      {proposals.length > 0 && (
        <div className="grid gap-1">
          <p className="text-sm font-semibold">{t("redraft.orphanProposals", { count: proposals.length })}</p>
          <ul className="grid list-disc gap-1 ps-6 text-sm">
            {proposals.map((proposal, place) => (
              <li key={place}>
                <ProposalLine proposal={proposal} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {isConflict || fault ? (
        <Field id={`redraft-text-${index}`} label={t("redraft.text", { number })} hint={t("redraft.textHint")} error={fault && words({ code: fault })}>
          {(control) => <TextArea {...control} name="text" lang={language} rows={6} defaultValue={there} />}
        </Field>
      ) : (
        <input type="hidden" name="text" value={there} />
      )}
    </Card>
  );
}

function Added({ added: { title, text, ticked = true }, index, language }: { added: AddedParagraph; index: number; language: Language }) {
  return (
    <Card>
      <Ticked name="add" index={index} isTicked={ticked}>
        <bdi lang={language}>{title}</bdi>
      </Ticked>
      <p lang={language} dir="auto" className="whitespace-pre-line">
        {text}
      </p>
      <input type="hidden" name="new" value={text} />
    </Card>
  );
}

const Ticked = ({ name, index, isTicked, children }: { name: string; index: number; isTicked: boolean; children: ReactNode }) => (
  <Choice type="checkbox" name={name} value={String(index)} defaultChecked={isTicked} label={<span className="font-semibold">{children}</span>} />
);

function Problems({ problems, language }: Pick<RedraftPlan, "problems"> & { language: Language }) {
  const { t } = useTranslation("documents");
  const isOnlyHere = problems.some(({ text }) => text !== undefined);
  return (
    <Notice tone="warning" title={t(isOnlyHere ? "redraft.problems.unsaved" : "redraft.problems.title")}>
      <p>{t(isOnlyHere ? "redraft.problems.copy" : "redraft.problems.lead")}</p>
      <ul className="mt-2 grid list-disc gap-1 ps-5">
        {problems.map(({ code, place, text }, index) => (
          <li key={index}>
            <bdi>{place}</bdi> – {t(`redraft.problems.${code}`)}
            {text !== undefined && (
              <blockquote lang={language} dir="auto" className="mt-1 border-s-4 border-line ps-3 whitespace-pre-line">
                {text}
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
