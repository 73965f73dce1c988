import { useTranslation } from "~/ui/use-translation";
import type { VersionLine } from "../model";

/** What a version is called in the reader's language. */
export function useVersionName(): (version: Pick<VersionLine, "stage" | "revision">) => string {
  const { t } = useTranslation("documents");
  return ({ stage, revision }) => (stage === "revision" ? t("stage.revision", { revision }) : t(`stage.${stage}`));
}
