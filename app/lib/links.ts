import type { Language } from "./languages";

/** A spot on a page of comments: a list narrowed to a question, one thread, one comment in it, or a thread about to be begun there; `more` stands with it in the address. */
export type CommentSpot = {
  place?: string;
  filter?: string;
  thread?: string;
  comment?: string | null;
  begin?: string;
  edit?: string;
  more?: Record<string, string>;
};

function commentSpot({ place, filter, thread, comment, begin, edit, more }: CommentSpot = {}): string {
  const named = {
    ...(place !== undefined && { question: place }),
    ...(filter && { filter }),
    ...(thread && { thread }),
    ...(begin && { begin }),
    ...(edit && { edit }),
  };
  const asked = new URLSearchParams({ ...named, ...more });
  const anchor = comment ? `#c-${comment}` : thread ? `#t-${thread}` : "";
  return (asked.size > 0 ? `?${asked.toString()}` : "") + anchor;
}

/** Typed addresses: the one place in code that knows how a page is reached. */
export const links = {
  home: (lang: Language) => `/${lang}`,
  status: (lang: Language) => `/${lang}/status`,
  statusLive: (lang: Language) => `/${lang}/status/live`,
  timeline: (lang: Language) => `/${lang}/timeline`,
  calendar: (lang: Language) => `/${lang}/timeline/calendar.ics`,
  myCalendar: (lang: Language) => `/${lang}/account/calendar.ics`,
  letters: (lang: Language, key: string) => `/${lang}/letters/${key}`,
  templates: (lang: Language) => `/${lang}/templates`,
  template: (lang: Language, template: string) => `/${lang}/templates/${template}`,
  submissions: (lang: Language) => `/${lang}/submissions`,
  submission: (lang: Language, symbol: string) => `/${lang}/submissions/${symbol}`,
  submissionChanges: (lang: Language, symbol: string) => `/${lang}/submissions/${symbol}/changes`,
  submissionFile: (lang: Language, symbol: string, sha256: string) => `/${lang}/submissions/${symbol}/files/${sha256}`,
  verify: (lang: Language, receipt?: string) => (receipt ? `/${lang}/verify/${receipt}` : `/${lang}/verify`),
  about: (lang: Language) => `/${lang}/about`,
  accessibility: (lang: Language) => `/${lang}/accessibility`,
  signIn: (lang: Language, next?: string) => (next ? `/${lang}/sign-in?next=${encodeURIComponent(next)}` : `/${lang}/sign-in`),
  signInHere: (lang: Language) => `/${lang}/sign-in/here`,
  signOut: (lang: Language) => `/${lang}/sign-out`,
  account: (lang: Language) => `/${lang}/account`,
  people: (lang: Language, party: string) => `/${lang}/account/people/${party}`,
  clearanceChain: (lang: Language, party: string) => `/${lang}/account/people/${party}/clearance`,
  handover: (lang: Language, party: string) => `/${lang}/account/people/${party}/handover`,
  handoverFile: (lang: Language, party: string, id: string) => `/${lang}/account/people/${party}/handover/${id}/file`,
  invitation: (lang: Language, token: string) => `/${lang}/invitations/${token}`,
  register: (lang: Language) => `/${lang}/register`,
  registration: (lang: Language, token: string) => `/${lang}/register/${token}`,
  registrationAnswer: (lang: Language, token: string) => `/${lang}/register/answer/${token}`,
  cosign: (lang: Language, token: string) => `/${lang}/cosign/${token}`,
  reports: (lang: Language) => `/${lang}/reports`,
  report: (lang: Language, id: string) => `/${lang}/reports/${id}`,
  section: (lang: Language, id: string, page: string) => `/${lang}/reports/${id}/sections/${page}`,
  history: (lang: Language, id: string, question: string, row = "") => `/${lang}/reports/${id}/history/${question}${row && `?row=${row}`}`,
  copy: (lang: Language, id: string, from?: string) => `/${lang}/reports/${id}/copy${from ? `?from=${from}` : ""}`,
  bringIn: (lang: Language, id: string) => `/${lang}/reports/${id}/import`,
  review: (lang: Language, id: string) => `/${lang}/reports/${id}/review`,
  clearance: (lang: Language, id: string) => `/${lang}/reports/${id}/clearance`,
  delegation: (lang: Language, id: string, change?: string) => `/${lang}/reports/${id}/delegation${change ? `?change=${change}#assignment` : ""}`,
  clarifications: (lang: Language, id: string) => `/${lang}/reports/${id}/clarifications`,
  letter: (lang: Language, id: string, turn: string) => `/${lang}/reports/${id}/clarifications/${turn}`,
  receipt: (lang: Language, id: string) => `/${lang}/reports/${id}/receipt`,
  comments: (lang: Language, id: string, spot?: CommentSpot) => `/${lang}/reports/${id}/comments${commentSpot(spot)}`,
  exports: (lang: Language) => `/${lang}/exports`,
  export: (lang: Language, id: string) => `/${lang}/exports/${id}`,
  apiExportFile: (id: string) => `/api/v1/exports/${id}/file`,
  desk: (lang: Language) => `/${lang}/desk`,
  deskSubmission: (lang: Language, id: string) => `/${lang}/desk/submissions/${id}`,
  deskComments: (lang: Language, id: string, spot?: CommentSpot) => `/${lang}/desk/submissions/${id}/comments${commentSpot(spot)}`,
  deskThreads: (lang: Language, spot?: CommentSpot) => `/${lang}/desk/comments${commentSpot(spot)}`,
  deskFile: (lang: Language, id: string, sha256: string) => `/${lang}/desk/submissions/${id}/files/${sha256}`,
  deskChanges: (lang: Language, id: string) => `/${lang}/desk/submissions/${id}/changes`,
  deskBeside: (lang: Language, id: string, what?: string) => `/${lang}/desk/submissions/${id}/beside${what ? `?with=${what}` : ""}`,
  deskChecklist: (lang: Language, id: string) => `/${lang}/desk/submissions/${id}/checklist`,
  deskHistory: (lang: Language, id: string) => `/${lang}/desk/submissions/${id}/history`,
  deskAudit: (lang: Language) => `/${lang}/desk/audit`,
  deskAuditExport: (lang: Language, filters: Readonly<Record<string, string>>) => `/${lang}/desk/audit/export?${new URLSearchParams(filters).toString()}`,
  deskClarifications: (lang: Language, id: string) => `/${lang}/desk/submissions/${id}/clarifications`,
  deskLetter: (lang: Language, id: string, turn: string) => `/${lang}/desk/submissions/${id}/clarifications/${turn}`,
  deskMatrix: (lang: Language) => `/${lang}/desk/matrix`,
  deskBulks: (lang: Language) => `/${lang}/desk/bulk`,
  deskBulk: (lang: Language, id: string) => `/${lang}/desk/bulk/${id}`,
  deskRules: (lang: Language) => `/${lang}/desk/rules`,
  deskFacilitators: (lang: Language) => `/${lang}/desk/facilitators`,
  deskFacilitator: (lang: Language, id: string) => `/${lang}/desk/facilitators/${id}`,
  deskCycles: (lang: Language) => `/${lang}/desk/cycles`,
  deskCycle: (lang: Language, code: string) => `/${lang}/desk/cycles/${code}`,
  deskStatus: (lang: Language) => `/${lang}/desk/status`,
  deskStatusExport: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/status/export?${new URLSearchParams(asked).toString()}`,
  deskOutreach: (lang: Language, filters: Readonly<Record<string, string>> = {}) => {
    const asked = new URLSearchParams(filters).toString();
    return `/${lang}/desk/outreach${asked && `?${asked}`}`;
  },
  deskOutreachExport: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/outreach/export?${new URLSearchParams(asked).toString()}`,
  outreachFile: (lang: Language) => `/${lang}/desk/outreach/file`,
  outreachEmptyFile: (lang: Language) => `/${lang}/desk/outreach/empty-file`,
  outreachList: (lang: Language, id: string) => `/${lang}/desk/outreach/lists/${id}`,
  deskDeadlines: (lang: Language) => `/${lang}/desk/deadlines`,
  deskReminders: (lang: Language, preview?: string) => `/${lang}/desk/reminders${preview ? `?preview=${preview}#preview` : ""}`,
  deskMail: (lang: Language) => `/${lang}/desk/mail`,
  apiSubmission: (lang: Language, symbol: string) => `/api/v1/submissions/${symbol}?lang=${lang}`,
  apiExport: (lang: Language, format: string, filters: Readonly<Record<string, string>>) =>
    `/api/v1/export?${new URLSearchParams({ format, names: lang, ...filters }).toString()}`,
  apiReportForm: (id: string) => `/api/v1/reports/${id}/form`,
  apiTemplateForm: (template: string) => `/api/v1/templates/${template}/form`,
  apiReportFile: (id: string, sha256: string) => `/api/v1/reports/${id}/files/${sha256}`,
  apiReportPaper: (id: string) => `/api/v1/reports/${id}/export`,
  apiSubmissionPaper: (symbol: string) => `/api/v1/submissions/${symbol}/export`,
  apiTemplatePaper: (template: string) => `/api/v1/templates/${template}/export`,
  apiSelectionPaper: () => "/api/v1/submissions/export",
  apiStatusPaper: () => "/api/v1/status/export",
  deskPaper: (lang: Language, id: string) => `/${lang}/desk/submissions/${id}/export`,
  deskRegistrations: (lang: Language) => `/${lang}/desk/registrations`,
  deskRegistration: (lang: Language, id: string) => `/${lang}/desk/registrations/${id}`,
  admin: (lang: Language) => `/${lang}/admin`,
} as const;

/** The same page in another language. */
export const inLanguage = (path: string, language: Language): string => path.replace(/^\/[a-z]{2}(?=\/|$|\?)/, `/${language}`);

/** A local address to go on to, or the fallback when it leads elsewhere: resolved as a browser would, so `//x` and `/\x` do not pass. */
export function localPath(next: string | null, fallback: string): string {
  if (!next || !next.startsWith("/")) return fallback;
  const base = "http://portal.invalid";
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  return url && url.origin === base && !/[\\\u0000-\u001f]/.test(next) ? url.pathname + url.search + url.hash : fallback;
}
