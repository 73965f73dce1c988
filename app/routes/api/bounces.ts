import { createHash, timingSafeEqual } from "node:crypto";
import { reportBounce } from "~/features/notifications/commands/outbox.server";
import { bounceSchema } from "~/features/notifications/schema";
import { answer } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicAction } from "~/http/secured.server";

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

/** `POST /api/v1/mail/bounces`: a mail server tells that an address takes no mail. Whoever shows the secret may; without one in the settings nobody. */
export const action = publicAction({}, async ({ ctx, request, world }) => {
  const shown = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (world.bounceSecret === null || !timingSafeEqual(hash(shown), hash(world.bounceSecret))) return problem({ code: "request.not_found" }, ctx.language);
  const body: unknown = await request.json().catch(() => null);
  const read = bounceSchema.safeParse(body);
  if (!read.success) return problem({ code: "mail.address_invalid" }, ctx.language);
  return answer(await reportBounce({ ...ctx, actor: null }, read.data), ctx.language);
});
