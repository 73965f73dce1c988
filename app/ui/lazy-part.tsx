import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { Notice } from "./notice";
import { useTranslation } from "./use-translation";

function Missing() {
  const { t } = useTranslation("common");
  return <Notice tone="warning">{t("state.missing")}</Notice>;
}

/**
 * A part of the page that is fetched when it is shown first. One that cannot be had (there is no line, or it went with an
 * older build of the portal) leaves its place to another one, by default to words: the page around it goes on.
 */
export const lazyPart = <P,>(load: () => Promise<{ default: ComponentType<P> }>, instead: ComponentType = Missing): LazyExoticComponent<ComponentType<P>> => {
  const orInstead = async (): Promise<{ default: ComponentType<P> }> => {
    try {
      return await load();
    } catch {
      return { default: instead as ComponentType<P> };
    }
  };
  return lazy(orInstead);
};
