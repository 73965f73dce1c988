import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addItem } from "~/features/meetings/commands/agenda.server";
import { createMeeting } from "~/features/meetings/commands/meetings.server";
import { giveStatement } from "~/features/meetings/commands/statements.server";
import type { MeetingInput, StatementInput } from "~/features/meetings/schema";
import type { UserCtx } from "~/platform/context.server";
import { openFileStore } from "~/platform/files/store.server";
import { unique } from "./unique";

export const meetingFiles = openFileStore(mkdtempSync(join(tmpdir(), "portal-statements-")));

/** What the form of a meeting sends; far ahead, so that it is never over. */
export const meetingForm = (given: Partial<MeetingInput> = {}): MeetingInput => ({
  title: unique("Meeting"),
  language: "en",
  format: "hybrid",
  starts: "2199-06-01T10:00",
  ends: "2199-06-01T13:00",
  place: "Room K",
  link: "https://meet.example.org/k",
  document: "",
  slot: 3,
  ...given,
});

/** A meeting with items of so many minutes each. */
export async function makeMeeting(ctx: UserCtx, given: Partial<MeetingInput> = {}, minutes: readonly number[] = [6]): Promise<{ id: string; items: string[] }> {
  const made = await createMeeting(ctx, meetingForm(given));
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value;
  const items: string[] = [];
  for (const count of minutes) {
    const added = await addItem(ctx, id, { title: unique("Item"), minutes: count, chapter: "" });
    if (!added.ok) throw new Error(added.error.code);
    items.push(added.value.item);
  }
  return { id, items };
}

/** What the form of a statement sends. */
export const statementForm = (party: string, given: Partial<StatementInput> = {}): StatementInput => ({
  party,
  language: "en",
  text: "We welcome this.",
  release: "delivered",
  version: 0,
  paragraph: [],
  file: null,
  ...given,
});

/** An empty page, which readers of PDF can read. */
const EMPTY_PAGE = [
  "%PDF-1.4",
  "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj",
  "trailer<</Root 1 0 R>>",
  "%%EOF",
].join("\n");
export const PDF = { name: "statement.pdf", content: new TextEncoder().encode(EMPTY_PAGE) };

/** A statement with a file, public once its party has spoken. */
export async function giveFile(
  ctx: UserCtx,
  meeting: string,
  item: string,
  party: string,
  { text = "We welcome this.", files = meetingFiles } = {},
): Promise<string> {
  const given = await giveStatement(ctx, files, meeting, item, statementForm(party, { text, file: PDF }));
  if (!given.ok) throw new Error(given.error.code);
  return given.value.id;
}
