import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import { noteTokenUse } from "~/features/identity/commands/token-use.server";
import { hasAbility, scopeOf, scopesAllow, type Ability, type Scope } from "~/features/identity/policy";
import { findActorByToken } from "~/features/identity/queries.server";
import type { Actor, User } from "~/lib/actor";
import { PERSON_HEADER } from "~/lib/headers";
import { acceptedLanguage, isLanguage, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { FormAnswer, Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import { isOutage, isUnstorable } from "~/platform/db/client.server";
import type { Ctx } from "~/platform/context.server";
import { readForm } from "./form.server";
import { isApi, problem } from "./problem.server";
import { statusOf } from "./refusals.server";
import type { RequestWorld } from "./world.server";

type RouteArgs = LoaderFunctionArgs | ActionFunctionArgs;
type ParamsSchema = z.ZodType<Record<string, unknown>> | undefined;
type ParamsOf<P extends ParamsSchema> = P extends z.ZodType ? z.infer<P> : Record<string, never>;
type Given<P extends ParamsSchema, A extends Actor> = {
  params: ParamsOf<P>;
  ctx: Ctx<A>;
  request: Request;
  world: RequestWorld;
  /** Whether whoever asks holds a further ability, a program by its token too. */
  allows: (ability: Ability) => boolean;
};
/** Who is known from memory to be let in still; nobody found is asked for as ever. */
type Known<P extends ParamsSchema> = (given: Pick<Given<P, User>, "params" | "request" | "world">) => User | null;
type FormSchema = z.ZodType | undefined;
type InputOf<F extends FormSchema> = F extends z.ZodType ? z.infer<F> : undefined;

/** How long a read waits for a database that is coming back. */
const PATIENCE_MS = 10_000;
const MAX_TOKEN_LENGTH = 200;

/** Language of the answer: of the path, else of `?lang=` (programs, pages without a language), else what a program accepts, else English. */
export function languageOf(request: Request, params: Record<string, string | undefined>): Language {
  const asked = isLanguage(params.lang) ? params.lang : new URL(request.url).searchParams.get("lang");
  if (isLanguage(asked)) return asked;
  return (isApi(request) && acceptedLanguage(request.headers.get("accept-language"))) || SOURCE_LANGUAGE;
}

/** Who asks, and for a program what its token was made for. */
type Asker = { actor: Actor; scopes: readonly Scope[] | null };
const NOBODY: Asker = { actor: null, scopes: null };

/** Who asks: by a bearer token (programs), else by the session cookie. A bad token is nobody, it never falls back to the cookie. */
async function askerOf(request: Request, world: RequestWorld): Promise<Asker> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    const found = token && token.length <= MAX_TOKEN_LENGTH ? await findActorByToken(world, token) : null;
    if (found) noteTokenUse(world, found);
    return found ?? NOBODY;
  }
  const session = await world.sessions.read(request.headers.get("cookie"));
  return session ? { actor: session.person, scopes: null } : NOBODY;
}

/** What names the session a request comes with; null without one, and for programs: a token is looked up each time. */
export const sessionNameOf = (request: Request, world: RequestWorld): string | null =>
  request.headers.has("authorization") ? null : world.sessions.nameOf(request.headers.get("cookie"));

const askers = new WeakMap<RequestWorld, Promise<Asker>>();

/** Who asks, found once for all loaders of a page. An action may change it: it asks for itself, and the loaders after it anew. */
function askerOfPage(request: Request, world: RequestWorld): Promise<Asker> {
  let asker = askers.get(world);
  if (!asker) {
    askers.set(world, (asker = askerOf(request, world)));
    asker.catch(() => askers.delete(world));
  }
  return asker;
}

/** Why somebody may not enter what asks for an ability: signed out, not the one the page was made for, a token not made for it, no role that includes it. */
function refusalFor({ actor, scopes }: Asker, ability: Ability, person: string | null): Refusal | null {
  if (!actor) return { code: "identity.sign_in_required" };
  if (person !== null && person !== actor.id) return { code: "identity.other_person" };
  if (scopes && !scopesAllow(scopes, ability)) return { code: "token.scope", params: { scope: scopeOf(ability) ?? "-" } };
  return hasAbility(actor, ability) ? null : { code: "identity.not_allowed" };
}

function refused(request: Request, { requestId }: Pick<Ctx, "requestId">, language: Language, refusal: Refusal): Response {
  if (isApi(request)) return problem(refusal, language);
  if (refusal.code === "identity.sign_in_required") {
    const { pathname, search } = new URL(request.url);
    return redirect(links.signIn(language, pathname.replace(/\.data$/, "") + search.replace(/[?&]_routes=[^&]*/, "")));
  }
  // A page shows its own words for the status and the number; a file that is asked for has no page, and this is what its reader gets.
  const answer = problem(refusal, language, { requestId });
  answer.headers.set("x-refusal", refusal.code);
  return answer;
}

const notFound: Refusal = { code: "request.not_found" };

async function run<P extends ParamsSchema, T>(
  args: RouteArgs,
  options: { params?: P; can?: Ability; isRead: boolean; isFrame?: boolean; known?: Known<P> },
  body: (given: Given<P, Actor>) => Promise<T>,
): Promise<T> {
  const { request } = args;
  const world = args.context.world;
  const language = languageOf(request, args.params);
  const attempt = async (): Promise<T> => {
    if (world.refusal && !options.isFrame) throw refused(request, world, language, world.refusal);
    const { lang, ...rest } = args.params;
    if (lang !== undefined && !isLanguage(lang)) throw refused(request, world, language, notFound);
    const parsed = options.params?.safeParse(rest);
    if (parsed && !parsed.success) throw refused(request, world, language, notFound);
    const params = (parsed?.data ?? {}) as ParamsOf<P>;
    const known = options.known?.({ params, request, world });
    const asker = known ? { actor: known, scopes: null } : await (options.isRead ? askerOfPage : askerOf)(request, world);
    world.person = asker.actor?.id ?? null;
    const refusal = options.can ? refusalFor(asker, options.can, request.headers.get(PERSON_HEADER)) : null;
    if (refusal) throw refused(request, world, language, refusal);
    // A token opens what it was made for; where no ability is asked for, it is nobody (it cannot accept an invitation).
    const actor = options.can || !asker.scopes ? asker.actor : null;
    const ctx: Ctx = { db: world.db, actor, now: world.now, log: world.log, live: world.live, requestId: world.requestId, origin: world.origin, language };
    const allows = (ability: Ability): boolean => refusalFor(asker, ability, null) === null;
    return body({ params, ctx, request, world, allows });
  };
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Response) throw error;
    if (isUnstorable(error)) throw refused(request, world, language, { code: "request.invalid" });
    if (!isOutage(error)) throw unexpected(error, request, world, language);
    world.log.warn({ requestId: world.requestId, err: error }, "database away");
    try {
      await world.databaseReady(PATIENCE_MS);
      if (options.isRead) return await attempt();
    } catch (again) {
      if (again instanceof Response) throw again;
    }
    throw unavailable(request, world, language);
  }
}

/** A bug: its reader gets the number it is found by in the log. */
function unexpected(error: unknown, request: Request, world: RequestWorld, language: Language): Response {
  if (!request.signal.aborted) world.log.error({ requestId: world.requestId, err: error }, "request failed");
  return refused(request, world, language, { code: "request.failed" });
}

function unavailable(request: Request, world: RequestWorld, language: Language): Response {
  const answer = refused(request, world, language, { code: "request.unavailable" });
  answer.headers.set("retry-after", "5");
  return answer;
}

/** A page or answer anyone may read. `ctx.actor` is whoever is signed in, or nobody. The frame stands around pages of refusals, too. */
export function publicLoader<P extends ParamsSchema, T>(options: { params?: P; isFrame?: boolean }, body: (given: Given<P, Actor>) => Promise<T>) {
  return (args: LoaderFunctionArgs): Promise<T> => run(args, { ...options, isRead: true }, body);
}

/** A page or answer for those who hold an ability; the signed out are sent to sign in, others are refused. Fails closed. */
export function securedLoader<P extends ParamsSchema, T>(options: { params?: P; can: Ability }, body: (given: Given<P, User>) => Promise<T>) {
  return (args: LoaderFunctionArgs): Promise<T> => run(args, { ...options, isRead: true }, (given) => body(given as Given<P, User>));
}

async function withForm<P extends ParamsSchema, F extends FormSchema, A extends Actor, T>(
  given: Given<P, A>,
  form: F,
  body: (given: Given<P, A> & { input: InputOf<F> }) => Promise<T>,
): Promise<T | ReturnType<typeof formRefusal>> {
  if (!form) return body({ ...given, input: undefined as InputOf<F> });
  const read = await readForm(given.request, form);
  return read.ok ? body({ ...given, input: read.value as InputOf<F> }) : formRefusal(read.error);
}

/** A write anyone may do (sign in). The Origin check has run at the edge. */
export function publicAction<P extends ParamsSchema, F extends FormSchema, T>(
  options: { params?: P; form?: F },
  body: (given: Given<P, Actor> & { input: InputOf<F> }) => Promise<T>,
) {
  return (args: ActionFunctionArgs) => run(args, { ...options, isRead: false }, (given) => withForm(given, options.form as F, body));
}

/**
 * A write for those who hold an ability. The Origin check has run at the edge. `known` spares the database where nothing is
 * written: a session that has ended meanwhile is still known there.
 */
export function securedAction<P extends ParamsSchema, F extends FormSchema, T>(
  options: { params?: P; can: Ability; form?: F; known?: Known<P> },
  body: (given: Given<P, User> & { input: InputOf<F> }) => Promise<T>,
) {
  return (args: ActionFunctionArgs) => run(args, { ...options, isRead: false }, (given) => withForm(given as Given<P, User>, options.form as F, body));
}

/** A refusal as an action's answer: the form shows it, with what was typed where that is given. */
export const formRefusal = ({ typed = {}, ...refusal }: Refusal & Partial<Pick<FormAnswer, "typed">>) =>
  data<FormAnswer>({ refusal, typed }, { status: statusOf(refusal) });

/** Takes a result's value; a refusal ends the request with its status (a loader has nothing to show then). */
export function valueOr404<T>(result: Result<T, Refusal>, request: Request, ctx: Pick<Ctx, "language" | "requestId">): T {
  if (result.ok) return result.value;
  throw refused(request, ctx, ctx.language, result.error);
}
