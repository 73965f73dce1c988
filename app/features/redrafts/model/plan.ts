import { MAX_TEXT, paragraphsOf, type Draft, type Paragraph } from "~/features/documents/model";
import { carryTies, type Stand } from "~/features/documents/model/ties";
import { orphanedBy, type ByParagraph } from "~/features/negotiations/model/standing";
import type { Proposed } from "~/features/negotiations/model/wording";
import type { ReadForm } from "~/lib/form-document";
import { sentenceTexts } from "~/lib/sentences";
import {
  newKey,
  paragraphKey,
  type AddedParagraph,
  type DraftMark,
  type MarkedParagraph,
  type RedraftItem,
  type RedraftPlan,
  type RedraftProblem,
} from "../model";
import { HASH_LENGTH } from "./mark";

/** `hashOf`: the hash a paragraph of the document has with a text; `write`: what stands in an area that asks to be written in. */
type Asked = {
  mark: DraftMark;
  form: ReadForm;
  draft: Draft;
  numbers: ReadonlyMap<string, string>;
  proposals: ByParagraph;
  hashOf: (text: string) => string;
  write: string;
};

/** Line ends and the space around a text say nothing. */
const cleaned = (text: string): string => text.replace(/\r\n?/g, "\n").trim();

/** A file that came back, held against the text as it stands. What is wrong at one paragraph leaves the others as they are. */
export function redraftPlan({ mark, form, draft, numbers, proposals, hashOf, write }: Asked): RedraftPlan {
  const standing = new Map(paragraphsOf(draft).map((paragraph) => [paragraph.id, paragraph]));
  const plan: RedraftPlan = { items: [], added: addedIn(form, draft, write), same: 0, problems: [] };
  for (const marked of mark.paragraphs) {
    const current = standing.get(marked.id);
    const read = textOf(marked, form);
    const place = numbers.get(marked.id) ?? marked.number;
    if ("code" in read) {
      plan.problems.push({ code: read.code, place });
      continue;
    }
    const isUntouched = hashOf(read.text).startsWith(marked.hash);
    if (isUntouched || read.text === current?.text) plan.same += 1;
    else if (!current) plan.problems.push({ code: "gone", place });
    else
      plan.items.push({
        ...itemOf(marked, current, read.text, place, draft),
        proposals: orphanedBy(proposals.get(marked.id) ?? [], current.text, read.text, draft.language).map(shownOf),
      });
  }
  const known = new Set(mark.paragraphs.map(({ id }) => paragraphKey(id)));
  const strays = [...form.areas.keys()].filter((key) => key.startsWith(paragraphKey("")) && !known.has(key));
  plan.problems.push(...strays.map((key): RedraftProblem => ({ code: "unknown", place: key.slice(0, paragraphKey("").length + HASH_LENGTH) })));
  return plan;
}

/** The text of a paragraph in a file, or why there is none. */
function textOf({ id }: MarkedParagraph, { areas }: ReadForm): { text: string } | Pick<RedraftProblem, "code"> {
  const area = areas.get(paragraphKey(id));
  if (!area) return { code: "missing" };
  if (area.fault) return { code: area.fault };
  const text = cleaned(area.text);
  if (text === "") return { code: "emptied" };
  return [...text].length > MAX_TEXT ? { code: "too_long" } : { text };
}

const shownOf = ({ kind, words, proponents, text, language, state }: Proposed): Proposed => ({ kind, words, proponents, text, language, state });

function itemOf(marked: MarkedParagraph, current: Paragraph, text: string, number: string, { language }: Draft): Omit<RedraftItem, "proposals"> {
  const ties = current.ties.filter((tie): tie is typeof tie & Stand => tie.at !== null);
  const carried = carryTies(current.sentences, sentenceTexts(text, language), ties);
  return {
    paragraph: current.id,
    number,
    revision: current.revision,
    standing: current.revision === marked.revision ? "changed" : "conflict",
    here: current.text,
    there: text,
    orphans: ties.flatMap(({ sentence }, index) => (carried[index] === null ? [sentence] : [])),
  };
}

/** What was written in the areas for new paragraphs: a blank line begins the next one. */
const addedIn = ({ areas }: ReadForm, { chapters }: Draft, write: string): AddedParagraph[] =>
  chapters.flatMap(({ id, title }) => {
    const area = areas.get(newKey(id));
    const text = area && !area.fault ? cleaned(area.text) : "";
    const texts = text === write ? [] : text.split(/\n{2,}/).map((one) => one.trim());
    return texts.flatMap((one) => (one === "" || [...one].length > MAX_TEXT ? [] : [{ chapter: id, title, text: one }]));
  });
