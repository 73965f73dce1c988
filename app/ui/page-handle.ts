import type { CustomTypeOptions, TFunction } from "i18next";

type Namespace = keyof CustomTypeOptions["resources"];

/**
 * What a route says about its page, in `export const handle`: the texts it needs, and its title, to which the portal's
 * name is added (`title: (t) => t("public:status.title")`). `data` is what its loader gave; nothing where it failed.
 */
export type PageHandle<Data = unknown> = { texts?: Namespace[]; title?: (t: TFunction<Namespace[]>, data: Data | undefined) => string };
