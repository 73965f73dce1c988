import type { ReportSummary } from "../model";

type Named = Pick<ReportSummary, "title" | "party" | "line" | "lineName">;
type Translate = (key: "index.named" | "index.namedLine", values: { title: string; party: string; line: string }) => string;

/** What a report is called wherever it is named: by template and party, a facilitator's also by its action line. */
export const reportName = (t: Translate, { title, party, line, lineName }: Named): string =>
  // A code stays left to right whatever stands around it.
  t(line === "" ? "index.named" : "index.namedLine", { title, party: party.name, line: `\u2066${line}\u2069 ${lineName}` });
