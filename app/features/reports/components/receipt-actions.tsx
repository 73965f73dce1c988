import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { LinkButton } from "~/ui/link-button";
import { useAlive } from "~/ui/use-alive";
import { useLanguage } from "~/ui/use-language";
import type { ReportOverview } from "../model";

/** Verify, print, read; take back while review has not started, or open a further version after. */
export function ReceiptActions({ report, receipt }: { report: ReportOverview; receipt: string }) {
  const { t } = useTranslation("signing");
  const language = useLanguage();
  const isBusy = useNavigation().state !== "idle";
  const alive = useAlive();
  const { recall, openNewVersion } = report.allowances;
  return (
    <div className="grid gap-6 print:hidden">
      <div className="flex flex-wrap items-center gap-4">
        {/* Its place is kept until it can do something: what stands beside it does not move. */}
        <Button type="button" onClick={() => window.print()} className={alive ? undefined : "invisible noscript:hidden"}>
          {t("receipt.print")}
        </Button>
        <LinkButton to={links.verify(language, receipt)}>{t("receipt.verify")}</LinkButton>
        <Link to={links.review(language, report.id)}>{t("receipt.read")}</Link>
      </div>
      {(recall || openNewVersion) && (
        <Card title={t(recall ? "recall.title" : "newVersion.title")}>
          <p className="max-w-measure">{t(recall ? "recall.text" : "newVersion.text")}</p>
          <Form method="post">
            <Button type="submit" name="intent" value={recall ? "recall" : "new_version"} variant={recall ? "danger" : "secondary"} pending={isBusy}>
              {t(recall ? "recall.button" : "newVersion.button")}
            </Button>
          </Form>
        </Card>
      )}
    </div>
  );
}
