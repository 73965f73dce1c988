import type { RequestHandler } from "express";
import { log } from "~/platform/log.server";

/**
 * One line an answer, with the id the reader sees on an error page; hashed files are not worth a line. Answers that went
 * well are told at `debug`, and nothing is made for a line that is not written: each save comes through here.
 */
export const accessLog: RequestHandler = (request, response, next) => {
  const began = performance.now();
  response.once("close", () => {
    const level = levelOf(response.statusCode);
    if (!log.isLevelEnabled(level) || request.originalUrl.startsWith("/assets/")) return;
    log[level](
      {
        req: { id: response.getHeader("X-Request-Id"), method: request.method, url: request.originalUrl, remoteAddress: request.socket.remoteAddress },
        res: { statusCode: response.statusCode },
        responseTime: Math.round(performance.now() - began),
      },
      response.writableFinished ? "request completed" : "request aborted",
    );
  });
  next();
};

function levelOf(status: number): "info" | "error" | "debug" {
  if (status >= 500) return "error";
  return status >= 400 ? "info" : "debug";
}
