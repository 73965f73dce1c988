import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { ConsultationInput } from "../schema";
import { closeConsultation, openConsultation, prolongConsultation } from "./consultations.server";
import { endSpeaker, nameSpeaker } from "./speakers.server";

/** Does what the desk's page of a document asks for; refuses as what it asks for does. */
export function arrange(ctx: UserCtx, document: string, input: ConsultationInput): Promise<Result<null, Refusal>> {
  switch (input.intent) {
    case "open":
      return openConsultation(ctx, { document, number: input.number }, input.day);
    case "prolong":
      return prolongConsultation(ctx, { document, number: input.number }, input.day);
    case "close":
      return closeConsultation(ctx, { document, number: input.number });
    case "name_speaker":
      return nameSpeaker(ctx, input);
    case "end_speaker":
      return endSpeaker(ctx, input.speaker);
  }
}
