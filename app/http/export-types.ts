import type { ExportFormat } from "~/features/publication/model/export";

/** Media types of what is exported. */
export const EXPORT_TYPES = {
  csv: "text/csv",
  jsonl: "application/jsonl",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<ExportFormat, string>;
