import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";
import type { PluggableList } from "unified";

/**
 * The markdown authors write in, the same on the page and on paper. A single tilde means "about" more often than "struck
 * out"; and CommonMark's rule for stress asks for spaces, which Chinese does not have around its punctuation.
 */
export const AUTHOR_MARKDOWN: PluggableList = [[remarkGfm, { singleTilde: false }], remarkCjkFriendly];
