import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { ProposalLine } from "~/features/negotiations/components/bracket-text";
import { ChangedText } from "~/features/reports/components/changed-text";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Choice } from "~/ui/choice";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
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
  const lost = items.reduce((sum, { orphans }) => sum + orphans.length, 0);
  const loose = items.reduce((sum, { proposals }) => sum + proposals.length, 0);
  return (
    <>
      {problems.length > 0 && <Problems problems={problems} />}
      {lost > 0 && <Notice tone="warning">{t("redraft.lost", { count: lost })}</Notice>}
      {loose > 0 && <Notice tone="warning">{t("redraft.lostProposals", { count: loose })}</Notice>}
      {items.length + added.length === 0 ? (
        <EmptyState title={t("redraft.nothing")} />
      ) : (
        <Form method="post" encType="multipart/form-data" className="grid grid-cols-1 gap-6">
          <input type="hidden" name="items" value={JSON.stringify(items.map(({ paragraph, revision }) => ({ paragraph, revision })))} />
          <input type="hidden" name="chapters" value={JSON.stringify(added.map(({ chapter }) => chapter))} />
          {items.length > 0 && <h2 className="text-xl">{t("redraft.found", { count: items.length })}</h2>}
          {items.map((item, index) => (
            <Item key={item.paragraph} item={item} index={index} language={language} />
          ))}
          {added.length > 0 && <h2 className="text-xl">{t("redraft.added")}</h2>}
          {added.map((one, index) => (
            <Added key={`${one.chapter} ${index}`} added={one} index={index} language={language} />
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

function Item({ item: { number, standing, here, there, orphans, proposals }, index, language }: ItemProps) {
  const { t } = useTranslation("documents");
  const isConflict = standing === "conflict";
  return (
    <Card>
      <p>
        <Badge tone={isConflict ? "warning" : "neutral"}>{t(`redraft.standing.${standing}`)}</Badge>
      </p>
      <Ticked name="unit" index={index} isTicked={!isConflict}>
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
      {isConflict ? (
        <Field id={`redraft-text-${index}`} label={t("redraft.text", { number })} hint={t("redraft.textHint")}>
          {(control) => <TextArea {...control} name="text" lang={language} rows={6} defaultValue={there} />}
        </Field>
      ) : (
        <input type="hidden" name="text" value={there} />
      )}
    </Card>
  );
}

function Added({ added: { title, text }, index, language }: { added: AddedParagraph; index: number; language: Language }) {
  return (
    <Card>
      <Ticked name="add" index={index} isTicked>
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

function Problems({ problems }: Pick<RedraftPlan, "problems">) {
  const { t } = useTranslation("documents");
  return (
    <Notice tone="warning" title={t("redraft.problems.title")}>
      <p>{t("redraft.problems.lead")}</p>
      <ul className="mt-2 grid list-disc gap-1 ps-5">
        {problems.map(({ code, place }) => (
          <li key={`${code} ${place}`}>
            <Code>{place}</Code> – {t(`redraft.problems.${code}`)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
