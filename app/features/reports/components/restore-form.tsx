import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { Refusal } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import { useRefusalText } from "~/ui/refusal-summary";
import type { Restorable, Standing } from "../model/history";
import { shownRevision } from "../model/proposals";
import { TwoTexts } from "./two-texts";

type RestoreFormProps = {
  chosen: Restorable;
  current: Standing | null;
  /** Id of the save this form makes, so that pressing twice is one. */
  opId: string;
  refusal: Refusal | null;
  cancelTo: string;
};

/** An earlier text beside the one that stands now: looked at before it is put back. */
export function RestoreForm({ chosen, current, opId, refusal, cancelTo }: RestoreFormProps) {
  const { t } = useTranslation("history");
  const refusalText = useRefusalText();
  const isBusy = useNavigation().formData?.get("save") === chosen.id;
  const standing = current ?? { author: "", savedAt: null, language: chosen.language, pieces: [] };
  return (
    <section id="restore" aria-labelledby="restore-title" className="grid grid-cols-1 gap-4 rounded-md border-2 border-accent bg-surface p-5">
      <h2 id="restore-title" className="text-lg">
        {t("restore.title")}
      </h2>
      {refusal && (
        <Notice tone="error" live>
          {refusal.code === "answer.conflict" ? t("restore.refused", { name: current?.author }) : refusalText(refusal)}
        </Notice>
      )}
      <p className="max-w-measure">{t("restore.lead")}</p>
      <TwoTexts
        start={{
          title: <Version label={t("current")} {...standing} />,
          pieces: standing.pieces,
          language: standing.language,
        }}
        end={{
          title: <Version label={chosen.revision === null ? t("aside") : t("revision", { revision: shownRevision(chosen.revision) })} {...chosen} />,
          pieces: chosen.pieces,
          language: chosen.language,
        }}
        same={t("restore.same")}
      />
      {current?.confidential && !chosen.confidential && <p className="text-sm">{t("restore.confidential")}</p>}
      <Form method="post" className="flex flex-wrap gap-3">
        <input type="hidden" name="save" value={chosen.id} />
        <input type="hidden" name="revision" value={current?.revision ?? 0} />
        <input type="hidden" name="opId" value={opId} />
        <Button type="submit" variant="primary" pending={isBusy}>
          {t("restore.submit")}
        </Button>
        <LinkButton to={cancelTo}>{t("restore.cancel")}</LinkButton>
      </Form>
    </section>
  );
}

/** What a text is called, who saved it and when. */
const Version = ({ label, author, savedAt }: { label: string; author: string; savedAt: string | null }) => (
  <>
    {label}
    {savedAt && (
      <>
        {" "}
        · <bdi>{author}</bdi> · <DateTime at={savedAt} />
      </>
    )}
  </>
);
