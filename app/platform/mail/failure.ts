/** What becomes of a mail that was not taken: it is tried again, given up, or its address takes none. `reason`: for the desk, without addresses and links. */
export type Failure = { then: "again" | "failed" | "bounced"; reason: string };

const MAX_REASON = 200;

/** What a server or the net said, in one line: an address may stand for a person, a link may carry a secret. */
const tidied = (said: string): string =>
  said
    .replace(/\w+:\/\/\S+/g, "…")
    .replace(/<?[^\s<>@]+@[^\s<>]+>?/g, "…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_REASON);

const textIn = (error: object, name: string): string => {
  const value = (error as Record<string, unknown>)[name];
  return typeof value === "string" ? value : "";
};

/**
 * Reads an error of sending (as nodemailer gives it: `code`, `command`, `response`, `responseCode`; RFC 5321 and 3463 say
 * what the numbers mean). A recipient refused for good is a bounce, unless the refusal speaks of a full mailbox (552, x.2.2)
 * or of policy (x.7.x); a message refused for good is given up; what is wrong with the connection, the sender's account or
 * for the time being is tried again.
 */
export function failureOf(error: unknown): Failure {
  if (typeof error !== "object" || error === null) return { then: "again", reason: "unknown" };
  const { responseCode } = error as { responseCode?: unknown };
  const response = textIn(error, "response");
  const reason = tidied(response) || tidied(textIn(error, "code")) || "unknown";
  const command = textIn(error, "command");
  if (textIn(error, "code") === "EENVELOPE" && response === "") return { then: "failed", reason };
  if (typeof responseCode !== "number" || responseCode < 500) return { then: "again", reason };
  if (command === "RCPT TO") {
    const isOfTheAddress = responseCode !== 552 && !/^\d{3}[ -]5\.(?:2\.2|7\.\d+)/.test(response);
    return { then: isOfTheAddress ? "bounced" : "failed", reason };
  }
  return { then: command === "DATA" ? "failed" : "again", reason };
}
