import type { RequestHandler } from "express";
import { isOpenToAll } from "./openapi/document.server";

const READABLE = "Content-Disposition, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

/**
 * Pages of any origin may read what anyone may read, without their readers' cookies: `*` never goes with credentials.
 * All other addresses say nothing, so that browsers keep them from foreign pages.
 */
export const openToOtherOrigins: RequestHandler = (request, response, next) => {
  if (!isOpenToAll(request.path)) return next();
  response.set({ "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": READABLE });
  const isPreflight = request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
  if (!isPreflight) return next();
  response.set({
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
  });
  response.status(204).end();
};
