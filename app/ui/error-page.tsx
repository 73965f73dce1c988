import { useLocation } from "@remix-run/react";
import { useTranslation } from "./use-translation";
import { links } from "~/lib/links";
import { Code } from "./bdi";
import { buttonClass } from "./button-class";
import { useLanguage } from "./use-language";

type Kind = "forbidden" | "notFound" | "tooMany" | "unavailable" | "refused" | "failed";

/** What a status means to the reader. */
function kindOf(status: number): Kind {
  if (status === 401 || status === 403) return "forbidden";
  if (status === 404 || status === 410) return "notFound";
  if (status === 429) return "tooMany";
  if (status === 503) return "unavailable";
  return status < 500 ? "refused" : "failed";
}

const AGAIN: readonly Kind[] = ["tooMany", "unavailable", "failed"];

/** A page that could not be shown: what happened, why, what to do, and the number the secretariat finds it by. */
export function ErrorPage({ status, requestId }: { status: number; requestId: string }) {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const { pathname, search } = useLocation();
  const kind = kindOf(status);
  return (
    <div className="grid max-w-measure justify-items-start gap-4 py-6">
      <p className="text-sm text-ink-soft">{t("error.status", { status })}</p>
      <h1 className="text-2xl">{t(`error.${kind}.title`)}</h1>
      <p>{t(`error.${kind}.text`)}</p>
      <div className="flex flex-wrap gap-3">
        {/* Whole documents: whatever broke in this one is left behind. */}
        {AGAIN.includes(kind) && (
          <a href={pathname + search} className={buttonClass("primary", "md")}>
            {t("action.tryAgain")}
          </a>
        )}
        <a href={links.home(language)} className={buttonClass("secondary", "md")}>
          {t("error.home")}
        </a>
      </div>
      {requestId && (
        <p className="text-sm text-ink-soft">
          {t("error.number")}
          <span className="block select-all">
            <Code mono>{requestId}</Code>
          </span>
        </p>
      )}
    </div>
  );
}
