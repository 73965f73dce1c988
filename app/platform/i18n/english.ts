/** Types of the English source only: a wrong key does not compile. Never imported as a value. */
import type account from "../../../locales/en/account.json";
import type carry from "../../../locales/en/carry.json";
import type clearances from "../../../locales/en/clearances.json";
import type delegations from "../../../locales/en/delegations.json";
import type common from "../../../locales/en/common.json";
import type desk from "../../../locales/en/desk.json";
import type device from "../../../locales/en/device.json";
import type download from "../../../locales/en/download.json";
import type errors from "../../../locales/en/errors.json";
import type gallery from "../../../locales/en/gallery.json";
import type history from "../../../locales/en/history.json";
import type mail from "../../../locales/en/mail.json";
import type papers from "../../../locales/en/papers.json";
import type publicPages from "../../../locales/en/public.json";
import type registration from "../../../locales/en/registration.json";
import type reports from "../../../locales/en/reports.json";
import type sheets from "../../../locales/en/sheets.json";

export declare const resources: {
  account: typeof account;
  carry: typeof carry;
  clearances: typeof clearances;
  delegations: typeof delegations;
  common: typeof common;
  desk: typeof desk;
  device: typeof device;
  download: typeof download;
  errors: typeof errors;
  gallery: typeof gallery;
  history: typeof history;
  mail: typeof mail;
  papers: typeof papers;
  public: typeof publicPages;
  registration: typeof registration;
  reports: typeof reports;
  sheets: typeof sheets;
};
