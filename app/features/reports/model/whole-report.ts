import type { Language } from "~/lib/languages";
import type { SubmissionState } from "../model";
import type { DocumentSection } from "./document";

/** The signed version a report stands in while it is locked. */
export type SignedFacts = {
  symbol: string;
  version: number;
  receipt: string;
  state: SubmissionState;
  contentHash: string;
  signedName: string;
  signedFunction: string;
  submittedAt: string;
  publishedAt: string | null;
};

/** A whole report, to be read: every page that applies, with what was answered. While it is locked, as it was signed. */
export type ReportDocument = {
  id: string;
  template: string;
  title: string;
  party: { code: string; name: string };
  cycle: string;
  line: string;
  lineName: string;
  unitName: string;
  templateVersion: number;
  language: Language;
  updatedAt: string;
  signed: SignedFacts | null;
  sections: DocumentSection[];
  texts: Record<string, string>;
};
