import type { Log } from "~/platform/log.server";

/** A log nobody reads. */
export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
