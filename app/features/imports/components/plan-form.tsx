import { Form, useNavigation } from "@remix-run/react";
import { AnswerChoice } from "~/features/reports/components/answer-choice";
import { Code } from "~/ui/bdi";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { useTranslation } from "~/ui/use-translation";
import type { ImportItem, ImportPlan, Standing } from "../model";
import { shownOf } from "../model/plan";

type Texts = Readonly<Record<string, string>>;

const TONES = { new: "success", changed: "neutral", emptied: "warning", conflict: "warning" } as const satisfies Record<Standing, string>;

/** What a file would change: each answer beside the report's. What nobody else changed is ticked; nothing is taken before the author agrees. */
export function PlanForm({ plan, texts }: { plan: ImportPlan; texts: Texts }) {
  const { t } = useTranslation("imports");
  const isBusy = useNavigation().formData?.get("intent") === "take";
  const { items, same, problems, isOfOther } = plan;
  return (
    <>
      {isOfOther && <Notice tone="warning">{t("ofOther")}</Notice>}
      {problems.length > 0 && <Problems problems={problems} />}
      {items.length === 0 ? (
        <EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState>
      ) : (
        <Form method="post" encType="multipart/form-data" className="grid grid-cols-1 gap-6">
          <h2 className="text-xl">{t("found", { count: items.length })}</h2>
          <input type="hidden" name="answers" value={JSON.stringify(items.map(shownOf))} />
          {items.map((item, index) => (
            <Item key={`${item.question.code}/${item.row}`} item={item} index={index} texts={texts} />
          ))}
          <div>
            <Button type="submit" name="intent" value="take" variant="primary" pending={isBusy}>
              {t("agree")}
            </Button>
          </div>
          <p className="max-w-measure text-sm text-ink-soft">{t("after")}</p>
        </Form>
      )}
      {same > 0 && <p className="max-w-measure text-ink-soft">{t("same", { count: same })}</p>}
    </>
  );
}

function Item({ item, index, texts }: { item: ImportItem; index: number; texts: Texts }) {
  const { t } = useTranslation("imports");
  const { standing, language } = item;
  return (
    <AnswerChoice
      name="unit"
      value={String(index)}
      isTicked={standing === "new" || standing === "changed"}
      question={item.question}
      row={item.row}
      texts={texts}
      here={{ title: t("here"), value: item.current, language }}
      there={{ title: t("there"), value: item.value, language }}
      badge={<Badge tone={TONES[standing]}>{t(`standing.${standing}`)}</Badge>}
    />
  );
}

function Problems({ problems }: Pick<ImportPlan, "problems">) {
  const { t } = useTranslation("imports");
  return (
    <Notice tone="warning" title={t("problems.title")}>
      <p>{t("problems.lead")}</p>
      <ul className="mt-2 grid list-disc gap-1 ps-5">
        {problems.map(({ code, place, found }) => (
          <li key={`${code} ${place}`}>
            <Code>{place}</Code> – {t(`problems.${code}`)}
            {found && (
              <>
                {" "}
                <bdi className="text-ink-soft">{found}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
