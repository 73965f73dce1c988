import { Form } from "@remix-run/react";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { useTranslation } from "~/ui/use-translation";

/** Whether everybody reads what became of a report's published answers, and the other choice for whoever makes it. */
export function TraceChoice({ given, mayChoose }: { given: boolean; mayChoose: boolean }) {
  const { t } = useTranslation("documents");
  return (
    <Card title={t("traces.public")}>
      <p className="max-w-measure">{t(given ? "traces.isOpen" : "traces.isClosed")}</p>
      {mayChoose && (
        <Form method="post">
          <Button type="submit" name="intent" value={given ? "close" : "open"}>
            {t(given ? "traces.close" : "traces.open")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
