import { auditRefusals } from "~/features/audit/model";
import { clearanceRefusals } from "~/features/clearances/model";
import { commentRefusals } from "~/features/comments/model";
import { clarificationRefusals } from "~/features/clarifications/model";
import { codingRefusals } from "~/features/codings/model";
import { compilationRefusals } from "~/features/compilations/model";
import { documentRefusals } from "~/features/documents/model";
import { delegationRefusals } from "~/features/delegations/model";
import { exportRefusals } from "~/features/exports/model";
import { cycleRefusals } from "~/features/cycles/model";
import { facilitationRefusals } from "~/features/facilitations/model";
import { identityRefusals } from "~/features/identity/model";
import { importRefusals } from "~/features/imports/model";
import { matrixRefusals } from "~/features/matrix/model";
import { extensionRefusals } from "~/features/extensions/model";
import { meetingRefusals } from "~/features/meetings/model";
import { negotiationRefusals } from "~/features/negotiations/model";
import { notificationRefusals } from "~/features/notifications/model";
import { outreachRefusals } from "~/features/outreach/model";
import { reminderRefusals } from "~/features/reminders/model";
import { extractRefusals, listRefusals, paperRefusals } from "~/features/papers/model";
import { publicationRefusals } from "~/features/publication/model";
import { readingRefusals } from "~/features/readings/model";
import { redraftRefusals } from "~/features/redrafts/model";
import { registrationRefusals } from "~/features/registrations/model";
import { handoverRefusals } from "~/features/handovers/model";
import { reportRefusals } from "~/features/reports/model";
import { reviewRefusals } from "~/features/review/model";
import { checklistRefusals } from "~/features/review/model/checklist";
import { bulkRefusals } from "~/features/review/model/bulk";
import { queueRefusals } from "~/features/review/model/rules";
import { saveRefusals } from "~/features/saves/model";
import { translationRefusals } from "~/features/translations/model";
import { templateRefusals } from "~/features/templates/model/refusals";
import type { Refusal, RefusalTable } from "~/lib/refusal";

/** Refusals of the edge itself. */
const edgeRefusals = {
  "request.origin": 403,
  "request.invalid": 422,
  "request.too_large": 413,
  "request.too_many": 429,
  "request.not_found": 404,
  "request.method": 405,
  "request.unsupported_type": 415,
  "request.headers_too_large": 431,
  "request.malformed": 400,
  "request.timeout": 408,
  "request.unavailable": 503,
  "request.failed": 500,
} as const;

/** The one table of statuses, made of each feature's own. A code that is not in it is a bug: 500. */
const STATUSES: RefusalTable = {
  ...edgeRefusals,
  ...identityRefusals,
  ...registrationRefusals,
  ...saveRefusals,
  ...handoverRefusals,
  ...reportRefusals,
  ...reviewRefusals,
  ...checklistRefusals,
  ...bulkRefusals,
  ...queueRefusals,
  ...compilationRefusals,
  ...codingRefusals,
  ...documentRefusals,
  ...meetingRefusals,
  ...redraftRefusals,
  ...negotiationRefusals,
  ...publicationRefusals,
  ...paperRefusals,
  ...listRefusals,
  ...extractRefusals,
  ...importRefusals,
  ...templateRefusals,
  ...notificationRefusals,
  ...extensionRefusals,
  ...reminderRefusals,
  ...matrixRefusals,
  ...facilitationRefusals,
  ...cycleRefusals,
  ...clearanceRefusals,
  ...clarificationRefusals,
  ...delegationRefusals,
  ...commentRefusals,
  ...auditRefusals,
  ...readingRefusals,
  ...outreachRefusals,
  ...exportRefusals,
  ...translationRefusals,
};

export const statusOf = (refusal: Refusal): number => STATUSES[refusal.code] ?? 500;
export const allRefusalCodes = (): string[] => Object.keys(STATUSES);
