import type { CommentSpot } from "~/lib/links";

/** Where a spot of this page of comments is; the desk's page and the party's have addresses of their own. */
export type SpotHref = (spot: CommentSpot) => string;
