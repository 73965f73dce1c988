import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import type { CrossedReport } from "../model/cross";

/** Reports behind a number, each with its party. */
export function CrossedReports({ reports }: { reports: readonly CrossedReport[] }) {
  const language = useLanguage();
  return (
    <ul className="grid gap-1">
      {reports.map(({ submission, symbol, party }) => (
        <li key={submission}>
          <Link to={links.deskSubmission(language, submission)}>
            <Code>{symbol}</Code>
          </Link>{" "}
          <bdi>{party.name}</bdi>
        </li>
      ))}
    </ul>
  );
}
