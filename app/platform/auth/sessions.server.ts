import { createHash, randomBytes } from "node:crypto";
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser, type Session } from "lucia";
import type { Actor } from "~/lib/actor";
import { batched } from "~/lib/batched";
import { runSql, sql, type Database, type Sql } from "../db/client.server";

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Record<never, never>, { person: Actor }>;
    DatabaseUserAttributes: { person: Actor };
  }
}

/** SHA-256 in hex: what is stored of a session id or a token. */
export const digest = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A secret for a link or a token: 192 random bits, safe in an address. */
export const newSecret = (): string => randomBytes(24).toString("base64url");

/** Sessions one statement looks for. */
const SESSIONS_AT_ONCE = 50;

/**
 * Lucia's storage on our tables. Only the SHA-256 of a session id is stored, so a copy of the table opens no session.
 * Lucia hands the id in and gets the same id back.
 */
function adapter(db: Database, person: () => Sql): Adapter {
  type Row = { id: string; userId: string; expiresAt: Date; person: Actor };
  // Those whose requests come while another's session is being looked for are looked for together.
  const findOpen = batched(
    async (ids: string[]): Promise<(Row | undefined)[]> => {
      const rows = await runSql<Row>(
        db,
        sql`select s.id, s.user_id as "userId", s.expires_at as "expiresAt", ${person()} as person
          from session s join "user" u on u.id = s.user_id where s.id = any(${ids}::text[])`,
      );
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id));
    },
    { most: SESSIONS_AT_ONCE },
  );
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const row = await findOpen(digest(id));
      if (!row) return [null, null];
      return [
        { id, userId: row.userId, expiresAt: row.expiresAt, attributes: {} },
        { id: row.userId, attributes: { person: row.person } },
      ];
    },
    async getUserSessions(userId) {
      const rows = await db.session.findMany({ where: { userId } });
      return rows.map((row) => ({ id: row.id, userId: row.userId, expiresAt: row.expiresAt, attributes: {} }));
    },
    async setSession({ id, userId, expiresAt }) {
      await db.session.create({ data: { id: digest(id), userId, expiresAt } });
    },
    async updateSessionExpiration(id, expiresAt) {
      await db.session.updateMany({ where: { id: digest(id) }, data: { expiresAt } });
    },
    async deleteSession(id) {
      await db.session.deleteMany({ where: { id: digest(id) } });
    },
    async deleteUserSessions(userId) {
      await db.session.deleteMany({ where: { userId } });
    },
    async deleteExpiredSessions() {
      await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
    },
  };
}

export type Sessions = {
  /** Opens a session and gives the `Set-Cookie` value. */
  open: (userId: string) => Promise<string>;
  /** Whose session a request's cookie names, and as whom they act; `renew` is a `Set-Cookie` value when its life was extended. */
  read: (cookieHeader: string | null) => Promise<{ userId: string; sessionId: string; person: Actor; renew: string | null } | null>;
  /** What names the session of a request's cookie in memory and in logs: its SHA-256. Whether it is open is not asked. */
  nameOf: (cookieHeader: string | null) => string | null;
  /** Ends one session and gives the `Set-Cookie` value that clears the cookie. */
  close: (cookieHeader: string | null) => Promise<string>;
  /** Ends all of a person's sessions (password changed, account disabled). */
  closeAll: (userId: string) => Promise<void>;
  /** Removes sessions past their time. */
  sweep: () => Promise<void>;
};

/**
 * `secure` is for https origins. `person` is the statement's expression for whoever the row `u` of the accounts is, as
 * JSON, null for one who may not come in; without it sessions are nobody's.
 */
export type SessionOptions = { secure: boolean; person?: () => Sql };

/** The one place that knows Lucia (v3 is in maintenance; see docs/decisions). */
export function openSessions(db: Database, { secure, person = () => sql`null` }: SessionOptions): Sessions {
  const lucia = new Lucia(adapter(db, person), {
    getUserAttributes: (attributes) => attributes,
    sessionExpiresIn: new TimeSpan(14, "d"),
    sessionCookie: { name: secure ? "__Host-session" : "session", attributes: { secure, sameSite: "lax", path: "/" } },
  });
  const idOf = (header: string | null) => lucia.readSessionCookie(header ?? "");
  return {
    async open(userId) {
      const session: Session = await lucia.createSession(userId, {});
      return lucia.createSessionCookie(session.id).serialize();
    },
    async read(header) {
      const id = idOf(header);
      if (!id) return null;
      const { session, user } = await lucia.validateSession(id);
      if (!session) return null;
      return { userId: session.userId, sessionId: digest(id), person: user.person, renew: session.fresh ? lucia.createSessionCookie(id).serialize() : null };
    },
    nameOf(header) {
      const id = idOf(header);
      return id === null ? null : digest(id);
    },
    async close(header) {
      const id = idOf(header);
      if (id) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
    closeAll: (userId) => lucia.invalidateUserSessions(userId),
    sweep: () => lucia.deleteExpiredSessions(),
  };
}
