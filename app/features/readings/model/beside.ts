import type { DocumentAnswer, DocumentSection } from "~/features/reports/model/document";

/** What can stand beside the answers of a version. */
export const BESIDE = ["last", "translation", "indicators"] as const;

/** The version of an earlier cycle, with the texts of its own form. */
export type LastVersion = { id: string; symbol: string; cycle: string; submittedAt: string; texts: Record<string, string> };

/** An answer and the one to the same question then; null where it was not asked, or not in sight. */
export type AnswerPair = { now: DocumentAnswer; then: DocumentAnswer | null };
export type BesideSection = Omit<DocumentSection, "answers"> & { pairs: AnswerPair[] };
