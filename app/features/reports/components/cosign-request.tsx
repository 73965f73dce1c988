import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { UserText } from "~/ui/user-text";
import { RELEASE_WITHHELD, type CosignRequest } from "../model";
import { ReportDocument } from "./report-document";

/** What confirming shows of a co-signatory, by what the author of the contribution consented to. */
const shownBy = (release: string) => (release === RELEASE_WITHHELD ? "not_published" : release === "name_published" ? "name_published" : "organisation_only");

/** The text a co-signatory is asked to sign, what its answer means, and the answer. */
export function CosignRequestView({ request }: { request: CosignRequest }) {
  const { t } = useTranslation("signing");
  const { organisation, name, state, release, expiresAt, language, summary, sections, texts } = request;
  const { formData } = useNavigation();
  return (
    <div className="grid gap-10">
      {state !== "asked" && (
        <Notice tone={state === "confirmed" ? "success" : "info"} live>
          {t(`cosign.done.${state}`, { organisation })}
        </Notice>
      )}
      {summary !== "" && (
        <section aria-labelledby="cosign-summary" className="grid max-w-measure gap-3">
          <h2 id="cosign-summary" className="text-xl">
            {t("cosign.summary")}
          </h2>
          <UserText text={summary} lang={language} />
        </section>
      )}
      <Card title={t("cosign.stands")} className="max-w-measure">
        <p>{t(`cosign.shown.${shownBy(release)}`, { name })}</p>
        <p className="text-sm text-ink-soft">
          {t("cosign.until")} <DateTime at={expiresAt} show="day" timeZone="UTC" />
        </p>
        <Form method="post" className="flex flex-wrap gap-3">
          {state !== "confirmed" && (
            <Button type="submit" name="intent" value="confirmed" variant="primary" pending={formData?.get("intent") === "confirmed"}>
              {t("cosign.confirm", { organisation })}
            </Button>
          )}
          {state !== "declined" && (
            <Button type="submit" name="intent" value="declined" pending={formData?.get("intent") === "declined"}>
              {t("cosign.decline")}
            </Button>
          )}
        </Form>
      </Card>
      <section aria-label={t("cosign.text")} className="grid gap-6">
        <p className="max-w-measure text-ink-soft">{t("cosign.confidential")}</p>
        <ReportDocument sections={sections} texts={texts} language={language} />
      </section>
    </div>
  );
}
