/** One namespace per feature that speaks (`history` apart, since the author's form needs it in a conflict only), besides `common` (every page), `errors` (every refusal, fetched with the first), and `mail`, `letters`, `papers`, `fillable` and `sheets`, which only the server reads. */
export const NAMESPACES = [
  "common",
  "errors",
  "mail",
  "letters",
  "papers",
  "fillable",
  "sheets",
  "account",
  "registration",
  "public",
  "reports",
  "signing",
  "history",
  "device",
  "download",
  "exports",
  "imports",
  "clearances",
  "delegations",
  "comments",
  "clarifications",
  "deadlines",
  "carry",
  "desk",
  "audit",
  "readings",
  "queue",
  "outreach",
  "compilation",
  "documents",
  "translations",
  "gallery",
] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** What every page needs, whatever its route names. */
export const BASE_NAMESPACES = ["common"] as const satisfies readonly Namespace[];
