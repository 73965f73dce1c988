import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { useLanguage } from "~/ui/use-language";
import type { AccountDto } from "../model";

/** For whom somebody acts, in which roles; leads focal points to their people. */
export function MyRoles({ account: { parties, secretariat } }: { account: AccountDto }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const has = parties.length > 0 || secretariat.length > 0;
  return (
    <section className="grid gap-3" aria-labelledby="my-roles">
      <h2 id="my-roles" className="text-xl">
        {t("parties.title")}
      </h2>
      {!has && <p>{t("parties.none")}</p>}
      {has && (
        <ul className="grid gap-2">
          {parties.map(({ code, names, roles, mayManage }) => (
            <li key={code} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-sm border border-line bg-surface px-4 py-3">
              <span>
                <strong>{names[language]}</strong>
                <span className="block text-sm text-ink-soft">{roles.map((role) => t(`roles.${role}`)).join(", ")}</span>
              </span>
              {mayManage && (
                <Link to={links.people(language, code)} aria-label={t("parties.peopleOf", { party: names[language] })}>
                  {t("parties.people")}
                </Link>
              )}
            </li>
          ))}
          {secretariat.length > 0 && (
            <li className="rounded-sm border border-line bg-surface px-4 py-3">
              <strong>{t("parties.secretariat")}</strong>
              <span className="block text-sm text-ink-soft">{secretariat.map((role) => t(`roles.${role}`)).join(", ")}</span>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
