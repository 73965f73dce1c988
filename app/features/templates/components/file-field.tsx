import { useRef, useState } from "react";
import { useController } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { formatBytes } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Choice } from "~/ui/choice";
import type { ControlProps } from "~/ui/field";
import { FieldError } from "~/ui/field-parts";
import { Icon } from "~/ui/icons";
import { useLanguage } from "~/ui/use-language";
import { asFiles, type FileRef } from "../model/values";
import { useAnswerForm, type FieldProps } from "./answer-form";

const ACCEPT = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.png,.jpg,.jpeg";

/** Prefix of the names under which files are posted without a script: `upload.A5.files`. */
export const uploadName = (name: string): string => `upload.${name}`;

/** Files of an answer. With a script a chosen file is kept at once; without one it goes with the form, and an unticked one is removed. */
export function FileField({ question, field, name, initial, control }: FieldProps & { control: ControlProps }) {
  const { t } = useTranslation("reports");
  const reader = useLanguage();
  const { alive, readOnly, fileHref, attach } = useAnswerForm();
  const { field: own } = useController({ name, defaultValue: initial });
  const [busy, setBusy] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ name: string; why: string } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const files = asFiles(own.value);
  const isFull = field.atMost !== undefined && files.length >= field.atMost;

  const add = async (chosen: readonly File[]): Promise<void> => {
    setRefused(null);
    let list = files;
    for (const file of chosen) {
      setBusy(file.name);
      try {
        const kept = await attach(question, field, file);
        list = [...list.filter(({ sha256 }) => sha256 !== kept.sha256), kept];
        own.onChange(list);
      } catch (error) {
        setRefused({ name: file.name, why: error instanceof Error ? error.message : String(error) });
        break;
      }
    }
    setBusy(null);
    if (input.current) input.current.value = "";
  };
  const remove = (file: FileRef): void => {
    own.onChange(files.filter(({ sha256 }) => sha256 !== file.sha256));
    input.current?.focus();
  };

  return (
    <div className="grid gap-2">
      {files.length > 0 && (
        <ul className="grid gap-1">
          {files.map((file) => (
            <li key={file.sha256} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {alive ? (
                <input type="hidden" name={name} value={JSON.stringify(file)} />
              ) : (
                <Choice
                  type="checkbox"
                  name={name}
                  value={JSON.stringify(file)}
                  defaultChecked
                  label={<span className="sr-only">{t("file.keep", { name: file.name })}</span>}
                />
              )}
              <a href={fileHref(file.sha256)} download={file.name} className="inline-flex items-center gap-1.5 break-all">
                <Icon name="download" />
                <bdi>{file.name}</bdi>
              </a>
              <span className="text-sm text-ink-soft">{formatBytes(file.size, reader)}</span>
              {alive && !readOnly && (
                <Button
                  type="button"
                  variant="quiet"
                  size="sm"
                  icon="close"
                  onClick={() => remove(file)}
                  aria-label={t("file.removeNamed", { name: file.name })}
                >
                  {t("file.remove")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!alive && files.length > 0 && <p className="text-sm text-ink-soft">{t("file.untick")}</p>}
      {refused && (
        <FieldError id={`${control.id}-refused`}>
          <bdi>{refused.name}</bdi>: {refused.why}
        </FieldError>
      )}
      {!readOnly && !isFull && (
        <input
          ref={input}
          id={control.id}
          type="file"
          name={uploadName(name)}
          multiple
          accept={ACCEPT}
          aria-label={t("file.choose")}
          disabled={busy !== null}
          onChange={alive ? (event) => void add([...(event.target.files ?? [])]) : undefined}
          className="control file:me-3 file:rounded-sm file:border file:border-line-strong file:bg-surface file:px-3 file:py-1 file:text-accent-strong"
        />
      )}
      {isFull && <p className="text-sm text-ink-soft">{t("file.full", { count: field.atMost })}</p>}
      <p role="status" className="text-sm text-ink-soft">
        {busy && t("file.busy", { name: busy })}
      </p>
    </div>
  );
}
