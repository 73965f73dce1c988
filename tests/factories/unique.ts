import { randomBytes } from "node:crypto";

let count = 0;

/** A short text no other row of this run has: rows of different tests never meet. */
export const unique = (prefix: string): string => `${prefix}-${(count += 1)}-${randomBytes(3).toString("hex")}`;
