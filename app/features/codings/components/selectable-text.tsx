import { useEffect, useId, useRef, useState, type SyntheticEvent } from "react";
import type { Language } from "~/lib/languages";
import { Field } from "~/ui/field";
import { TextArea } from "~/ui/text-area";
import { useAlive } from "~/ui/use-alive";
import { useTranslation } from "~/ui/use-translation";
import { fromField, writePart } from "../model/parts";

type SelectableTextProps = { place: string; label: string; text: string; language: Language };

const keepAsItIs = (event: Event): void => event.preventDefault();

/**
 * A text in a field that takes no input: there a part is selected with the mouse as with the keyboard. Without scripts there
 * are the sentences. It is not read-only by attribute: browsers give such a field no cursor that keys could move.
 */
export function SelectableText(props: SelectableTextProps) {
  return useAlive() ? <TextToSelect {...props} /> : null;
}

function TextToSelect({ place, label, text, language }: SelectableTextProps) {
  const { t } = useTranslation("coding");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [span, setSpan] = useState({ start: 0, end: 0 });
  useEffect(() => {
    const element = field.current!;
    element.setSelectionRange(0, 0);
    element.addEventListener("beforeinput", keepAsItIs);
    return () => element.removeEventListener("beforeinput", keepAsItIs);
  }, []);
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
          <TextArea
            {...control}
            ref={field}
            aria-readonly
            inputMode="none"
            lang={language}
            // What an input method writes past the listener is undone by the value.
            value={text}
            onChange={select}
            onSelect={select}
            rows={4}
            className="max-h-96 overflow-y-auto"
          />
          {isSelected && <input type="hidden" name="selected" value={writePart({ place, ...span })} />}
        </>
      )}
    </Field>
  );
}
