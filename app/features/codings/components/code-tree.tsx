import { Link } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { CodeLine } from "../model";
import { codingLinks } from "../model/address";
import { CodeLabel, InLanguage } from "./code-label";

/** The codebook: each code with what it means and how much is marked with it, those under it inside. */
export function CodeTree({ lines }: { lines: readonly CodeLine[] }) {
  const { t } = useTranslation("coding");
  const language = useLanguage();
  const top = Math.min(...lines.map(({ depth }) => depth));
  return (
    <ul className="grid gap-3">
      {lines.map((line, index) => {
        if (line.depth !== top) return null;
        const end = lines.findIndex(({ depth }, at) => at > index && depth <= top);
        const under = lines.slice(index + 1, end < 0 ? undefined : end);
        return (
          <li key={line.id} className="grid gap-3 border-s-2 border-line ps-4">
            <div>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link to={codingLinks.code(language, line.id)} className="font-semibold">
                  <CodeLabel code={line} />
                </Link>
                <span className="text-sm text-ink-soft">{t("marks", { count: line.count })}</span>
                {line.retired && <Badge tone="warning">{t("retired")}</Badge>}
              </p>
              {line.definition && (
                <p className="max-w-measure text-sm text-ink-soft">
                  <InLanguage text={line.definition} language={line.definitionLanguage} />
                </p>
              )}
            </div>
            {under.length > 0 && <CodeTree lines={under} />}
          </li>
        );
      })}
    </ul>
  );
}
