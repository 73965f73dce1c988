import type { FootnoteDefinition, PhrasingContent, Root, RootContent, Table as MarkdownTable } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { AUTHOR_MARKDOWN } from "~/lib/author-markdown";
import { directionOfText, type Direction } from "~/lib/direction";
import { directionOf, type Language } from "~/lib/languages";
import { paragraph, textOf, weightsOf, type Block, type List, type Run, type Table } from "~/lib/paper";
import { proseOf, safeAddress } from "~/lib/prose";

/** What an author wrote in markdown, as blocks for paper: the same parts of it that the page shows, in the same way. */

type Looks = Omit<Run, "text">;
/** `direction` is set inside of a list, which runs as a whole in the direction of its first words. */
type Place = { language: Language; direction: Direction | null; notes: Notes };

/** Footnotes in the order they are asked for, and the addresses links refer to. */
class Notes {
  readonly order: string[] = [];
  private readonly texts = new Map<string, FootnoteDefinition>();
  private readonly addresses = new Map<string, string>();

  constructor(tree: Root) {
    for (const node of tree.children) {
      if (node.type === "footnoteDefinition") this.texts.set(node.identifier, node);
      if (node.type === "definition" && !this.addresses.has(node.identifier)) this.addresses.set(node.identifier, node.url);
    }
  }

  numberOf(identifier: string): number {
    if (!this.order.includes(identifier)) this.order.push(identifier);
    return this.order.indexOf(identifier) + 1;
  }

  textOf = (identifier: string): RootContent[] => this.texts.get(identifier)?.children ?? [];
  addressOf = (identifier: string): string => this.addresses.get(identifier) ?? "";
}

const parser = unified().use(remarkParse).use(AUTHOR_MARKDOWN);

/** The blocks of a narrative in the language it was written in; `notes` names the list of its footnotes. Raw HTML stays visible text. */
export function blocksOfNarrative(text: string, language: Language, notes: string): Block[] {
  const prose = proseOf(text);
  if (prose) return prose.map((part) => plainParagraph(part, language));
  const tree = parser.parse(text);
  const place: Place = { language, direction: null, notes: new Notes(tree) };
  const blocks = tree.children.flatMap((node) => blockOf(node, place));
  return [...blocks, ...footnotesOf(place, notes)];
}

/** A paragraph of an author's own words, without marks. */
export const plainParagraph = (text: string, language: Language): Block =>
  paragraph({ language, direction: directionOfText(text, directionOf(language)) }, [{ text: text.replace(/\r\n?/g, "\n") }]);

function footnotesOf({ language, notes }: Place, title: string): Block[] {
  const items: Block[][] = [];
  // A note may ask for a further one.
  for (let index = 0; index < notes.order.length; index++) {
    const place = { language, direction: null, notes };
    items.push(notes.textOf(notes.order[index]!).flatMap((node) => blockOf(node, place)));
  }
  if (items.length === 0) return [];
  const direction = directionOf(language);
  return [paragraph({ language, direction }, [{ text: title }], "label"), { kind: "list", language, direction, start: 1, items }];
}

function blockOf(node: RootContent, place: Place): Block[] {
  switch (node.type) {
    case "paragraph":
      return inParagraph(runsOf(node.children, place), place);
    case "heading":
      return inParagraph(runsOf(node.children, place, { bold: true }), place);
    case "list": {
      const written = { language: place.language, direction: place.direction ?? directionOfText(plainText(node), directionOf(place.language)) };
      const inside = { ...place, direction: written.direction };
      const items = node.children.map(({ checked, children }) =>
        ticked(
          checked,
          children.flatMap((child) => blockOf(child, inside)),
        ),
      );
      return [{ kind: "list", ...written, start: node.ordered ? (node.start ?? 1) : null, items } satisfies List];
    }
    case "blockquote": {
      const blocks = node.children.flatMap((child) => blockOf(child, place));
      return [{ kind: "quote", language: place.language, direction: directionOfText(plainText(node), directionOf(place.language)), blocks }];
    }
    case "table":
      return [tableOf(node, place)];
    case "code":
    case "html":
      return inParagraph([{ text: node.value }], place);
    default:
      return [];
  }
}

function inParagraph(runs: Run[], { language, direction }: Place): Block[] {
  return runs.length === 0 ? [] : [paragraph({ language, direction: direction ?? directionOfText(textOf(runs), directionOf(language)) }, runs)];
}

/** An item of a list of tasks begins with its box. */
function ticked(checked: boolean | null | undefined, blocks: Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (typeof checked !== "boolean" || first?.kind !== "paragraph") return blocks;
  return [{ ...first, runs: [{ text: checked ? "☑ " : "☐ " }, ...first.runs] }, ...rest];
}

function tableOf(node: MarkdownTable, place: Place): Table {
  const direction = directionOfText(plainText(node), directionOf(place.language));
  const [head = [], ...rows] = node.children.map(({ children }) =>
    children.map((cell) => inParagraph(runsOf(cell.children, place), { ...place, direction: null })),
  );
  const ends = head.map((_, column) => node.align?.[column] === "right");
  return { kind: "table", language: place.language, direction, caption: "", weights: weightsOf(head, rows), ends, head, rows };
}

/** The text of a node and all in it, for its direction. */
function plainText(node: RootContent | PhrasingContent): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node.children as RootContent[]).map(plainText).join(" ") : "";
}

function runsOf(nodes: readonly PhrasingContent[], place: Place, looks: Looks = {}): Run[] {
  return nodes.flatMap((node) => runOf(node, place, looks)).filter(({ text }) => text !== "");
}

function runOf(node: PhrasingContent, place: Place, looks: Looks): Run[] {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "html":
      return [{ ...looks, text: node.value }];
    case "break":
      return [{ ...looks, text: "\n" }];
    case "strong":
      return runsOf(node.children, place, { ...looks, bold: true });
    case "emphasis":
      return runsOf(node.children, place, { ...looks, italic: true });
    case "delete":
      return runsOf(node.children, place, { ...looks, strike: true });
    case "link":
      return runsOf(node.children, place, leading(looks, node.url));
    case "linkReference":
      return runsOf(node.children, place, leading(looks, place.notes.addressOf(node.identifier)));
    case "image":
    case "imageReference":
      return [{ ...looks, text: node.alt ?? "" }];
    case "footnoteReference":
      return [{ ...looks, text: `[${place.notes.numberOf(node.identifier)}]` }];
    default:
      return [];
  }
}

const leading = (looks: Looks, url: string): Looks => (safeAddress(url) ? { ...looks, href: safeAddress(url) } : looks);
