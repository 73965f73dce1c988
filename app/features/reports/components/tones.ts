import type { UnitStatus } from "~/features/saves/model/queue-states";
import type { BadgeTone } from "~/ui/badge";
import type { SaveTone } from "~/ui/save-state";
import type { SubmissionState } from "../model";

/** How the state of a save looks beside its words, of one answer and of the whole page. */
export const SAVE_TONES: Readonly<Record<UnitStatus, SaveTone>> = {
  untouched: "quiet",
  here: "waiting",
  sending: "busy",
  waiting: "attention",
  saved: "done",
  conflict: "attention",
  refused: "stopped",
};

/** How the state of a version looks beside its words, to its author and to the secretariat. */
export const SUBMISSION_TONES: Readonly<Record<SubmissionState, BadgeTone>> = {
  submitted: "accent",
  acknowledged: "accent",
  under_review: "accent",
  clarification_requested: "warning",
  answered: "accent",
  accepted: "success",
  in_translation: "success",
  published: "success",
  not_published: "warning",
  recalled: "neutral",
  superseded: "neutral",
  withdrawn: "neutral",
};
