/** The outcome of something that may be refused for an expected reason. Bugs and outages throw; refusals are values. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** A done outcome. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** A refused outcome; `error` carries a stable code and what the reader needs to act on it. */
export const refuse = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
