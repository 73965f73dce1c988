import { paragraphsOf, type Draft } from "~/features/documents/model";
import { chapterNumber } from "~/features/documents/model/numbering";
import { code } from "~/features/papers/model/fields";
import { numberRun } from "~/features/papers/model/version-paper";
import { written, type Words } from "~/features/papers/model/words";
import type { AreaRow, FormBlock, FormDocument } from "~/lib/form-document";
import { newKey, paragraphKey } from "../model";
import { HASH_LENGTH, writeMark } from "./mark";

/** How the numbers and the text share the width. */
const WEIGHTS = [14, 86];

/** The text of a document as a Word file to write on: an area for each paragraph, and one for new ones at the end of each chapter. */
export function draftForm(draft: Draft, numbers: ReadonlyMap<string, string>, words: Words): FormDocument {
  const { say } = words;
  return {
    ...written(words),
    title: draft.title,
    subject: say("papers:cover.draft"),
    notices: [say("papers:redraft.notice"), say("papers:redraft.save")],
    foot: draft.title,
    write: say("papers:redraft.write"),
    choose: say("papers:redraft.write"),
    hidden: writeMark({
      document: draft.id,
      language: draft.language,
      paragraphs: paragraphsOf(draft).map(({ id, revision, hash }) => ({ id, revision, hash: hash.slice(0, HASH_LENGTH), number: numbers.get(id)! })),
    }),
    blocks: draft.chapters.flatMap(({ id, title, paragraphs }, index): FormBlock[] => [
      { kind: "heading", ...written(words), level: 1, runs: [code(chapterNumber(index + 1)), { text: `. ${title}` }] },
      {
        kind: "areas",
        ...written(words),
        head: [],
        weights: WEIGHTS,
        rows: [
          ...paragraphs.map((paragraph): AreaRow => {
            const number = numbers.get(paragraph.id)!;
            const name = say("documents:paragraph.title", { number });
            return {
              kind: "areas",
              name: [numberRun(number)],
              notes: "",
              areas: [{ kind: "text", key: paragraphKey(paragraph.id), name, text: paragraph.text }],
            };
          }),
          {
            kind: "areas",
            name: [{ text: say("papers:redraft.new") }],
            notes: "",
            areas: [{ kind: "text", key: newKey(id), name: say("papers:redraft.new"), text: "" }],
          },
        ],
      },
    ]),
  };
}
