import { expect, test } from "vitest";
import { failureOf } from "./failure";

const said = (response: string, command: string, code = "EENVELOPE") => ({ code, command, response, responseCode: Number(response.slice(0, 3)) });

test.each([
  ["an address nobody has", said("550 5.1.1 No such user", "RCPT TO"), "bounced"],
  ["a domain that takes no mail", said("556 5.1.10 Null MX", "RCPT TO"), "bounced"],
  ["a mailbox that is full", said("552 5.2.2 Over quota", "RCPT TO"), "failed"],
  ["a policy of the receiver", said("550 5.7.1 Rejected by policy", "RCPT TO"), "failed"],
  ["a receiver who asks to come later", said("451 4.7.1 Greylisted", "RCPT TO"), "again"],
  ["a sender whom the own server refuses", said("550 5.1.0 Sender refused", "MAIL FROM"), "again"],
  ["an account that is wrong", said("535 5.7.8 Authentication failed", "AUTH PLAIN", "EAUTH"), "again"],
  ["a message that is refused for good", said("554 5.6.0 Not accepted", "DATA", "EMESSAGE"), "failed"],
  ["a message that is refused for now", said("452 4.3.1 Out of space", "DATA", "EMESSAGE"), "again"],
  ["a server that does not answer", { code: "ETIMEDOUT", command: "CONN" }, "again"],
  ["an address that is none", { code: "EENVELOPE", command: "API" }, "failed"],
  ["anything else", "broken", "again"],
] as const)("%s", (_, error, then) => expect(failureOf(error).then).toBe(then));

test("the reason names neither addresses nor links, and stays short", () => {
  const { reason } = failureOf(said(`550 5.1.1 <a.person@example.org> unknown, see https://mail.example.org/x?token=secret ${"x ".repeat(400)}`, "RCPT TO"));
  expect(reason).toMatch(/^550 5\.1\.1 … unknown, see … x/);
  expect(reason.length).toBeLessThanOrEqual(200);
  expect(failureOf({ code: "ECONNREFUSED", message: "connect ECONNREFUSED 10.0.0.1:25" }).reason).toBe("ECONNREFUSED");
});
