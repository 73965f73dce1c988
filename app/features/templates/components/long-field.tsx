import { Suspense, useRef, useState, type ClipboardEvent } from "react";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import type { ControlProps } from "~/ui/field";
import { lazyPart } from "~/ui/lazy-part";
import { TextArea } from "~/ui/text-area";
import { useAnswerForm, type FieldProps } from "./answer-form";
import { insertLink, insertTable, toggleList, toggleMark, type Selection } from "./markdown-edit";
import { typeInto } from "./type-into";

const Preview = lazyPart(async () => ({ default: (await import("~/ui/user-text")).UserText }));

/** Lines an empty answer shows, by how much is asked for. */
const rowsFor = (words: number | undefined, compact: boolean): number => (compact ? 2 : !words || words < 60 ? 3 : words < 200 ? 6 : 10);

const EDITS = {
  bold: (selection: Selection) => toggleMark(selection, "**"),
  italic: (selection: Selection) => toggleMark(selection, "*"),
  list: (selection: Selection) => toggleList(selection, false),
  numbered: (selection: Selection) => toggleList(selection, true),
  link: insertLink,
  table: insertTable,
} as const;
const NAMES = Object.keys(EDITS) as (keyof typeof EDITS)[];

/** A text of any length, in a plain text area: letters compose safely, and it works without a script. */
export function LongField({ field, name, initial, compact = false, labelledBy, control }: FieldProps & { control: ControlProps }) {
  const { t } = useTranslation("reports");
  const { register, getValues } = useFormContext();
  const { alive, readOnly, language } = useAnswerForm();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const { ref, ...own } = register(name);

  const edit = (kind: keyof typeof EDITS): void => {
    const box = area.current;
    if (box) typeInto(box, EDITS[kind]({ text: box.value, start: box.selectionStart, end: box.selectionEnd }));
  };
  const textArea = (
    <TextArea
      {...control}
      {...own}
      ref={(box) => {
        ref(box);
        area.current = box;
      }}
      aria-labelledby={labelledBy}
      lang={language}
      rows={rowsFor(field.words, compact)}
      defaultValue={typeof initial === "string" ? initial : ""}
      readOnly={readOnly}
      hidden={preview !== null}
      onPaste={paste}
      onCompositionStart={({ currentTarget }) => void composed.add(currentTarget)}
      onCompositionEnd={({ currentTarget }) => void composed.delete(currentTarget)}
      className={compact ? "min-w-32" : undefined}
    />
  );
  if (compact) return textArea;
  return (
    <div className="grid gap-1.5">
      {!readOnly && (
        <div
          role="toolbar"
          aria-label={t("text.toolbar")}
          aria-controls={control.id}
          className={alive ? "flex flex-wrap gap-1" : "invisible flex flex-wrap gap-1"}
        >
          {NAMES.map((kind) => (
            <Button key={kind} type="button" variant="quiet" size="sm" disabled={preview !== null} onClick={() => edit(kind)} className="no-underline">
              {t(`text.${kind}`)}
            </Button>
          ))}
          <Button
            type="button"
            variant="quiet"
            size="sm"
            aria-pressed={preview !== null}
            onClick={() => setPreview(preview === null ? String(getValues(name) ?? "") : null)}
          >
            {t(preview === null ? "text.preview" : "text.write")}
          </Button>
        </div>
      )}
      {textArea}
      {preview !== null && (
        <div className="min-h-24 rounded-sm border border-dashed border-line-strong bg-surface px-3 py-2">
          <Suspense fallback={<p className="text-ink-soft">{t("text.loading")}</p>}>
            {preview.trim() ? <Preview text={preview} lang={language} /> : <p className="text-ink-soft">{t("answerView.none")}</p>}
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** Tags that carry structure worth keeping; text without them is pasted as it is. */
const STRUCTURE = /<(?:p|h[1-6]|ul|ol|li|table|b|strong|i|em|a)[\s>]/i;

/** Fields in which letters are being composed now. */
const composed = new WeakSet<HTMLTextAreaElement>();

/**
 * Text copied from a word processor or a page keeps its paragraphs, lists, stress, links and tables. It stands in the field
 * at once, as plain text: what reads the rest comes over the line, and may come late or never.
 */
function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const html = event.clipboardData.getData("text/html");
  const box = event.currentTarget;
  if (box.readOnly || !STRUCTURE.test(html)) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
  const { value, selectionStart: from, selectionEnd: to } = box;
  const caret = from + plain.length;
  if (plain) typeInto(box, { from, to, insert: plain, start: caret, end: caret });
  const run = plain || value.slice(from, to);
  import("./paste-late").then(
    ({ convertPasted }) => convertPasted(box, html, { before: value.slice(0, from), run, after: value.slice(to) }, () => composed.has(box)),
    () => undefined,
  );
}
