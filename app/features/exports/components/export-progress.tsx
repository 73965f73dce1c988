import { Form, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { formatBytes } from "~/lib/dates";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { buttonClass } from "~/ui/button-class";
import { ButtonFace } from "~/ui/button-face";
import { DateTime } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import { Progress } from "~/ui/progress";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { isOpen, tenthsOf, type ExportDto } from "../model";

/** How often an open page asks how far it is. */
const ASK_MS = 3_000;

/** How far an export is, what can be done with it, and what it is. Without scripts a link shows it anew. */
export function ExportProgress({ item }: { item: ExportDto }) {
  const { t } = useTranslation(["exports", "download"]);
  const language = useLanguage();
  const { state, made, total } = item;
  const open = isOpen(state);
  useAskedAnew(open);
  return (
    <div className="grid gap-6">
      {/* Stays on the page whatever it says: what is put into it is read aloud, by tenths and not with every report. */}
      <p role="status" className="sr-only">
        {open ? t("spoken", { percent: tenthsOf(item) }) : t(`state.${state}`)}
      </p>
      {open && (
        <>
          <Progress label={t("show.label")} value={made} max={total} valueText={t("progress", { made, count: total })} />
          <p className="max-w-measure">{t(state === "waiting" ? "show.waiting" : made === total ? "show.packing" : "show.running")}</p>
          <div className="flex flex-wrap gap-3">
            <LinkButton to={links.export(language, item.id)}>{t("show.refresh")}</LinkButton>
            <Form method="post">
              <Button type="submit" name="intent" value="cancel">
                {t("show.cancel")}
              </Button>
            </Form>
          </div>
        </>
      )}
      {state === "done" && (
        <>
          <Notice tone="success">{t("show.done")}</Notice>
          {item.missing > 0 && <Notice tone="warning">{t("show.missing", { count: item.missing })}</Notice>}
          <p>
            <a href={links.apiExportFile(item.id)} download className={buttonClass("primary", "md")}>
              <ButtonFace icon="download">{t("show.fetch")}</ButtonFace>
            </a>
          </p>
        </>
      )}
      {state === "failed" && (
        <Notice tone="error">
          {t("show.failed")} {item.failure && t(`failure.${item.failure}`)}
        </Notice>
      )}
      {(state === "cancelled" || state === "expired") && <Notice>{t(`show.${state}`)}</Notice>}
      <Facts item={item} />
    </div>
  );
}

function Facts({ item }: { item: ExportDto }) {
  const { t } = useTranslation(["exports", "download"]);
  const language = useLanguage();
  return (
    <FactList
      facts={[
        [t("fact.asked"), <DateTime key="asked" at={item.askedAt} />],
        [t("fact.source"), t(`source.${item.source}`)],
        [t("fact.format"), t(`download:${item.format}`)],
        [t("fact.language"), <span lang={item.language}>{LANGUAGE_NAMES[item.language]}</span>],
        ...(item.answered ? [[t("fact.only"), t("answered")] as const] : []),
        ...(item.state === "done" && item.expiresAt ? [[t("fact.until"), <DateTime key="until" at={item.expiresAt} />] as const] : []),
        ...(item.state === "done" && item.size !== null ? [[t("fact.size"), formatBytes(item.size, language)] as const] : []),
      ]}
    />
  );
}

/** Asks for the page's data anew while it is looked at and something is still to come. */
function useAskedAnew(open: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => document.visibilityState === "visible" && revalidate(), ASK_MS);
    return () => clearInterval(timer);
  }, [open, revalidate]);
}
