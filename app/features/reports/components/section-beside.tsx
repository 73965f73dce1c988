import { useRouteLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { Current } from "~/features/saves/model/queue-states";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useTranslation } from "~/ui/use-translation";
import { useSavesOfPage, type Saving } from "./autosave";
import ReportOnDevice from "./report-on-device";
import { BESIDE_FORM, type SectionPage } from "./section-data";
import { useOtherTabs } from "./use-other-tabs";
import { useRenewal } from "./use-renewal";

const OWN_WORK: readonly string[] = ["here", "sending"];

type SectionBesideProps = {
  page: SectionPage;
  /** Takes over a newer answer; says whether it is shown. */
  apply: (unit: string, current: Current) => boolean;
};

/** What stands beside the form of a section and is good to have: fetched once the form is usable. */
export default function SectionBeside({ page, apply }: SectionBesideProps) {
  const saving = useSavesOfPage();
  const name = useRouteLoaderData<{ user: { name: string } | null }>("root")?.user?.name ?? "";
  useSavedFirst(saving);
  useOtherTabs({ person: page.person, report: page.id, name, saving, apply });
  return (
    <>
      <ReportOnDevice report={page} isBusy={() => OWN_WORK.includes(saving.queue.whole().status)} />
      <NewerPage />
    </>
  );
}

/** What is said beside the questions is posted once all answers are saved: the page is made anew after it. Where they cannot be, the line of saving says so. */
function useSavedFirst({ queue }: Saving): void {
  useEffect(() => {
    const form = document.getElementById(BESIDE_FORM) as HTMLFormElement | null;
    let isSaved = false;
    const hold = (event: SubmitEvent): void => {
      if (isSaved) return;
      event.preventDefault();
      const { submitter } = event;
      const post = (saved: boolean): void => {
        isSaved = saved && navigator.onLine;
        // A form that is still telling of one submission takes no other.
        if (isSaved) setTimeout(() => form?.requestSubmit(submitter));
      };
      void queue.flush().then(post);
    };
    form?.addEventListener("submit", hold);
    return () => form?.removeEventListener("submit", hold);
  }, [queue]);
}

/** A word that the page could be newer; it goes on as it is until its author says otherwise. */
function NewerPage() {
  const { t } = useTranslation("device");
  const saving = useSavesOfPage();
  const reason = useRenewal(saving);
  const [isPending, setPending] = useState(false);
  if (reason === null) return null;
  const renew = async (): Promise<void> => {
    setPending(true);
    const isSaved = await saving.queue.flush();
    await saving.kept.write();
    if (isSaved || saving.kept.works) window.location.reload();
    else setPending(false);
  };
  return (
    <div className="mb-6">
      <Notice
        live
        title={t("newer.title")}
        actions={
          <Button type="button" size="sm" pending={isPending} onClick={() => void renew()}>
            {t("newer.load")}
          </Button>
        }
      >
        {t("newer.text")}
      </Notice>
    </div>
  );
}
