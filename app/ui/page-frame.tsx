import { NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "./use-translation";
import { links } from "~/lib/links";
import { AccountMenu } from "./account-menu";
import { BrandMark } from "./brand-mark";
import { Icon } from "./icons";
import { LanguageMenu } from "./language-menu";
import { NavigationProgress } from "./navigation-progress";
import { PageFooter } from "./page-footer";
import { ChosenZone } from "./reader-zone";
import { SkipLink } from "./skip-link";
import { useLanguage } from "./use-language";

export type PageFrameProps = { user: { name: string; timeZone: string | null } | null; abilities: readonly string[]; demo: boolean; children: ReactNode };

/** What stands around every page: where one can go, in which language, as whom. Works without JavaScript. */
export function PageFrame({ user, abilities, demo, children }: PageFrameProps) {
  return (
    <ChosenZone.Provider value={user?.timeZone ?? null}>
      <div className="flex min-h-dvh flex-col">
        <SkipLink />
        <NavigationProgress />
        <PageHead user={user} abilities={abilities} demo={demo} />
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page grow px-4 py-8 outline-none sm:px-6 lg:py-10">
          {children}
        </main>
        <PageFooter />
      </div>
    </ChosenZone.Provider>
  );
}

function PageHead({ user, abilities, demo }: Omit<PageFrameProps, "children">) {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const { pathname } = useLocation();
  return (
    <header className="border-t-4 border-b border-t-brand border-b-line bg-surface">
      {demo && (
        <p className="border-b border-warning-line bg-warning-soft px-4 py-1.5 text-center text-sm text-warning print:hidden">
          <strong>{t("demo.title")}</strong> {t("demo.text")}
        </p>
      )}
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-3 px-4 py-3 lg:gap-x-6 sm:px-6 lg:pb-0">
        <NavLink
          end
          to={links.home(language)}
          className="flex items-center max-lg:max-w-[calc(100%-7.25rem)] gap-3 py-1 leading-tight font-semibold text-ink no-underline"
        >
          <BrandMark className="size-9 shrink-0" />
          <span className="max-sm:text-sm max-sm:leading-tight">{t("portal.name")}</span>
        </NavLink>
        {/* Another page is another menu: it is closed again there. */}
        <details key={pathname} className="group open-on-wide contents print:hidden">
          <summary className="ms-auto flex min-h-11 w-fit items-center gap-2 rounded-sm border border-line-strong px-3 font-semibold">
            <Icon name="menu" />
            {t("nav.menu")}
          </summary>
          <div className="mt-3 grid gap-2 border-t border-line pt-3 lg:contents">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 lg:ms-auto">
              <LanguageMenu />
              <AccountMenu user={user} />
            </div>
            <MainMenu abilities={abilities} />
          </div>
        </details>
      </div>
    </header>
  );
}

function MainMenu({ abilities }: Pick<PageFrameProps, "abilities">) {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const items = [
    { to: links.home(language), text: t("nav.home"), end: true },
    { to: links.status(language), text: t("nav.status") },
    { to: links.templates(language), text: t("nav.templates") },
    { to: links.submissions(language), text: t("nav.submissions") },
    { to: links.timeline(language), text: t("nav.timeline") },
    { to: links.verify(language), text: t("nav.verify") },
    ...(abilities.includes("reports.read") ? [{ to: links.reports(language), text: t("nav.reports") }] : []),
    ...(abilities.includes("desk.read") ? [{ to: links.desk(language), text: t("nav.desk") }] : []),
  ];
  return (
    <nav aria-label={t("nav.main")} className="lg:basis-full">
      <ul className="grid lg:flex lg:flex-wrap lg:gap-x-6">
        {items.map(({ to, text, end }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end}
              className="flex min-h-11 items-center border-transparent text-ink forced-colors:not-aria-[current]:border-[Canvas] no-underline hover:text-accent max-lg:border-s-4 max-lg:px-3 lg:border-b-3 aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-accent-strong"
            >
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
