import { runSql, sql, type Database } from "~/platform/db/client.server";
import type { MailState } from "../model";

/** How the newest mail to each address went, and whether it takes any; an address without a mail or mark is not in it. */
export async function mailStates(db: Database, emails: readonly string[]): Promise<Map<string, MailState>> {
  if (emails.length === 0) return new Map();
  const rows = await runSql<{ email: string; state: MailState }>(
    db,
    sql`select asked.email, case when b.email is not null or m.state in ('failed', 'bounced') then 'failed'
          when m.delivered_at is not null then 'delivered' else 'waiting' end as state
        from unnest(${[...new Set(emails)]}::text[]) as asked(email)
        left join bounced_address b on b.email = asked.email
        left join lateral (select state, delivered_at from mail where "to" = asked.email order by created_at desc limit 1) m on true
        where m.state is not null or b.email is not null`,
  );
  return new Map(rows.map(({ email, state }) => [email, state]));
}
