import { paragraphsOf, type Draft, type Paragraph } from "~/features/documents/model";
import { chapterNumbers } from "~/features/documents/model/numbering";
import { carryTies, type Stand } from "~/features/documents/model/ties";
import { orphanedBy, type ByParagraph, type StandingProposal } from "~/features/negotiations/model/standing";
import type { Proposed } from "~/features/negotiations/model/wording";
import type { ReadForm } from "~/lib/form-document";
import { sentenceTexts } from "~/lib/sentences";
import { faultOf, newKey, paragraphKey, type DraftMark, type MarkedParagraph, type RedraftItem, type RedraftPlan, type RedraftProblem } from "../model";
import { HASH_LENGTH } from "./mark";

/** The text a file is held against, with the numbers of its paragraphs and the proposals that stand in each. */
export type HeldDraft = { draft: Draft; numbers: ReadonlyMap<string, string>; proposals: ByParagraph };
/** `hashOf`: the hash a paragraph of the document has with a text; `write`: what stands in an area that asks to be written in. */
type Asked = HeldDraft & {
  mark: DraftMark;
  form: ReadForm;
  hashOf: (text: string) => string;
  write: string;
};

/** Line ends and the space around a text say nothing. */
const cleaned = (text: string): string => text.replace(/\r\n?/g, "\n").trim();

/** A file that came back, held against the text as it stands. What is wrong at one paragraph leaves the others as they are. */
export function redraftPlan({ mark, form, draft, numbers, proposals, hashOf, write }: Asked): RedraftPlan {
  const standing = new Map(paragraphsOf(draft).map((paragraph) => [paragraph.id, paragraph]));
  const plan: RedraftPlan = { items: [], added: [], same: 0, problems: [] };
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
    else plan.items.push(itemOf(marked, current, read.text, place, draft, proposals.get(marked.id)));
  }
  const known = new Set(mark.paragraphs.map(({ id }) => paragraphKey(id)));
  const strays = [...form.areas.keys()].filter((key) => key.startsWith(paragraphKey("")) && !known.has(key));
  plan.problems.push(...strays.map((key): RedraftProblem => ({ code: "unknown", place: key.slice(0, paragraphKey("").length + HASH_LENGTH) })));
  const begun = addedIn(form, draft, write);
  plan.added.push(...begun.added);
  plan.problems.push(...begun.problems);
  return plan;
}

/** The text of a paragraph in a file, or why there is none. */
function textOf({ id }: MarkedParagraph, { areas }: ReadForm): { text: string } | Pick<RedraftProblem, "code"> {
  const area = areas.get(paragraphKey(id));
  if (!area) return { code: "missing" };
  if (area.fault) return { code: area.fault };
  const text = cleaned(area.text);
  if (text === "") return { code: "emptied" };
  return faultOf(text) ? { code: "too_long" } : { text };
}

const shownOf = ({ kind, words, proponents, text, language, state, withheld }: Proposed): Proposed => ({
  ...{ kind, words, proponents, text, language, state, withheld },
});

/** What another text for a paragraph would change. `proposals`: those that stand in it. */
export function itemOf(
  marked: Pick<MarkedParagraph, "revision">,
  current: Paragraph,
  text: string,
  number: string,
  { language }: Draft,
  proposals: readonly StandingProposal[] = [],
): RedraftItem {
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
    proposals: orphanedBy(proposals, current.text, text, language).map(shownOf),
  };
}

/** What was written in the areas for new paragraphs, and what of it is not taken: a blank line begins the next one. */
function addedIn({ areas }: ReadForm, { chapters }: Draft, write: string): Pick<RedraftPlan, "added" | "problems"> {
  const found: Pick<RedraftPlan, "added" | "problems"> = { added: [], problems: [] };
  const numbers = chapterNumbers(chapters);
  chapters.forEach(({ id, title }) => {
    const place = numbers.get(id) || title;
    const area = areas.get(newKey(id));
    if (area?.fault) return found.problems.push({ code: "new_unread", place });
    const text = cleaned(area?.text ?? "");
    const texts = text === write ? [] : text.split(/\n{2,}/).flatMap((one) => one.trim() || []);
    for (const one of texts)
      if (faultOf(one)) found.problems.push({ code: "new_too_long", place });
      else found.added.push({ id: crypto.randomUUID(), chapter: id, title, text: one });
  });
  const known = new Set(chapters.map(({ id }) => newKey(id)));
  for (const [key, { text, fault }] of areas)
    if (key.startsWith(newKey("")) && !known.has(key) && (fault || ![write, ""].includes(cleaned(text))))
      found.problems.push({ code: "new_unplaced", place: key.slice(0, newKey("").length + HASH_LENGTH) });
  return found;
}
