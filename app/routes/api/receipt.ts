import { z } from "zod";
import { getReceipt } from "~/features/reports/queries/receipt.server";
import { answer } from "~/http/api.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/receipts/:receipt`: what a receipt stands for, for anyone who holds its number. */
export const loader = publicLoader({ params: z.object({ receipt: z.string() }) }, async ({ params, ctx }) =>
  answer(await getReceipt(ctx, params.receipt), ctx.language),
);
