import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { DeskMeetingInput } from "../schema";
import { addItem, changeItem, moveItem, removeItem } from "./agenda.server";
import { cancelMeeting, changeMeeting } from "./meetings.server";
import { placeTurn } from "./turns.server";

/** What a form of a meeting's page at the desk asks for, with the item it was about. Refuses as its command does. */
export async function actAtDesk(ctx: UserCtx, id: string, input: DeskMeetingInput): Promise<Result<{ item?: string }, Refusal>> {
  const done = await act(ctx, id, input);
  return done.ok ? ok(done.value ?? {}) : done;
}

function act(ctx: UserCtx, id: string, input: DeskMeetingInput): Promise<Result<{ item: string } | null, Refusal>> {
  switch (input.intent) {
    case "change": {
      const { intent: _, ...facts } = input;
      return changeMeeting(ctx, id, facts);
    }
    case "cancel":
      return cancelMeeting(ctx, id, input.reason);
    case "item_add":
      return addItem(ctx, id, input);
    case "item_change":
      return changeItem(ctx, id, input.item, input);
    case "item_move":
      return moveItem(ctx, id, input.item, input.after);
    case "item_remove":
      return removeItem(ctx, id, input.item);
    case "place":
      return placeTurn(ctx, id, input);
  }
}
