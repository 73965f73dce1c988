import { Form } from "@remix-run/react";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useTranslation } from "~/ui/use-translation";
import type { CodingPage } from "../model";

/** Says that one has done with an answer; what others did is shown from then on. */
export function DoneForms({ page: { hash, done, doneBy, mayCode, open } }: { page: CodingPage }) {
  const { t } = useTranslation("coding");
  return (
    <section aria-labelledby="done" className="grid gap-3">
      <h2 id="done" className="text-xl">
        {t("done.title")}
      </h2>
      {done && <Notice tone="info">{t(`done.${done}`)}</Notice>}
      {doneBy.length > 0 && (
        <p>
          {t("done.by")}{" "}
          {doneBy.map((name, index) => (
            <span key={name}>
              {index > 0 && " · "}
              <bdi>{name}</bdi>
            </span>
          ))}
        </p>
      )}
      {mayCode && (
        <Form method="post" className="grid gap-3">
          <input type="hidden" name="hash" value={hash} />
          <p className="max-w-measure">{t(open ? "done.open" : "done.blind")}</p>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="intent" value="done">
              {t("done.submit")}
            </Button>
            <Button type="submit" name="intent" value="pass" variant="quiet">
              {t("done.pass")}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
