import { useTranslation } from "~/ui/use-translation";
import { AccountMenu } from "~/ui/account-menu";
import { Code } from "~/ui/bdi";
import { BrandMark } from "~/ui/brand-mark";
import { ErrorPage } from "~/ui/error-page";
import { Icon, type IconName } from "~/ui/icons";
import { LinkButton } from "~/ui/link-button";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { Specimen } from "./specimen";

/** Every icon: one that is drawn and not shown here does not compile. */
const ICONS: Record<IconName, true> = {
  check: true,
  close: true,
  menu: true,
  plus: true,
  forward: true,
  back: true,
  next: true,
  down: true,
  external: true,
  info: true,
  success: true,
  warning: true,
  error: true,
  empty: true,
  partial: true,
  busy: true,
  lock: true,
  language: true,
  download: true,
  upload: true,
  copy: true,
  search: true,
  people: true,
  history: true,
};
const ICON_NAMES = Object.keys(ICONS) as IconName[];
/** One status for each kind of page that could not be shown. */
const STATUSES = [403, 404, 422, 429, 500, 503];
const REQUEST_ID = "8f14e45f-ceea-467f-a1d2-0b1c3c5e9f55";

/** What stands around pages, and instead of one that could not be shown. */
export function Frame() {
  const { t } = useTranslation("gallery");
  const language = useLanguage();
  return (
    <>
      <Specimen name="Icon, BrandMark">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
          {ICON_NAMES.map((name) => (
            <li key={name} className="flex items-center gap-2">
              <Icon name={name} className={name === "busy" ? "animate-turn" : undefined} />
              <span lang="en">
                <Code>{name}</Code>
              </span>
            </li>
          ))}
        </ul>
        <BrandMark className="size-9" />
      </Specimen>
      <Specimen name="AccountMenu">
        <AccountMenu user={null} />
        <AccountMenu user={{ name: t("sample.person") }} />
      </Specimen>
      <Specimen name="PageNav">
        <PageNav
          label={t("title")}
          items={(["C", "D"] as const).map((page) => ({ to: `?lang=${language}&page=${page}`, label: t(`step.${page}`), current: page === "C" }))}
        />
      </Specimen>
      <Specimen name="NavigationProgress">
        {/* The bar of the page itself: it travels while this page is on its way once more. */}
        <div>
          <LinkButton to={`?lang=${language}&slow`}>{t("progress.slow")}</LinkButton>
        </div>
      </Specimen>
      <Specimen name="ErrorPage">
        {/* Each brings the title it has as a page. */}
        <div className="grid gap-x-8 md:grid-cols-2">
          {STATUSES.map((status) => (
            <ErrorPage key={status} status={status} requestId={REQUEST_ID} />
          ))}
        </div>
      </Specimen>
    </>
  );
}
