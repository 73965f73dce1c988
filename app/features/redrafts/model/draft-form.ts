import { paragraphsOf, type Draft } from "~/features/documents/model";
import { chapterNumbers } from "~/features/documents/model/numbering";
import { isOpen } from "~/features/negotiations/model";
import type { ByParagraph, StandingProposal } from "~/features/negotiations/model/standing";
import { proposalLine } from "~/features/negotiations/model/wording";
import { code } from "~/features/papers/model/fields";
import { bracketWords, runsOfPieces } from "~/features/papers/model/proposal-runs";
import { numberRun } from "~/features/papers/model/version-paper";
import { written, type Words } from "~/features/papers/model/words";
import type { Area, AreaRow, FormBlock, FormDocument } from "~/lib/form-document";
import type { Run } from "~/lib/paper";
import { newKey, paragraphKey } from "../model";
import { HASH_LENGTH, writeMark } from "./mark";

/** How the numbers and the text share the width. */
const WEIGHTS = [14, 86];

/** Open proposals for a paragraph, to be read under its area. */
function besideOf(proposals: readonly StandingProposal[], words: Words): AreaRow[] {
  const open = proposals.filter(({ state }) => isOpen(state));
  if (open.length === 0) return [];
  const lines = open.map((proposal) => runsOfPieces(proposalLine(proposal, bracketWords(words)), words));
  return [{ kind: "beside", lines: [[{ text: words.say("papers:redraft.proposals") }], ...lines] }];
}

/**
 * The text of a document as a Word file to write on: an area for each paragraph, with what is proposed for it under it, and
 * one for new ones at the end of each chapter.
 */
export function draftForm(draft: Draft, numbers: ReadonlyMap<string, string>, proposals: ByParagraph, words: Words): FormDocument {
  const { say } = words;
  const places = chapterNumbers(draft.chapters);
  const headOf = (id: string, title: string): Run[] => {
    const number = places.get(id);
    return number ? [code(number), { text: `. ${title}` }] : [{ text: title }];
  };
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
    blocks: draft.chapters.flatMap(({ id, title, paragraphs }): FormBlock[] => [
      { kind: "heading", ...written(words), level: 1, runs: headOf(id, title) },
      {
        kind: "areas",
        ...written(words),
        head: [],
        weights: WEIGHTS,
        rows: [
          ...paragraphs.flatMap((paragraph): AreaRow[] => {
            const number = numbers.get(paragraph.id)!;
            const name = say("documents:paragraph.title", { number });
            const areas: Area[] = [{ kind: "text", key: paragraphKey(paragraph.id), name, text: paragraph.text }];
            return [{ kind: "areas", name: [numberRun(number)], notes: "", areas }, ...besideOf(proposals.get(paragraph.id) ?? [], words)];
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
