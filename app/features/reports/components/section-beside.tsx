import ReportOnDevice, { type ReportOnDeviceProps } from "./report-on-device";
import { useSavesOfPage } from "./autosave";

const OWN_WORK: readonly string[] = ["here", "sending"];

/** What stands beside the form of a section and is good to have: fetched once the form is usable. */
export default function SectionBeside({ report }: Pick<ReportOnDeviceProps, "report">) {
  const { queue } = useSavesOfPage();
  return <ReportOnDevice report={report} isBusy={() => OWN_WORK.includes(queue.whole().status)} />;
}
