import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FEATURES = "app/features";

/** Commands that leave no event in the audit chain of their own, each with the reason. */
const WITHOUT_EVENT: Record<string, string> = {
  "saves/commands.server.ts": "the engine under the commands that save; its record is the append-only history (decision 5)",
  "reports/commands/save-answers.server.ts": "its record is the append-only history (decision 5)",
  "reports/commands/save-section.server.ts": "decodes a posted page and calls saveAnswers and attachFile",
  "reports/commands/proposal-store.server.ts": "the table under saveAnswers where somebody proposes; its record is the append-only history (decision 5)",
  "reports/commands/answer-store.server.ts": "the table under the save engine; its record is the append-only history (decision 5)",
  "reports/commands/put-back.server.ts": "saves through the engine for a command that records its event",
  "clarifications/commands/letter.server.ts": "writes the letter of a command that records its event",
  "reports/commands/import-report.server.ts": "reads a file and calls saveAnswers",
  "reference/commands.server.ts": "loads files of the repository at start; seed_state records which",
  "reports/commands/receipt-mail.server.ts": "writes the mail of a command that records its event",
  "reports/commands/officer-mail.server.ts": "writes the mail of a command that records its event",
  "reports/commands/state-mail.server.ts": "writes the mail of a command that records its event",
  "exports/commands/make.server.ts": "takes turns and counts; how an export begins and ends is recorded by ask, cancel, end and expire",
  "exports/commands/export-mail.server.ts": "writes the mail of a command that records its event",
  "clearances/commands/clearance-mail.server.ts": "writes the mail of a command that records its event",
  "documents/commands/keep-traces.server.ts": "keeps what a frozen version says, which recorded its event, so that it is found",
  "meetings/commands/mails.server.ts": "writes the mails of commands that record their events",
  "clearances/commands/lock-chain.server.ts": "holds what a command that records its event changes",
  "extensions/commands/extension-mail.server.ts": "writes the mail of a command that records its event",
  "delegations/commands/delegation-mail.server.ts": "writes the mail of a command that records its event",
  "comments/commands/comment-mail.server.ts": "writes the mail of a command that records its event",
  "comments/commands/act.server.ts": "calls the command a form asks for",
  "registrations/commands/registration-mail.server.ts": "writes the mail of a command that records its event",
  "identity/commands/give-role.server.ts": "the row under the commands that give a role, which record their event",
  "identity/commands/succeed.server.ts": "ends one role with the beginning of another for commands that record their event",
  "identity/commands/token-use.server.ts": "when a token was last used, at most once a minute: an event each time would drown the chain",
  "documents/commands/change-chapters.server.ts": "calls the command a form asks for",
  "documents/commands/change-paragraph.server.ts": "calls the command a form asks for",
  "documents/commands/trace-mail.server.ts": "writes the mail of a command that records its event",
  "reminders/commands/letter-keys.server.ts": "makes the key of a letter whose command records its event",
  "negotiations/commands/arrange.server.ts": "calls the command a form asks for",
  "negotiations/commands/lock-draft.server.ts": "holds what a command that records its event changes",
  "documents/commands/lock-draft.server.ts": "holds what a command that records its event changes",
  "documents/commands/place-paragraphs.server.ts": "the rows under the commands of paragraphs, which record their event",
  "meetings/commands/act.server.ts": "calls the command a form asks for",
  "meetings/commands/lock-meeting.server.ts": "holds what a command that records its event changes",
  "readings/commands/note-visit.server.ts": "a first look; that the version was read is an event of its own (decision 30)",
  "identity/commands/throttle.server.ts": "counts attempts for signIn, which records the outcome",
};

function commandFiles(): string[] {
  return readdirSync(FEATURES, { recursive: true, encoding: "utf8" }).filter((file) => /(^|\/)commands(\.server\.ts$|\/[^/]+\.server\.ts$)/.test(file));
}

/** Bodies of the exported functions of a file, from each `export` to the next. */
const exportedFunctions = (source: string): { name: string; body: string }[] =>
  source
    .split(/^(?=export )/m)
    .map((body) => ({ name: /^export (?:async )?(?:function|const) (\w+)/.exec(body)?.[1] ?? "", body }))
    .filter(({ name, body }) => name !== "" && /^export (?:async function|const \w+ = (?:async )?\()/.test(body));

test("every file of commands records events, or says why not", () => {
  const files = commandFiles();
  expect(files.length).toBeGreaterThan(10);
  const silent = files.filter((file) => !/\b(recordEvent|moveSubmission|moveRegistration)\(/.test(readFileSync(join(FEATURES, file), "utf8")));
  expect(silent.filter((file) => !(file in WITHOUT_EVENT))).toEqual([]);
  expect(Object.keys(WITHOUT_EVENT).filter((file) => !silent.includes(file))).toEqual([]);
});

test("every transaction of a command records an event in it", () => {
  const bare = commandFiles()
    .filter((file) => !(file in WITHOUT_EVENT))
    .flatMap((file) => exportedFunctions(readFileSync(join(FEATURES, file), "utf8")).map(({ name, body }) => ({ place: `${file}: ${name}`, body })))
    .filter(
      ({ body }) =>
        body.includes("$transaction(") && !/\b(recordEvent|moveSubmission|writeVersion|writeInvitation|reopen|move|giveTo|carryOut)\w*\(/.test(body),
    );
  expect(bare.map(({ place }) => place)).toEqual([]);
});
