import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { readSymbol } from "~/lib/document-symbol";
import { readEntry } from "~/lib/register-entry";
import { Code } from "~/ui/bdi";
import type { ControlProps } from "~/ui/field";
import { TextInput } from "~/ui/text-input";
import { useAnswerForm, type FieldProps } from "./answer-form";

/** A symbol or the entry of a register, with how it was read beside it: help, never a refusal. */
export function CodeField({ field, name, initial, labelledBy, control }: FieldProps & { control: ControlProps }) {
  const { register } = useFormContext();
  const { readOnly } = useAnswerForm();
  const typed: unknown = useWatch({ name, defaultValue: initial });
  const noteId = `${name}-read`;
  return (
    <>
      <TextInput
        {...control}
        {...register(name)}
        code
        aria-labelledby={labelledBy}
        aria-describedby={[control["aria-describedby"], noteId].filter(Boolean).join(" ")}
        defaultValue={typeof initial === "string" ? initial : ""}
        readOnly={readOnly}
      />
      <p id={noteId} className="text-sm text-ink-soft empty:hidden">
        {typeof typed === "string" && (field.kind === "symbol" ? <SymbolNote typed={typed} /> : <EntryNote typed={typed} />)}
      </p>
    </>
  );
}

/** The one form of a symbol where it differs from what was typed, or that it is not known. */
function SymbolNote({ typed }: { typed: string }) {
  const { t } = useTranslation("reports");
  const read = readSymbol(typed);
  if (read.symbol === "" || (read.recognised && read.symbol === typed)) return null;
  if (!read.recognised) return <>{t("citing.notRecognised")}</>;
  return (
    <>
      {t("citing.readAs")} <Code>{read.symbol}</Code>
    </>
  );
}

/** Which entry of which register an address leads to. */
function EntryNote({ typed }: { typed: string }) {
  const { t } = useTranslation("reports");
  const entry = readEntry(typed);
  if (!entry.ok || entry.register === null) return null;
  return (
    <>
      {t(`citing.${entry.register}`)} <Code>{entry.id}</Code>
    </>
  );
}
