import { useId, useState, type SyntheticEvent } from "react";
import type { Language } from "~/lib/languages";
import { Field } from "~/ui/field";
import { TextArea } from "~/ui/text-area";
import { useAlive } from "~/ui/use-alive";
import { useTranslation } from "~/ui/use-translation";
import { fromField, writePart } from "../model/parts";

type SelectableTextProps = { place: string; label: string; text: string; language: Language };

/** A text in a field nobody can write to: there a part is selected with the mouse as with the keyboard. Without scripts there are the sentences. */
export function SelectableText({ place, label, text, language }: SelectableTextProps) {
  const { t } = useTranslation("coding");
  const id = useId();
  const [span, setSpan] = useState({ start: 0, end: 0 });
  const alive = useAlive();
  if (!alive) return null;
  const select = ({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>): void =>
    setSpan({ start: fromField(text, selectionStart), end: fromField(text, selectionEnd) });
  const isSelected = span.end > span.start;
  return (
    <Field
      id={`${id}-text`}
      label={label || t("select.label")}
      hint={t("select.hint")}
      footer={
        <p aria-live="polite" className="text-sm text-ink-soft">
          {isSelected ? (
            <>
              {t("select.chosen")} <bdi lang={language}>{text.slice(span.start, span.end)}</bdi>
            </>
          ) : (
            t("select.none")
          )}
        </p>
      }
    >
      {(control) => (
        <>
          <TextArea {...control} readOnly lang={language} value={text} onSelect={select} rows={4} className="max-h-96 overflow-y-auto" />
          {isSelected && <input type="hidden" name="selected" value={writePart({ place, ...span })} />}
        </>
      )}
    </Field>
  );
}
