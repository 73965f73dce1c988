import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { groupOf, type ConsultationInput, type GroupsInput } from "../schema";
import { closeConsultation, openConsultation, prolongConsultation } from "./consultations.server";
import { addGroup, editGroup } from "./groups.server";
import { endSpeaker, nameSpeaker } from "./speakers.server";

type Done = Promise<Result<null, Refusal>>;

/** Does what the desk's page of a document asks for; refuses as what it asks for does. */
export function arrange(ctx: UserCtx, document: string, input: ConsultationInput): Done {
  switch (input.intent) {
    case "open":
      return openConsultation(ctx, { document, number: input.number }, input.day);
    case "prolong":
      return prolongConsultation(ctx, { document, number: input.number }, input.day);
    case "close":
      return closeConsultation(ctx, { document, number: input.number });
  }
}

/** Does what the desk's page of groups asks for; refuses as what it asks for does. */
export function arrangeGroups(ctx: UserCtx, input: GroupsInput): Done {
  switch (input.intent) {
    case "add_group":
      return addGroup(ctx, input.symbol, groupOf(input));
    case "edit_group":
      return editGroup(ctx, input.symbol, { revision: input.revision, ...groupOf(input) });
    case "name_speaker":
      return nameSpeaker(ctx, input);
    case "end_speaker":
      return endSpeaker(ctx, input.speaker);
  }
}
