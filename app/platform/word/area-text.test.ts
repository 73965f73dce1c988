import { describe, expect, test } from "vitest";
import { linesIn, markdownOfLines, textOfLines, type Around } from "./area-text.server";
import { parsePart } from "./xml.server";

/** What an author makes in Word comes back as Markdown where it is clear, and as plain text everywhere else. */

const around: Around = {
  styleName: (id) => ({ st: "Strong", em: "Emphasis" })[id] ?? id,
  isNumbered: (list) => list === "2",
  unescaped: (text) => text,
  address: (id) => ({ web: "https://example.org/a", mail: "mailto:x@example.org", bad: "javascript:alert(1)" })[id],
};
const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;
const lines = (xml: string) => linesIn(parsePart(new TextEncoder().encode(`<w:tc ${NAMESPACES}>${xml}</w:tc>`)), around);
const run = (text: string, looks = "") => `<w:r><w:rPr>${looks}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = "") => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
const listed = (list: string, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
const link = (id: string, text: string) => `<w:hyperlink r:id="${id}">${run(text)}</w:hyperlink>`;
const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`;
const placeholder = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run("[Write here]")}</w:sdtContent></w:sdt>`;

describe("Markdown", () => {
  test.each([
    ["a paragraph each", paragraph(run("one")) + paragraph(run("two")), "one\n\ntwo"],
    ["lines of one paragraph", paragraph(run("one"), style("Area")) + paragraph(run("two"), style("AreaLine")), "one\ntwo"],
    ["a break in a line", paragraph("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"), "one\ntwo"],
    ["bold, its spaces outside", paragraph(run("so ") + run("bold ", "<w:b/>") + run("it is")), "so **bold** it is"],
    ["bold in two runs", paragraph(run("bo", "<w:b/>") + run("ld", "<w:b/>")), "**bold**"],
    ["bold of Arabic", paragraph(run("نص", '<w:bCs/><w:rtl w:val="true"/>')), "**نص**"],
    ["bold that is turned off", paragraph(run("no", '<w:b w:val="false"/><w:bCs/>')), "no"],
    ["both looks at once", paragraph(run("x", "<w:b/><w:i/>")), "***x***"],
    ["looks by style", paragraph(run("x", '<w:rStyle w:val="st"/>') + run(" ") + run("y", '<w:rStyle w:val="em"/>')), "**x** *y*"],
    ["a list", paragraph(run("a"), listed("1")) + paragraph(run("b"), listed("1")) + paragraph(run("c"), listed("1", 1)), "- a\n- b\n   - c"],
    ["a numbered list after text", paragraph(run("x")) + paragraph(run("a"), listed("2")) + paragraph(run("b"), listed("2")), "x\n\n1. a\n1. b"],
    ["a list taken off again", paragraph(run("a"), listed("0")), "a"],
    ["a link", paragraph(link("web", "here")), "[here](<https://example.org/a>)"],
    ["an address that is its own text", paragraph(link("web", "example.org/a") + link("mail", "x@example.org")), "example.org/ax@example.org"],
    ["a link to no page", paragraph(link("bad", "here") + link("none", "there")), "herethere"],
    ["a table", `<w:tbl><w:tr>${cell("a")}${cell("b|c")}</w:tr><w:tr>${cell("1")}</w:tr></w:tbl>`, "| a | b\\|c |\n| --- | --- |\n| 1 |  |"],
    ["hidden text left out", paragraph(run("a", "<w:vanish/>") + run("b", '<w:vanish w:val="0"/>')), "b"],
    [
      "characters Word has of its own",
      paragraph('<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:sym w:char="2713"/></w:r>'),
      "a\t\u2011\u00ad\u2713",
    ],
    ["a place still to write", paragraph(placeholder), ""],
    ["deleted text left out", paragraph(`<w:del><w:r><w:delText>x</w:delText></w:r></w:del>${run("y")}`), "y"],
    [
      "an empty line around, and one written in",
      paragraph("", style("AreaStart")) + paragraph(run("x"), style("AreaStart")) + paragraph("", style("AreaEnd")),
      "x",
    ],
    ["Markdown as it was typed", paragraph(run("**a** # b")), "**a** # b"],
  ])("keeps %s", (_, xml, expected) => {
    expect(markdownOfLines(lines(xml))).toBe(expected);
  });
});

test("a text has no looks: what was made bold or a list in Word is only text", () => {
  const xml = paragraph(run("a", "<w:b/>"), listed("1")) + paragraph(link("web", "here"), listed("1"));
  expect(textOfLines(lines(xml))).toBe("a\n\nhere");
});
