import { useTranslation } from "~/ui/use-translation";
import { readSymbol } from "~/lib/document-symbol";
import { readEntry } from "~/lib/register-entry";
import { Code } from "~/ui/bdi";
import type { Field } from "../schema";

/** How a symbol or the entry of a register was read, where there is anything to say. */
export const CodeNote = ({ kind, typed }: { kind: Field["kind"]; typed: string }) =>
  kind === "symbol" ? <SymbolNote typed={typed} /> : <EntryNote typed={typed} />;

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
