import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { Field } from "~/features/templates/schema";
import { optionName } from "~/features/templates/model/texts";
import { asCodes, asFiles, isEmptyField, type FormQuestion } from "~/features/templates/model/values";
import { formatBytes, formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { readSymbol } from "~/lib/document-symbol";
import { readEntry } from "~/lib/register-entry";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { Icon } from "~/ui/icons";
import { useLanguage } from "~/ui/use-language";
import { UserText } from "~/ui/user-text";

/** Names of questions, fields, options and reference data in the reader's language, by key. */
export type Texts = Readonly<Record<string, string>>;
/** Where a file of an answer is fetched; without it files are named only. */
export type FileHref = (sha256: string) => string;

export type FieldValueProps = { question: FormQuestion; field: Field; value: unknown; texts: Texts; language: Language; fileHref?: FileHref };

/** Nothing was said here. */
export function NoAnswer() {
  const { t } = useTranslation("reports");
  return <p className="text-ink-soft">{t("answerView.none")}</p>;
}

/** What was given in one field, to be read. Words of the author keep their own language and direction. */
export function FieldValue(props: FieldValueProps) {
  return isEmptyField(props.field, props.value) && props.field.kind !== "fixed" ? <NoAnswer /> : <>{shown(props)}</>;
}

function shown({ question, field, value, texts, language, fileHref }: FieldValueProps): ReactNode {
  const nameOf = (code: string): string => optionName(question, field, code, texts);
  switch (field.kind) {
    case "fixed":
      return String(value ?? "");
    case "long":
      return <UserText text={String(value)} lang={language} />;
    case "one":
    case "scale":
    case "trend":
      return nameOf(String(value));
    case "many":
      return <Names names={asCodes(value).map(nameOf)} />;
    case "ranked":
      return <Names names={asCodes(value).map(nameOf)} ranked />;
    case "tick":
      return <Ticked />;
    case "number":
    case "year":
      return <NumberValue value={value} grouped={field.kind === "number"} />;
    case "date":
      return <DayValue value={String(value)} />;
    case "url":
      return <WebAddress url={String(value)} />;
    case "citation":
      return <Citation typed={String(value)} />;
    case "symbol":
      return <DocumentSymbol typed={String(value)} />;
    case "email":
    case "phone":
      // Without a space to break at, an address must not make a table wider than the page.
      return (
        <span className="wrap-anywhere">
          <Code>{String(value)}</Code>
        </span>
      );
    case "file":
      return <Files value={value} fileHref={fileHref} />;
    case "text":
      return (
        <span lang={language} dir="auto" className="inline-block">
          {String(value)}
        </span>
      );
  }
}

function Names({ names, ranked = false }: { names: string[]; ranked?: boolean }) {
  const List = ranked ? "ol" : "ul";
  return (
    <List className={ranked ? "grid list-decimal gap-1 ps-6" : "grid list-disc gap-1 ps-6"}>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </List>
  );
}

function Ticked() {
  const { t } = useTranslation("reports");
  return <>{t("answerView.yes")}</>;
}

/** A number the reader's way; what could not be read as one is shown as it was typed. */
function NumberValue({ value, grouped }: { value: unknown; grouped: boolean }) {
  const reader = useLanguage();
  return <Code>{typeof value === "number" ? formatNumber(value, reader, { useGrouping: grouped, maximumFractionDigits: 10 }) : String(value)}</Code>;
}

/** A day of the calendar: the same everywhere, so no zone may shift it. */
function DayValue({ value }: { value: string }) {
  return Number.isNaN(Date.parse(value)) ? <bdi>{value}</bdi> : <DateTime at={value} show="day" timeZone="UTC" />;
}

/** An address; one that leads to an entry of a register says of which. */
function WebAddress({ url }: { url: string }) {
  const { t } = useTranslation("reports");
  if (!/^https?:\/\//i.test(url)) return <Code>{url}</Code>;
  const entry = readEntry(url);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <a href={url} rel="nofollow noopener noreferrer" className="break-all">
        <Code>{url}</Code>
      </a>
      {entry.ok && entry.register && <Badge tone={entry.register === "prize" ? "success" : "neutral"}>{t(`citing.${entry.register}`)}</Badge>}
    </span>
  );
}

/** An entry of a register, by its address or its number alone; what names none is shown as it was typed. */
function Citation({ typed }: { typed: string }) {
  const { t } = useTranslation("reports");
  const entry = readEntry(typed);
  if (!entry.ok) return <bdi>{typed}</bdi>;
  if (entry.address) return <WebAddress url={entry.address} />;
  return (
    <>
      {t("citing.number")} <Code>{entry.id}</Code>
    </>
  );
}

/** A symbol as it was typed, and in its one form where that differs. */
function DocumentSymbol({ typed }: { typed: string }) {
  const { t } = useTranslation("reports");
  const { symbol } = readSymbol(typed);
  if (symbol === typed) return <Code>{typed}</Code>;
  return (
    <span className="inline-grid">
      <bdi>{typed}</bdi>
      <span className="text-sm text-ink-soft">
        {t("citing.readAs")} <Code>{symbol}</Code>
      </span>
    </span>
  );
}

function Files({ value, fileHref }: { value: unknown; fileHref?: FileHref }) {
  const reader = useLanguage();
  return (
    <ul className="grid gap-1">
      {asFiles(value).map(({ sha256, name, size }) => (
        <li key={sha256} className="flex flex-wrap items-center gap-x-2">
          {fileHref ? (
            <a href={fileHref(sha256)} download={name} className="inline-flex items-center gap-1.5">
              <Icon name="download" />
              <bdi>{name}</bdi>
            </a>
          ) : (
            <bdi>{name}</bdi>
          )}
          <span className="text-sm text-ink-soft">{formatBytes(size, reader)}</span>
        </li>
      ))}
    </ul>
  );
}
