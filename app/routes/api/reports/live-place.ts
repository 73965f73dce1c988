import { z } from "zod";
import { scopeOf } from "~/features/reports/model";
import { getRevisions } from "~/features/reports/queries/live.server";
import { placeBody } from "~/features/reports/schema";
import { readJson } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction, sessionNameOf } from "~/http/secured.server";

/** `POST /api/v1/reports/:id/live/:page`: at which question a page is that `live` gave its name. Told to the others, kept nowhere. */
export const action = securedAction(
  {
    params: z.object({ id: z.string(), page: z.uuid() }),
    can: "reports.read",
    // Whoever has a seat was let in when the stream began, some minutes ago at most.
    known: ({ params, request, world }) => world.rooms.holderOf(scopeOf(params.id), params.page, sessionNameOf(request, world)),
  },
  async ({ params, ctx, world, request }) => {
    if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
    const read = await readJson(request, placeBody);
    if (!read.ok) return problem(read.error, ctx.language);
    const [topic, at] = [scopeOf(params.id), { page: params.page, person: ctx.actor.id }];
    // Another process may have given the seat.
    if (!world.rooms.seats(topic, at)) {
      const found = await getRevisions(ctx, params.id);
      if (!found.ok) return problem(found.error, ctx.language);
    }
    world.rooms.move(topic, { ...at, place: read.value.question });
    return new Response(null, { status: 204 });
  },
);
