import { Form } from "@remix-run/react";
import { ChangedText } from "~/features/reports/components/changed-text";
import { MergedText } from "~/features/reports/components/merged-text";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useTranslation } from "~/ui/use-translation";
import { proposeMerge, type TextConflict } from "../model/merge";

type ParagraphConflictProps = { conflict: TextConflict; opId: string; language: Language };

/** Two texts of a paragraph beside each other with what differs and, where they changed different places, the one that has the changes of both. */
export function ParagraphConflict({ conflict, opId, language }: ParagraphConflictProps) {
  const { t } = useTranslation("documents");
  const { current, yours } = conflict;
  const changes = diffWords(current.value, yours);
  const sides = [
    { title: t("conflict.theirs", { name: current.updatedBy }), kind: "removed" },
    { title: t("conflict.mine"), kind: "added" },
  ] as const;
  return (
    <>
      <Notice tone="warning" live title={t("conflict.title", { name: current.updatedBy })}>
        {t("conflict.text")}
      </Notice>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        {sides.map(({ title, kind }) => (
          <section key={kind} aria-label={title} className="grid content-start gap-1 rounded-sm border border-line p-3">
            <h3 className="text-sm">{title}</h3>
            <ChangedText changes={changes.filter((change) => change.kind === "same" || change.kind === kind)} shows="one" language={language} />
          </section>
        ))}
      </div>
      <MergeForm conflict={conflict} opId={opId} language={language} />
    </>
  );
}

/** The changes of both to the text they were typed on, to be saved as they stand; nothing where both changed the same words. */
function MergeForm({ conflict, opId, language }: ParagraphConflictProps) {
  const { t } = useTranslation("documents");
  const { t: history } = useTranslation("history");
  const merge = proposeMerge(conflict);
  if (!merge) return null;
  const { revision, updatedBy } = conflict.current;
  return (
    <Form method="post" className="grid justify-items-start gap-2 rounded-sm border border-line p-3">
      <h3 className="text-sm">{history("conflict.merge")}</h3>
      <p className="max-w-measure text-sm text-ink-soft">{t("conflict.mergeText")}</p>
      <MergedText pieces={merge.pieces} name={updatedBy} language={language} />
      <input type="hidden" name="opId" value={opId} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="via" value="merge" />
      <input type="hidden" name="text" value={merge.value} />
      <Button type="submit" name="intent" value="save">
        {history("conflict.takeMerge")}
      </Button>
    </Form>
  );
}
