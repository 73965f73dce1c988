import type { PaperFormat } from "~/features/papers/model";
import type { Language } from "~/lib/languages";

/** Large exports: asked for, made part by part by a job, kept for some days for whoever asked. */

/** From where reports are taken: as the public reads them, or as the desk does, with contacts and confidential answers. */
export const EXPORT_SOURCES = ["published", "desk"] as const;
export type ExportSource = (typeof EXPORT_SOURCES)[number];

/** Live events of this topic say that there is something to make. */
export const EXPORTS_TOPIC = "exports";

export const EXPORT_STATES = ["waiting", "running", "done", "failed", "cancelled", "expired"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** What became of one report: `gone` is no longer to be read, `failed` could not be set as a document. */
export const PART_OUTCOMES = ["waiting", "made", "gone", "failed"] as const;
export type PartOutcome = (typeof PART_OUTCOMES)[number];

/** The most reports of one export. */
export const MAX_EXPORTED = 5_000;
/** The most exports one person has under way. */
export const MAX_OPEN = 3;
/** How long a file is kept. */
export const KEPT_DAYS = 7;
export const KEPT_MS = KEPT_DAYS * 86_400_000;
/** Whoever has waited so long is told by mail. */
export const MAIL_AFTER_MS = 60_000;
/** How often a report that ends its process, or an archive that cannot be written, is tried. */
export const MAX_ATTEMPTS = 3;
/** Whose turn it is keeps it for so long without a sign of life. */
export const LEASE_MS = 60_000;

/** Why an export failed: nothing of it was left to read, its owner may no longer read it, or its file could not be written. */
export const EXPORT_FAILURES = ["export.nothing_left", "export.no_longer_allowed", "export.not_written"] as const;
export type ExportFailure = (typeof EXPORT_FAILURES)[number];

/** Every expected refusal of exports, with its HTTP status. */
export const exportRefusals = {
  "export.not_found": 404,
  "export.nothing_found": 404,
  "export.too_many": 413,
  "export.too_many_open": 429,
  "export.not_ready": 409,
  "export.ended": 409,
  "export.expired": 410,
} as const;

/** Where an export can still go; an end has no way out but that a kept file expires. */
const NEXT: Record<ExportState, readonly ExportState[]> = {
  waiting: ["running", "failed", "cancelled"],
  running: ["done", "failed", "cancelled"],
  done: ["expired"],
  failed: [],
  cancelled: [],
  expired: [],
};

/** The states from which one leads to another. */
export const statesBefore = (state: ExportState): ExportState[] => EXPORT_STATES.filter((from) => NEXT[from].includes(state));

/** Is it still under way? */
export const isOpen = (state: ExportState): boolean => NEXT[state].includes("cancelled");

/** As what an export shows at a time: a file whose days are over has expired, whether or not it was removed already. */
export const stateAt = ({ state, expiresAt }: { state: ExportState; expiresAt: Date | null }, now: Date): ExportState =>
  state === "done" && (expiresAt === null || expiresAt <= now) ? "expired" : state;

/** What becomes of a report that is begun once more: tried, or left out for good after so many times. */
export const isTried = (attempts: number): boolean => attempts < MAX_ATTEMPTS;

/** How far it is, in tenths: what is said aloud does not change with every report. */
export const tenthsOf = ({ made, total }: Pick<ExportDto, "made" | "total">): number => (total === 0 ? 0 : Math.floor((made * 10) / total) * 10);

/** What the list of an archive says of a report. */
export type Listed = { symbol: string; party: string; title: string; line: string; unit: string; language: Language; at: string };

/** An export as its owner sees it. `size` in bytes, once there is a file. */
export type ExportDto = {
  id: string;
  source: ExportSource;
  format: PaperFormat;
  language: Language;
  answered: boolean;
  filters: Record<string, string>;
  state: ExportState;
  total: number;
  made: number;
  /** Of `made`: reports that have no file. */
  missing: number;
  askedAt: string;
  endedAt: string | null;
  expiresAt: string | null;
  size: number | null;
  failure: ExportFailure | null;
};
export type ExportPage = { items: ExportDto[]; next: string | null };
