import { z } from "zod";
import type { AuditFilters } from "./model";

const text = z.string().trim().max(200).optional().catch(undefined);
const filters = z.object({ who: text, subject: text, type: text, from: text, until: text });

/** What the log is narrowed by, from an address; what is empty or far too long is left out. */
export function readLogFilters(search: URLSearchParams): AuditFilters {
  const read = filters.parse(Object.fromEntries(search));
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value));
}
