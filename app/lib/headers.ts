/** Headers of our own that pages and the server tell each other something with. */

/**
 * Whom a page belongs to, by the id of their account: no secret, and of no use to anybody who is not signed in as them. A
 * page names it with what it sends, so that nothing is written by another person who has signed in since.
 */
export const PERSON_HEADER = "x-person";

/** What the portal says in place of a person to who is not signed in. */
export const NOBODY = "-";

/** The build of the portal that answers. A page of another one goes on, and is loaded anew when nothing can be lost by it. */
export const BUILD_HEADER = "x-build";
