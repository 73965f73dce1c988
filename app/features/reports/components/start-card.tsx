import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { useLanguage } from "~/ui/use-language";
import type { Startable } from "../model";
import { Deadline } from "./report-card";
import { reportName } from "./report-name";
import { UnitField } from "./unit-field";

/** A report that can be started, in the language it will be written in. */
export function StartCard({ item }: { item: Startable }) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const sent = useNavigation().formData;
  const isBusy = sent?.get("party") === item.party.id && sent.get("template") === item.template && sent.get("line") === item.line;
  const id = [item.party.code, item.template, item.line].join("-");
  return (
    <Card title={reportName(t, item)} badge={<Badge tone="warning">{t("reportState.not_started")}</Badge>}>
      <p className="max-w-measure">{item.summary}</p>
      <Deadline at={item.deadline} isExtended={item.isExtended} />
      <Form method="post" className="flex flex-wrap items-end gap-4">
        <input type="hidden" name="template" value={item.template} />
        <input type="hidden" name="party" value={item.party.id} />
        <input type="hidden" name="line" value={item.line} />
        <Field id={`language-${id}`} label={t("start.language")} hint={t("start.languageHint")}>
          {(control) => <LanguageSelect {...control} name="language" defaultValue={language} className="max-w-64" />}
        </Field>
        {item.units.length > 0 && <UnitField id={`unit-${id}`} units={item.units} />}
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" variant="primary" pending={isBusy}>
            {t("start.button")}
          </Button>
          <Link to={links.template(language, item.template)}>{t("start.template")}</Link>
        </div>
      </Form>
    </Card>
  );
}
