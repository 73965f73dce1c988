import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "./use-translation";
import { links } from "~/lib/links";
import { buttonClass } from "./button-class";
import { useLanguage } from "./use-language";

/** Who is signed in, with the way out; or the way in, back to this page. */
export function AccountMenu({ user }: { user: { name: string } | null }) {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const { pathname, search } = useLocation();
  const signIn = links.signIn(language);
  const next = pathname === links.home(language) || pathname.startsWith(signIn) ? undefined : pathname + search;
  if (!user) {
    return (
      <Link to={links.signIn(language, next)} className={buttonClass("secondary", "sm")}>
        {t("nav.signIn")}
      </Link>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <Link to={links.account(language)} className="flex min-h-9 items-center px-2 text-sm">
        <bdi>{user.name}</bdi>
      </Link>
      <form method="post" action={links.signOut(language)}>
        <button type="submit" className={buttonClass("quiet", "sm")}>
          {t("nav.signOut")}
        </button>
      </form>
    </div>
  );
}
