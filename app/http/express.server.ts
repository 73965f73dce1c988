import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { ipKeyGenerator, rateLimit, type Options as LimitOptions } from "express-rate-limit";
import { BUILD_HEADER } from "~/lib/headers";
import { acceptedLanguage, isLanguage, LANGUAGES, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import { log } from "~/platform/log.server";
import { accessLog } from "./access-log.server";
import { apiDispatch } from "./api-dispatch.server";
import { openToOtherOrigins } from "./cross-origin.server";
import { securityHeaders } from "./headers.server";
import { measure, metricsText } from "./metrics.server";
import { methodsAt } from "./openapi/document.server";
import { loadedBefore, pageDispatch } from "./page-dispatch.server";
import { problem } from "./problem.server";
import { statusOf } from "./refusals.server";
import { answeredByRoutes } from "./route-answers.server";
import { publicLoader } from "./secured.server";
import type { Portal, RequestWorld } from "./world.server";

export type EdgeOptions = {
  portal: Portal;
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Vite's middleware while developing. */
  vite?: express.RequestHandler;
  /** Serves hashed files of the build with their precompressed twins. */
  assets?: express.RequestHandler;
  trustedProxies: number;
  signInLimit: number;
  saveLimit: number;
  /** Reads of the programming interface in a minute, per token, and per address without one. */
  apiLimit: number;
  /** Exports of the programming interface in a minute, counted the same way. */
  exportLimit: number;
  /** Says whether migrations are applied and the database answers. */
  isReady: () => Promise<boolean>;
};

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const METHODS = new Set(["GET", "HEAD", "OPTIONS", ...WRITES]);
/** Largest body of a write that is not a file; a section of the longest report is far below. */
const MAX_BODY = 2_000_000;
const MAX_UPLOAD = 11_000_000;
/** Under `/api`: an answer that costs as much as thousands of others. */
const EXPORT = /^\/+v1\/+(?:(?:reports|submissions|templates)\/+[^/]+\/+|(?:submissions|status)\/+)?export\/*$/i;
/** Forms for people who are not signed in, where something could be guessed or mails be sent in somebody's name. */
const GUESSED = /^\/[a-z]{2}\/(?:sign-in(?:\/here)?|register(?:\/[^/]+){0,2}|cosign\/[^/]+)(?:\.data)?$/;

/** The edge: everything that holds for every request stands here, once. */
export function createEdge(options: EdgeOptions): Express {
  const { portal } = options;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustedProxies);
  app.set("etag", false);
  const https = portal.origin.startsWith("https:");
  const isDev = options.vite !== undefined;

  app.use((request, response, next) => {
    const requestId = randomUUID();
    const isPage = !request.path.startsWith("/api/");
    const nonce = isPage ? randomBytes(16).toString("base64") : "";
    response.locals.world = { ...portal, requestId, nonce, own: [requestId, nonce], clientAddress: request.ip ?? "" } satisfies RequestWorld;
    for (const [name, value] of Object.entries(securityHeaders(isPage ? nonce : null, { https, dev: isDev }))) response.setHeader(name, value);
    response.setHeader("X-Request-Id", requestId);
    // While developing, the build changes under the feet of every page. Files of a build carry it in their names.
    if (typeof options.build !== "function" && !request.path.startsWith("/assets/")) response.setHeader(BUILD_HEADER, options.build.assets.version);
    next();
  });
  app.use(accessLog);
  app.use(measure);

  app.get("/healthz", (_, response) => void response.type("text").set("Cache-Control", "no-store").send("ok"));
  app.get("/readyz", async (_, response) => {
    const ready = await options.isReady().catch(() => false);
    response
      .status(ready ? 200 : 503)
      .type("text")
      .set("Cache-Control", "no-store")
      .send(ready ? "ready" : "not ready");
  });
  app.get("/metrics", async (_, response) => void response.type("text/plain; version=0.0.4").send(await metricsText()));

  // A save's answer is a few hundred bytes and no file of the build: these would cost a tenth of its time.
  const unlessSaved =
    (handler: express.RequestHandler): express.RequestHandler =>
    (request, response, next) =>
      WRITES.has(request.method) && request.path.startsWith("/api/") ? next() : handler(request, response, next);
  app.use(unlessSaved(compression({ threshold: 1_000, filter: isCompressible })));
  if (options.vite) app.use(options.vite);
  if (options.assets) app.use(unlessSaved(options.assets));

  app.use(openToOtherOrigins);
  app.use(refuseBadRequests(portal));
  app.use(refuseUnknownMethods);
  const limited = (limit: number, windowMs: number, own: Partial<LimitOptions> = {}) =>
    rateLimit({
      limit,
      windowMs,
      standardHeaders: "draft-7",
      legacyHeaders: false,
      handler: (request, response, next) => refuse(request, response, next, "request.too_many"),
      ...own,
    });
  const signInLimit = limited(options.signInLimit, 15 * 60_000);
  app.post(GUESSED, signInLimit);
  const saveLimit = limited(options.saveLimit, 60_000);
  app.use((request, response, next) => (WRITES.has(request.method) && !GUESSED.test(request.path) ? saveLimit(request, response, next) : next()));

  // A token nobody has would be a fresh limit each time: those are counted by address.
  const guesses = {
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_: Request, response: Response) => response.statusCode !== 401,
    standardHeaders: false,
  };
  const guessLimit = limited(options.apiLimit, 60_000, guesses);
  const readLimit = limited(options.apiLimit, 60_000, { keyGenerator: tokenOrAddress });
  const exportLimit = limited(options.exportLimit, 60_000, { keyGenerator: tokenOrAddress });
  app.use("/api", (request, response, next) => {
    if (WRITES.has(request.method)) return next();
    const ownLimit = EXPORT.test(decodeURIComponent(request.path)) ? exportLimit : readLimit;
    if (request.headers.authorization === undefined) return ownLimit(request, response, next);
    void guessLimit(request, response, (error?: unknown) => (error ? next(error) : void ownLimit(request, response, next)));
  });

  app.get(
    "/",
    (request, response) => void response.set({ Vary: "Accept-Language, Cookie", "Cache-Control": "no-store" }).redirect(302, `/${preferredLanguage(request)}`),
  );
  const { build } = options;
  const answering = typeof build === "function" ? async () => answeringEveryMethod(await build()) : loadedBefore(answeringEveryMethod(build));
  // While developing, the build changes under the server's feet: the framework answers everything.
  if (typeof answering !== "function") {
    app.use(apiDispatch(answering));
    if (portal.pages) app.use(pageDispatch(answering, portal.pages));
  }
  app.all("*", answeredByRoutes(answering, portal.production ? "production" : "development"));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    log.error({ err: error, requestId: response.getHeader("X-Request-Id") }, "unhandled at the edge");
    if (!response.headersSent) answerProblem(request, response, error instanceof URIError ? "request.invalid" : "request.failed");
  });
  return app;
}

const otherMethod = () => publicLoader({}, ({ ctx }) => Promise.resolve(problem({ code: "request.method" }, ctx.language)));

/**
 * Routes of the API answer every method, also where an address means another route than it seems to (`/answers/%2e%2e`):
 * the framework's own answer to one that a route does not have is no problem document.
 */
function answeringEveryMethod(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route || !/^routes\/api\//.test(id)) return [id, route];
    const { loader = otherMethod(), action = otherMethod(), ...rest } = route.module;
    return [id, { ...route, module: { ...rest, loader, action } }];
  });
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}

/** Origin check on writes (a bearer token is no cookie and cannot be abused by another page), methods, sizes, malformed addresses. */
function refuseBadRequests(portal: Portal): express.RequestHandler {
  return (request, response, next) => {
    if (!METHODS.has(request.method)) return answerProblem(request, response, "request.method");
    try {
      const path = decodeURIComponent(request.path);
      // The framework's own form of data is for pages; of an export it would hold the whole in memory.
      if (/\p{Cc}/u.test(path) || /^\/api\/.*\.data$/.test(path)) return refuse(request, response, next, "request.not_found");
    } catch {
      return refuse(request, response, next, "request.not_found");
    }
    if (WRITES.has(request.method)) {
      const bearer = request.headers.authorization !== undefined;
      if (!bearer && !isOneClick(request) && !isOwnOrigin(request, portal.origin)) return refuse(request, response, next, "request.origin");
      const isUpload = request.headers["content-type"]?.startsWith("multipart/form-data") ?? false;
      if (Number(request.headers["content-length"] ?? 0) > (isUpload ? MAX_UPLOAD : MAX_BODY)) return refuse(request, response, next, "request.too_large");
    }
    next();
  };
}

/** Addresses of the programming interface know few methods; any other is refused and told which. */
const refuseUnknownMethods: express.RequestHandler = (request, response, next) => {
  const known = methodsAt(request.path);
  if (!known || known.includes(request.method)) return next();
  response.setHeader("Allow", known.join(", "));
  answerProblem(request, response, "request.method");
};

/** Whom a read counts for: the token it comes with (by its hash), else the address, of IPv6 the network. */
function tokenOrAddress(request: Request): string {
  const { authorization } = request.headers;
  return authorization === undefined ? ipKeyGenerator(request.ip ?? "") : createHash("sha256").update(authorization).digest("base64");
}

/** Letters are left by one press in a mail program (RFC 8058), which knows no pages: the secret in the address decides, nobody is signed in there. */
const isOneClick = (request: Request): boolean => request.method === "POST" && /^\/[a-z]{2}\/letters\/[\w-]+$/.test(request.path);

/** True when a browser says the write comes from a page of this portal: by `Origin`, or `Referer` where it sends none. */
function isOwnOrigin(request: Request, own: string): boolean {
  const { origin, referer } = request.headers;
  if (origin !== undefined) return origin === own;
  return referer !== undefined && URL.canParse(referer) && new URL(referer).origin === own;
}

/** Programs get a problem document. For people the routes make a page of it: in their language, with the menu and the number. */
function refuse(request: Request, response: Response, next: NextFunction, code: string): void {
  if (request.originalUrl.startsWith("/api/")) return answerProblem(request, response, code);
  const world = response.locals.world as RequestWorld;
  world.refusal ??= { code };
  // The framework checks the origin too, and would fail where this page is to be shown.
  delete request.headers.origin;
  // An address that no route can read is one that no page has. Whoever asks for a page's data is answered with data.
  const suffix = request.path.endsWith(".data") ? ".data" : "";
  if (code === "request.not_found") request.url = request.originalUrl = `/${languageOfPage(request)}/-${suffix}`;
  next();
}

const languageInPath = (request: Request): Language | undefined => LANGUAGES.find((lang) => request.path.startsWith(`/${lang}/`));
const languageOfPage = (request: Request): Language => languageInPath(request) ?? preferredLanguage(request);

function answerProblem(request: Request, response: Response, code: string): void {
  const asked = languageInPath(request) ?? LANGUAGES.find((lang) => request.query.lang === lang);
  // Programs have no language of their own: a cookie is a choice made for pages.
  const isProgram = (request.baseUrl + request.path).startsWith("/api/");
  const accepted = isProgram ? (acceptedLanguage(request.headers["accept-language"]) ?? SOURCE_LANGUAGE) : preferredLanguage(request);
  const language: Language = asked ?? accepted;
  void problem({ code }, language)
    .text()
    .then((body) =>
      response.status(statusOf({ code })).set({ "Content-Type": "application/problem+json; charset=utf-8", "Cache-Control": "no-store" }).send(body),
    );
}

/** The language somebody chose (cookie), else the best of what the browser asks for, else English. */
export function preferredLanguage(request: Request): Language {
  const chosen = /(?:^|;\s*)language=([a-z]{2})/.exec(request.headers.cookie ?? "")?.[1];
  if (isLanguage(chosen)) return chosen;
  return acceptedLanguage(request.headers["accept-language"]) ?? SOURCE_LANGUAGE;
}

/** JSON lines are text too, which the list of compressible types does not know. */
const isCompressible = (request: Request, response: Response): boolean => {
  const type = String(response.getHeader("Content-Type"));
  // A compressor for each open stream would cost more than all else of it.
  if (type.startsWith("text/event-stream")) return false;
  return type.startsWith("application/jsonl") || compression.filter(request, response);
};
