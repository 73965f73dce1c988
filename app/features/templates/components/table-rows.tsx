import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useFocusAfter } from "~/ui/use-focus-after";
import { fieldName } from "../model/forms";
import { tableKey } from "../model/texts";
import { newRowId } from "../model/values";
import type { TableQuestion } from "../schema";
import { useAnswerForm } from "./answer-form";
import { blankRow, type RowDraft } from "../model/form-values";
import { RowFields } from "./group-fields";
import { RowButton } from "./row-button";

type Row = RowDraft & { id: string };

/** What a button does to a row when the form is posted without a script: `add:B2`, `remove:B2:<row id>`, `up:B2:<row id>`. */
export const rowIntent = (act: "add" | "remove" | "up" | "down", question: string, row?: string): string => [act, question, row].filter(Boolean).join(":");

/** A table as numbered cards: add, remove (and take that back), move. Every button also works without a script. */
export function TableRows({ question }: { question: TableQuestion }) {
  const { t } = useTranslation("reports");
  const { texts, alive, readOnly } = useAnswerForm();
  const { code } = question;
  const { fields, append, insert, remove, swap } = useFieldArray({ name: code, keyName: "key" });
  const rows = fields as unknown as (Row & { key: string })[];
  const [removed, setRemoved] = useState<{ index: number; row: Row } | null>(null);
  const name = texts[tableKey(question, "row")] ?? "";
  const isFull = rows.length >= question.maxRows;
  const focusAfter = useFocusAfter();
  const idOf = (index: number, act?: "up" | "down" | "remove"): string => [`${code}.${index}`, act].filter(Boolean).join("-");
  const addId = `${code}-add`;

  /** The button goes with its row, so that it can be pressed again; at the end of the way it is the one back. */
  const move = (index: number, act: "up" | "down"): void => {
    const to = act === "up" ? index - 1 : index + 1;
    swap(index, to);
    focusAfter(idOf(to, act), idOf(to, act === "up" ? "down" : "up"));
  };
  const take = (index: number): void => {
    const { key: _, ...row } = rows[index]!;
    setRemoved({ index, row });
    remove(index);
    focusAfter(idOf(index), idOf(index - 1), addId);
  };
  const putBack = ({ index, row }: { index: number; row: Row }): void => {
    const at = Math.min(index, rows.length);
    insert(at, row);
    setRemoved(null);
    focusAfter(idOf(at));
  };
  return (
    <div className="grid gap-4">
      <ol className="grid gap-4">
        {rows.map((row, index) => {
          const title = t("answerView.row", { name, number: index + 1 });
          return (
            <li key={row.key}>
              <fieldset id={idOf(index)} tabIndex={-1} className="min-w-0 rounded-sm border border-line bg-surface p-4 sm:p-5">
                <legend className="sr-only">{title}</legend>
                <div className="mb-2 flex flex-wrap items-center justify-end gap-1">
                  {/* In this line and not as the legend: long titles and the buttons make room for each other. */}
                  <span aria-hidden="true" className="me-auto font-semibold">
                    {title}
                  </span>
                  {!readOnly && index > 0 && (
                    <RowButton
                      id={idOf(index, "up")}
                      intent={rowIntent("up", code, row.id)}
                      label={t("table.up", { title })}
                      text={t("table.moveUp")}
                      act={alive ? () => move(index, "up") : undefined}
                    />
                  )}
                  {!readOnly && index < rows.length - 1 && (
                    <RowButton
                      id={idOf(index, "down")}
                      intent={rowIntent("down", code, row.id)}
                      label={t("table.down", { title })}
                      text={t("table.moveDown")}
                      act={alive ? () => move(index, "down") : undefined}
                    />
                  )}
                  {!readOnly && (
                    <RowButton
                      id={idOf(index, "remove")}
                      intent={rowIntent("remove", code, row.id)}
                      label={t("table.remove", { title })}
                      text={t("table.removeRow")}
                      act={alive ? () => take(index) : undefined}
                    />
                  )}
                </div>
                <div>
                  <input type="hidden" name={fieldName(question, index, "id")} value={row.id} />
                  <RowFields question={question} fields={question.fields} path={[index]} initial={row} dense={question.layout === "rows"} />
                </div>
              </fieldset>
            </li>
          );
        })}
      </ol>
      {removed && (
        <Notice
          tone="info"
          live
          actions={
            <Button id={`${code}-undo`} type="button" size="sm" onClick={() => putBack(removed)}>
              {t("table.undo")}
            </Button>
          }
        >
          {t("table.removed", { name })}
        </Notice>
      )}
      {!readOnly && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            id={addId}
            type={alive ? "button" : "submit"}
            size="sm"
            icon="plus"
            name="intent"
            value={rowIntent("add", code)}
            onClick={alive ? () => append(blankRow(question, newRowId())) : undefined}
          >
            {texts[tableKey(question, "add")] ?? t("table.add")}
          </Button>
          <span className="text-sm text-ink-soft">
            {isFull ? t("table.full", { count: question.maxRows }) : t("table.atMost", { count: question.maxRows })}
          </span>
        </div>
      )}
    </div>
  );
}
