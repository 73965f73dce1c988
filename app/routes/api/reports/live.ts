import { randomUUID } from "node:crypto";
import { z } from "zod";
import { guestsFor } from "~/features/reports/model/guests";
import { getRevisions, type AnswerRevision } from "~/features/reports/queries/live.server";
import { eventStream } from "~/http/event-stream.server";
import { problem } from "~/http/problem.server";
import { securedLoader, sessionNameOf } from "~/http/secured.server";

/**
 * `GET /api/v1/reports/:id/live`: what happens to a report while a page of it is open, as server-sent events. `hello` once:
 * the page's own name and where every answer stands; `saved`: answers with a new revision; `here`: who else has it open.
 */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx, world, request }) => {
  const found = await getRevisions(ctx, params.id);
  if (!found.ok) return problem(found.error, ctx.language);
  const { topic, saved, sees, tells } = found.value;
  const { id: person, name } = ctx.actor;
  const page = randomUUID();
  const holder = { user: ctx.actor, session: sessionNameOf(request, world) };
  return eventStream((send, end) => {
    send("hello", { page, saved });
    const told = ({ kind, ...event }: { kind: string; [member: string]: unknown }): void => {
      if (kind === "stop") end();
      else if (kind === "here")
        send(
          "here",
          guestsFor(
            person,
            (event.here as Parameters<typeof guestsFor>[1]).filter(({ place }) => tells(place)),
          ),
        );
      else if (kind === "saved") {
        const heard = (event.saved as AnswerRevision[]).filter(sees);
        if (heard.length > 0) send(kind, { ...event, saved: heard });
      } else send(kind, event);
    };
    return world.rooms.enter(topic, { page, person, name, place: null }, told, holder);
  });
});
