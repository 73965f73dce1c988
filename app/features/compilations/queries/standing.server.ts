import { sql } from "~/platform/db/client.server";
import { TAKEN_BACK, type SubmissionState } from "~/features/reports/model";

/** Versions that are no input: taken back by their party, replaced, or declined for publication. */
const NO_INPUT: string[] = [...TAKEN_BACK, "superseded", "not_published"] satisfies SubmissionState[];

/** The condition on `submission s` that a compilation reads it: it is input, and the latest of its report. */
export const isInput = sql`s.state <> all(${NO_INPUT}::text[]) and not exists (
  select 1 from submission later where later.report_id = s.report_id and later.version > s.version and later.state <> all(${[...TAKEN_BACK]}::text[]))`;
