import type { RequestHandler } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const duration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Time to answer by kind of address, method and status.",
  labelNames: ["kind", "method", "status"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

/** Few kinds, so that no address of a person or report becomes a label. */
function kindOf(path: string): string {
  // How long a page was open is not how long an answer took.
  if (/^\/(?:api|[a-z]{2}\/desk)\/.*\/live$/.test(path)) return "stream";
  if (path.startsWith("/api/")) return "api";
  if (path.startsWith("/assets/")) return "asset";
  if (path.endsWith(".data")) return "data";
  return /^\/(healthz|readyz|metrics)$/.test(path) ? "probe" : "page";
}

/** Measures every answer for `/metrics`. */
export const measure: RequestHandler = (request, response, next) => {
  const end = duration.startTimer({ kind: kindOf(request.path), method: request.method });
  response.once("finish", () => end({ status: String(response.statusCode) }));
  next();
};

/** All metrics in the Prometheus text format. */
export const metricsText = (): Promise<string> => registry.metrics();
