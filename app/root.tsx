import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from "@remix-run/react";
import { Suspense, type ReactNode } from "react";
import { abilitiesOf } from "~/features/identity/policy";
import { publicLoader } from "~/http/secured.server";
import { directionOf, isLanguage, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import { BASE_NAMESPACES, type Namespace } from "~/platform/i18n/namespaces";
import { useNonce } from "~/ui/nonce";
import { ErrorPage } from "~/ui/error-page";
import { PageFrame } from "~/ui/page-frame";
import type { PageHandle } from "~/ui/page-handle";
import { useLoadedTranslation } from "~/ui/use-translation";
import "~/ui/styles.css";

/** What every page knows: its language, who reads it, and where and when they are. */
export const loader = publicLoader({ isFrame: true }, async ({ ctx, world }) => ({
  language: ctx.language,
  demo: world.demo,
  requestId: world.requestId,
  user: ctx.actor && { name: ctx.actor.name, timeZone: ctx.actor.timeZone, demo: ctx.actor.demo },
  abilities: abilitiesOf(ctx.actor),
}));

/** Who reads and what they may do changes with these forms only; nothing here changes while somebody writes. */
export const shouldRevalidate = ({ formAction }: ShouldRevalidateFunctionArgs): boolean =>
  formAction !== undefined && /\/(sign-in|sign-out|account|invitations)/.test(formAction);

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const root = useRouteLoaderData<typeof loader>("root");
  const language = usePageLanguage();
  const matches = useMatches();
  const texts = [...new Set(matches.flatMap((match) => (match.handle as PageHandle | undefined)?.texts ?? []))];
  return (
    <html lang={language} dir={directionOf(language)} data-texts={texts.join(" ")}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0067a6" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Title texts={texts} />
        <Meta />
        <Links />
      </head>
      <body>
        <PageFrame user={root?.user ?? null} abilities={root?.abilities ?? []} demo={root?.demo ?? false}>
          {children}
        </PageFrame>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** The innermost page's title and the portal's name; the name alone until the page's texts are there, and for errors. */
function Title({ texts }: { texts: Namespace[] }) {
  const { t, ready } = useLoadedTranslation<Namespace[]>([...BASE_NAMESPACES, ...texts]);
  // Outside an error page the router gives null or nothing, by where it is asked.
  const failed = (useRouteError() ?? null) !== null;
  const titled = useMatches().findLast((match) => (match.handle as PageHandle | undefined)?.title);
  const name = t("common:portal.name");
  const own = ready && !failed && titled ? (titled.handle as PageHandle).title?.(t, titled.data) : undefined;
  return <title>{own ? `${own} | ${name}` : name}</title>;
}

/** The language of the page; of its address where the root loader has not run. */
function usePageLanguage(): Language {
  const root = useRouteLoaderData<typeof loader>("root");
  const first = useLocation().pathname.split("/")[1];
  return root?.language ?? (isLanguage(first) ? first : SOURCE_LANGUAGE);
}

export default function Root() {
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof loader>("root");
  const answer = isRouteErrorResponse(error) ? error : undefined;
  return <ErrorPage status={answer?.status ?? 500} requestId={requestIdIn(answer?.data) ?? root?.requestId ?? ""} />;
}

/** The number of the answer that failed; after a journey in the browser it is not that of the document. */
function requestIdIn(problem: unknown): string | undefined {
  return typeof problem === "string" ? /"requestId":"([0-9a-f-]{36})"/.exec(problem)?.[1] : undefined;
}
