import TurndownService from "turndown";

/** What was copied from a word processor, a spreadsheet or a page, as the markdown subset. Loaded when somebody pastes. */

const service = new TurndownService({ headingStyle: "atx", bulletListMarker: "-", emDelimiter: "*", strongDelimiter: "**", codeBlockStyle: "fenced" });

const cellText = (cell: Element): string =>
  service
    .turndown(cell.innerHTML)
    .replace(/\s*\n+\s*/g, " ")
    .replace(/\|/g, "\\|")
    .trim();

/** A table with as many columns as its longest row; the first row is its head. */
service.addRule("table", {
  filter: "table",
  replacement: (_content, node) => {
    const rows = [...(node as unknown as HTMLTableElement).rows].map((row) =>
      [...row.cells].flatMap((cell) => [cellText(cell), ...Array.from({ length: cell.colSpan - 1 }, () => "")]),
    );
    const width = Math.max(0, ...rows.map((row) => row.length));
    const [head, ...body] = rows;
    if (!head || width === 0) return "";
    const line = (cells: readonly string[]): string => `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
    return `\n\n${[line(head), `|${" --- |".repeat(width)}`, ...body.map(line)].join("\n")}\n\n`;
  },
});
/** "1.  item" with one space, as the buttons write it. */
service.addRule("item", {
  filter: "li",
  replacement: (content, node) => {
    const item = node as unknown as HTMLLIElement;
    const list = item.parentElement;
    const number = list?.tagName === "OL" ? [...list.children].indexOf(item) + (Number(list.getAttribute("start")) || 1) : null;
    const mark = number === null ? "- " : `${number}. `;
    return `${mark}${content.trim().replace(/\n/g, `\n${" ".repeat(mark.length)}`)}${item.nextElementSibling ? "\n" : ""}`;
  },
});
service.remove(["style", "script", "title", "meta", "head"] as never[]);

/** A paragraph that a word processor means as an item of a list; `level` counts from 1. */
function listItemOf(element: Element): { level: number; ordered: boolean } | null {
  const style = element.getAttribute("style") ?? "";
  const found = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style);
  if (!found) return null;
  const mark = element.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]')?.textContent?.trim() ?? "";
  return { level: Number(found[1]), ordered: /^[(\p{L}\p{N}]+[.)]/u.test(mark) };
}

/** Turns runs of such paragraphs into lists. */
function rebuildLists(body: HTMLElement): void {
  const open: { list: HTMLElement; ordered: boolean }[] = [];
  let previous: Element | null = null;
  for (const element of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const item = listItemOf(element);
    if (!item) continue;
    if (!previous || open[0]?.list.nextElementSibling !== element) open.length = 0;
    element.querySelectorAll('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]').forEach((mark) => mark.remove());
    open.length = Math.min(open.length, item.level);
    const last = open[item.level - 1];
    if (last && last.ordered !== item.ordered) open.length = item.level - 1;
    while (open.length < item.level) {
      const list = body.ownerDocument.createElement(item.ordered ? "ol" : "ul");
      const parent = open.at(-1)?.list;
      if (parent) (parent.lastElementChild ?? parent.appendChild(body.ownerDocument.createElement("li"))).append(list);
      else element.before(list);
      open.push({ list, ordered: item.ordered });
    }
    const entry = body.ownerDocument.createElement("li");
    entry.append(...element.childNodes);
    open.at(-1)!.list.append(entry);
    element.remove();
    previous = entry;
  }
}

/** Spans that say by style what tags would say. */
function nameStress(body: HTMLElement): void {
  for (const span of [...body.querySelectorAll<HTMLElement>("span[style]")]) {
    const weight = span.style.fontWeight;
    const isBold = weight === "bold" || Number(weight) >= 600;
    const isItalic = span.style.fontStyle === "italic";
    if (!isBold && !isItalic) continue;
    const named = body.ownerDocument.createElement(isBold ? "strong" : "em");
    named.append(...span.childNodes);
    span.replaceWith(named);
  }
  // Some pages wrap all they give in one bold tag that means nothing.
  body.querySelectorAll<HTMLElement>("b").forEach((bold) => bold.style.fontWeight === "normal" && bold.replaceWith(...bold.childNodes));
}

/** Without what only an office program reads. A style sheet would be applied while it is parsed, which the page's policy forbids aloud. */
const withoutOffice = (html: string): string =>
  html
    .replace(/<!--\[if[^]*?<!\[endif\]-->/gi, "")
    .replace(/<!\[(?:if|endif)[^>]*>/gi, "")
    .replace(/<style[\s>][^]*?<\/style>/gi, "");

/** Keeps paragraphs, lists, stress, links, headings and tables; drops everything else about how it looked. */
export function markdownOf(html: string): string {
  const document = new DOMParser().parseFromString(withoutOffice(html), "text/html");
  nameStress(document.body);
  rebuildLists(document.body);
  document.querySelectorAll("a[href]").forEach((link) => /^(?:https?:|mailto:)/i.test(link.getAttribute("href") ?? "") || link.replaceWith(...link.childNodes));
  document.querySelectorAll("img, o\\:p").forEach((element) => element.remove());
  return service
    .turndown(document.body.innerHTML)
    .replace(/\u00a0/g, " ")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
