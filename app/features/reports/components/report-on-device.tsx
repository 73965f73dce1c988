import { useEffect, useRef, useState } from "react";
import { formatInstant } from "~/lib/dates";
import { links } from "~/lib/links";
import { keepReport, keptAt, startWorker, untilBack } from "~/platform/offline/device";
import { Notice } from "~/ui/notice";
import { useReaderZone } from "~/ui/reader-zone";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export type ReportOnDeviceProps = {
  report: { id: string; pages: readonly { id: string }[] };
  /** True while the author's own saves want the line. */
  isBusy?: () => boolean;
};

const neverBusy = (): boolean => false;

/** Keeps the pages of the report on the device while it is read; on a page that comes from there, says so. */
export default function ReportOnDevice({ report, isBusy = neverBusy }: ReportOnDeviceProps) {
  const language = useLanguage();
  const busy = useRef(isBusy);
  busy.current = isBusy;
  const { i18n } = useTranslation("device");
  const paths = [links.report(language, report.id), ...report.pages.map(({ id }) => links.section(language, report.id, id))].join("\n");
  useEffect(() => {
    const end = new AbortController();
    const keep = async (): Promise<void> => {
      await startWorker();
      await keepReport({ paths: paths.split("\n"), isBusy: () => busy.current(), fetchTexts: (names) => i18n.loadNamespaces(names), signal: end.signal });
    };
    // Without a line, or where the device keeps nothing, the report is read as it is.
    if (!keptAt()) keep().catch(() => undefined);
    return () => end.abort();
  }, [i18n, paths]);
  return <AsLastSeen />;
}

function AsLastSeen() {
  const { t } = useTranslation("device");
  const language = useLanguage();
  const zone = useReaderZone();
  const [at, setAt] = useState(keptAt);
  useEffect(() => {
    if (at) return untilBack(() => setAt(null));
  }, [at]);
  if (!at) return null;
  return (
    <div className="mb-6">
      <Notice live title={t("kept.title")}>
        {t("kept.text", { time: formatInstant(at, language, zone) })}
      </Notice>
    </div>
  );
}
