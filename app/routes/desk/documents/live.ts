import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SavedText } from "~/features/documents/model/live";
import { getTextRevisions } from "~/features/documents/queries/live.server";
import { guestsFor } from "~/features/reports/model/guests";
import { eventStream } from "~/http/event-stream.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

const params = z.object({ document: z.string() });

/**
 * What happens to a document, or with `?paragraph=` to one of its paragraphs, while a page of it is open, as server-sent
 * events. `saved`: paragraphs as others saved them last; `here`: who else has the document open, and which paragraph they write.
 */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document }, world, request }) => {
  const paragraph = new URL(request.url).searchParams.get("paragraph");
  const { topic, place, saved } = valueOr404(await getTextRevisions(ctx, document, paragraph), request, ctx);
  const { id: person, name } = ctx.actor;
  return eventStream((send, end) => {
    const told = new Map<string, number>();
    const tell = (all: readonly SavedText[]): void => {
      const news = all.filter((one) => one.revision > (told.get(one.paragraph) ?? 0));
      for (const one of news) told.set(one.paragraph, one.revision);
      if (news.length > 0) send("saved", news);
    };
    const look = async (): Promise<void> => {
      const now = await getTextRevisions(ctx, document, paragraph);
      if (now.ok) tell(now.value.saved);
      else end();
    };
    tell(saved);
    const leave = world.rooms.enter(topic, { page: randomUUID(), person, name, place }, ({ kind, here }) => {
      if (kind === "stop") end();
      else if (kind === "changed") void look().catch(end);
      else if (kind === "here")
        send(
          kind,
          guestsFor(person, here as Parameters<typeof guestsFor>[1]).map((guest) => ({ name: guest.name, paragraph: guest.question })),
        );
    });
    // What was saved before the seat was taken is told by nobody.
    void look().catch(end);
    return leave;
  });
});
