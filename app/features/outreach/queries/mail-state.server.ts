import { runSql, sql, type Database } from "~/platform/db/client.server";
import type { MailState } from "../model";

/** A server that answers so (RFC 5321, 4.2.1: 5yz) will never take the mail; one that is tried so often is as good as that. */
const REFUSED = "\\m5[0-9][0-9]\\M";
const HOPELESS = 12;

/** How the newest mail to each address went; an address without a mail is not in it. */
export async function mailStates(db: Database, emails: readonly string[]): Promise<Map<string, MailState>> {
  if (emails.length === 0) return new Map();
  const rows = await runSql<{ to: string; state: MailState }>(
    db,
    sql`select m."to", case when m.delivered_at is not null then 'delivered'
          when m.attempts >= ${HOPELESS} or m.last_error ~ ${REFUSED} then 'failed' else 'waiting' end as state
        from unnest(${[...new Set(emails)]}::text[]) as asked(email)
        cross join lateral (select "to", delivered_at, attempts, last_error from mail where "to" = asked.email order by created_at desc limit 1) m`,
  );
  return new Map(rows.map(({ to, state }) => [to, state]));
}
