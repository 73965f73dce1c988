import type { Block, Paper, Run, Table, Written } from "~/lib/paper";
import { element, escaped, sayable } from "~/lib/xml";

/** Papers as pages of HTML that need nothing but themselves. */

const STYLE = [
  "body{max-width:44rem;margin:2rem auto;padding:0 1rem;color:#15202b;font:1rem/1.6 'Noto Sans','Noto Sans Arabic','Noto Sans SC',sans-serif}",
  "header{border-block-end:2px solid #15202b;margin-block-end:2rem}",
  ".series{display:flex;justify-content:space-between;gap:1rem;border-block-end:3px solid #15202b}",
  "h2{border-block-end:1px solid #15202b;margin-block-start:2.5rem}",
  "dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.25rem 1rem}dt,.soft{color:#4a5763}dd{margin:0;overflow-wrap:anywhere}",
  ".label{font-weight:bold;margin-block-end:0}blockquote{border-inline-start:3px solid #b9c3cc;margin-inline:0;padding-inline-start:1rem}",
  "table{border-collapse:collapse;width:100%}th,td{border:1px solid #b9c3cc;padding:.25rem .5rem;text-align:start;vertical-align:top}.end{text-align:end}",
  "a{color:#004c7d}.notes{border-block-start:1px solid #b9c3cc;margin-block-start:3rem;font-size:.9rem}",
].join("\n");

/** Notes in the order they are called. */
type Notes = { runs: readonly Run[]; written: Written }[];

const attributes = ({ language, direction }: Written): string => ` lang="${language}" dir="${direction}"`;
const textOf = (text: string): string => escaped(sayable(text)).replaceAll("\n", "<br>");

function runHtml(run: Run, written: Written, notes: Notes): string {
  if (run.note) {
    const number = notes.push({ runs: run.note, written });
    // Apart from the text, or its number would turn the stop of a sentence to the other side.
    return `<bdi><sup><a href="#note-${number}" id="call-${number}" role="doc-noteref">${number}</a></sup></bdi>`;
  }
  const looks = [run.bold && "strong", run.italic && "em", run.underline && "u", run.strike && "s"].filter((name) => typeof name === "string");
  const text = looks.reduce((inner, name) => `<${name}>${inner}</${name}>`, textOf(run.text));
  const linked = run.href ? `<a href="${escaped(run.href)}">${text}</a>` : text;
  return run.isolate ? `<bdi dir="${run.isolate}">${linked}</bdi>` : linked;
}

const runsHtml = (runs: readonly Run[], written: Written, notes: Notes): string => runs.map((run) => runHtml(run, written, notes)).join("");
const blocksHtml = (blocks: readonly Block[], notes: Notes): string => blocks.map((block) => blockHtml(block, notes)).join("\n");

function blockHtml(block: Block, notes: Notes): string {
  switch (block.kind) {
    case "paragraph": {
      const look = block.look === "body" ? "" : ` class="${block.look}"`;
      return `<p${block.id ? ` id="${escaped(block.id)}"` : ""}${attributes(block)}${look}>${runsHtml(block.runs, block, notes)}</p>`;
    }
    case "heading":
      return `<h${block.level + 1}${attributes(block)}>${runsHtml(block.runs, block, notes)}</h${block.level + 1}>`;
    case "list": {
      const items = block.items.map((item) => `<li>${blocksHtml(item, notes)}</li>`).join("");
      return block.start === null ? `<ul${attributes(block)}>${items}</ul>` : `<ol${attributes(block)} start="${block.start}">${items}</ol>`;
    }
    case "quote":
      return `<blockquote${attributes(block)}>${blocksHtml(block.blocks, notes)}</blockquote>`;
    case "table":
      return tableHtml(block, notes);
    case "room":
      return "";
  }
}

function tableHtml({ caption, head, rows, ends, ...written }: Table, notes: Notes): string {
  const cellHtml =
    (name: "th" | "td") =>
    (cell: readonly Block[], column: number): string =>
      element(name, { scope: name === "th" ? "col" : undefined, class: ends[column] ? "end" : undefined }, blocksHtml(cell, notes));
  // Said and not shown, as in the other formats: a paragraph before it names a table to those who see it.
  const name = caption === "" ? "" : ` aria-label="${escaped(sayable(caption))}"`;
  const body = rows.map((row) => `<tr>${row.map(cellHtml("td")).join("")}</tr>`).join("\n");
  return `<table${attributes(written)}${name}><thead><tr>${head.map(cellHtml("th")).join("")}</tr></thead><tbody>${body}</tbody></table>`;
}

const noteHtml = ({ runs, written }: Notes[number], index: number): string =>
  `<p id="note-${index + 1}"${attributes(written)}><a href="#call-${index + 1}" role="doc-backlink">${index + 1}</a> ${runsHtml(runs, written, [])}</p>`;

/** A paper as an HTML page. */
export function htmlOf(paper: Paper): Uint8Array {
  const notes: Notes = [];
  const facts = paper.facts.map(({ label, runs }) => `<dt>${textOf(label)}</dt><dd>${runsHtml(runs, paper, notes)}</dd>`).join("\n");
  const body = blocksHtml(paper.blocks, notes);
  const page = [
    `<!doctype html>\n<html${attributes(paper)}>`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${textOf(`${paper.title}: ${paper.subject}`)}</title><style>${STYLE}</style></head>`,
    `<body><header><p class="series"><span>${textOf(paper.series)}</span> <bdi dir="ltr">${textOf(paper.symbol)}</bdi></p>`,
    `<h1>${textOf(paper.title)}</h1><p>${textOf(paper.subject)}</p><dl>${facts}</dl>`,
    ...paper.notices.map((notice) => `<p><em>${textOf(notice)}</em></p>`),
    `</header><main>${body}</main>`,
    ...(notes.length === 0 ? [] : [`<section class="notes" role="doc-endnotes">${notes.map(noteHtml).join("\n")}</section>`]),
    `<footer class="soft"><p>${textOf(paper.foot)}</p></footer></body></html>\n`,
  ];
  return new TextEncoder().encode(page.join("\n"));
}
