import { Link } from "@remix-run/react";
import { useTranslation } from "./use-translation";
import { buttonClass } from "./button-class";
import { ButtonFace } from "./button-face";

type PagerProps = {
  /** What is paged through: names the navigation. */
  label: string;
  /** Address of the page before, of the page after; null where there is none. */
  earlier: string | null;
  later: string | null;
};

/** On to the next part of a long list, and back. */
export function Pager({ label, earlier, later }: PagerProps) {
  const { t } = useTranslation("common");
  if (!earlier && !later) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap justify-between gap-3 print:hidden">
      {earlier ? (
        <Link to={earlier} rel="prev" className={buttonClass("secondary", "md")}>
          <ButtonFace icon="back">{t("pager.earlier")}</ButtonFace>
        </Link>
      ) : (
        <span />
      )}
      {later && (
        <Link to={later} rel="next" className={buttonClass("secondary", "md")}>
          <ButtonFace icon="forward">{t("pager.later")}</ButtonFace>
        </Link>
      )}
    </nav>
  );
}
