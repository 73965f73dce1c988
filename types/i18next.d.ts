import "i18next";
import type { resources } from "~/platform/i18n/english";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof resources;
    returnNull: false;
  }
}
