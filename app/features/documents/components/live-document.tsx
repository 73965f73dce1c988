import { useLocation } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import { followStream } from "~/ui/follow-stream";
import { Icon } from "~/ui/icons";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { documentLinks } from "../model/address";
import { newsIn, type Reader, type SavedText } from "../model/live";

type LiveDocumentProps = {
  document: string;
  /** The one paragraph the page is of. */
  paragraph?: string;
  /** The numbers of paragraphs, by their ids. */
  numbers: Readonly<Record<string, string>>;
  /** The revisions of those the page shows. */
  shown: Readonly<Record<string, number>>;
};

/**
 * Who else has the document open, and what they saved since the page was made. What is typed on the page is left alone:
 * its reader loads it anew. Where the line for it cannot be had, it shows nothing, and saves find out by themselves.
 */
export function LiveDocument({ document, paragraph, numbers, shown }: LiveDocumentProps) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const { pathname } = useLocation();
  const [here, setHere] = useState<readonly Reader[]>([]);
  const [heard, setHeard] = useState<readonly SavedText[]>([]);
  const address = documentLinks.live(language, document, paragraph === undefined ? {} : { paragraph });
  useEffect(() => {
    setHeard([]);
    return followStream(address, { here: setHere, saved: (saved: SavedText[]) => setHeard((known) => [...known, ...saved]) }, () => setHere([]));
  }, [address]);
  const news = useMemo(() => newsIn(heard, shown), [heard, shown]);
  return (
    <div role="status" aria-atomic={false} className="print:hidden">
      {here.length > 0 && (
        <ul className="mb-4 grid gap-1 text-sm text-ink-soft">
          {here.map(({ name, paragraph: at }, index) => (
            <li key={index} className="flex items-start gap-2">
              <Icon name="people" className="mt-[0.2em]" />
              {at !== null && numbers[at] ? t("live.writes", { name, number: numbers[at] }) : t("live.here", { name })}
            </li>
          ))}
        </ul>
      )}
      {news.length > 0 && (
        <div className="mb-6">
          <Notice tone="warning" actions={<LinkButton to={pathname}>{t("live.reload")}</LinkButton>}>
            <ul>
              {news.map(({ paragraph: at, by }) => (
                <li key={at} className="font-semibold">
                  {numbers[at] ? t("live.changed", { name: by, number: numbers[at] }) : t("live.added", { name: by })}
                </li>
              ))}
            </ul>
            <p>{paragraph === undefined ? t("live.loses") : t("live.keeps")}</p>
          </Notice>
        </div>
      )}
    </div>
  );
}
