import type { FrozenChapter, FrozenParagraph, WholeVersion } from "~/features/documents/model";
import { formatDay } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { plainOf } from "~/lib/paper";
import { element, escaped, sayable } from "~/lib/xml";
import { annex, answersCited, partsOfParagraph, placeOf, stageName, type VersionOptions, type VersionSource } from "./version-paper";

/**
 * A frozen version as Akoma Ntoso 1.0 (OASIS, `akn/3.0`) in the profile of the United Nations: a statement of chapters and
 * numbered paragraphs, whose notes name the parties and versions a sentence rests on. The ids of paragraphs, which no
 * renumbering changes, are their GUIDs.
 */

const NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/** Codes of ISO 639-2, which names of documents have. */
const LANGUAGE_CODES: Record<Language, string> = { ar: "ara", zh: "zho", en: "eng", fr: "fra", ru: "rus", es: "spa" };
const STAGE_NAMES = { elements: "elementsPaper", zero_draft: "zeroDraft", revision: "revisedDraft" } as const;
const PORTAL = "#portal";

const textXml = (text: string): string => escaped(sayable(text)).replaceAll("\n", "<eol/>");
/** What of a name can stand in an id. */
const idPart = (text: string): string => text.replace(/[^\p{L}\p{N}.-]/gu, "");
const partyId = (code: string): string => `party_${idPart(code)}`;
const dayOf = (at: string): string => at.slice(0, 10);

type Made = VersionSource & VersionOptions & { notes: { count: number } };

/** The text of the file. */
export function versionAkoma(source: VersionSource, options: VersionOptions): string {
  const made: Made = { ...source, ...options, notes: { count: 0 } };
  const { content, stage } = made.version;
  const chapters = content.chapters.filter(({ paragraphs }) => paragraphs.length > 0).map((chapter) => chapterXml(chapter, made));
  const body = element("mainBody", { "xml:lang": content.language }, ...chapters, ...annexXml(made));
  const statement = element("statement", { name: STAGE_NAMES[stage], contains: "originalVersion" }, metaXml(made), prefaceXml(made), body);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("akomaNtoso", { xmlns: NAMESPACE }, statement)}\n`;
}

/** Work, expression and manifestation: the document, this version of it in its language, and this file. */
function metaXml({ version, words, now }: Made): string {
  const { symbol, begun, frozenAt, hash, content } = version;
  const [number = "", sign = ""] = symbol.split("/");
  const work = `/akn/un/statement/draft/${dayOf(begun)}/${number}`;
  const code = LANGUAGE_CODES[content.language];
  const expression = `${work}/${code}@${dayOf(frozenAt)}`;
  const author = element("FRBRauthor", { href: PORTAL, as: "#author" });
  const core = (uri: string, ending: string, date: string, name: string, ...aliases: string[]): string[] => [
    element("FRBRthis", { value: `${uri}/!main${ending}` }),
    element("FRBRuri", { value: `${uri}${ending}` }),
    ...aliases,
    element("FRBRdate", { date, name }),
    author,
  ];
  const identification = element(
    "identification",
    { source: PORTAL },
    element(
      "FRBRWork",
      {},
      ...core(work, "", dayOf(begun), "generation"),
      element("FRBRcountry", { value: "un" }),
      element("FRBRsubtype", { value: "draft" }),
      element("FRBRnumber", { value: number }),
      element("FRBRname", { value: content.title }),
      element("FRBRprescriptive", { value: "false" }),
      element("FRBRauthoritative", { value: "false" }),
    ),
    element(
      "FRBRExpression",
      {},
      ...core(
        expression,
        "",
        dayOf(frozenAt),
        "freezing",
        element("FRBRalias", { value: symbol, name: "symbol" }),
        element("FRBRalias", { value: hash, name: "sha256" }),
      ),
      element("FRBRversionNumber", { value: sign }),
      element("FRBRlanguage", { language: code }),
    ),
    element("FRBRManifestation", {}, ...core(expression, ".xml", dayOf(now.toISOString()), "markup"), element("FRBRformat", { value: "application/xml" })),
  );
  const portal = { eId: "portal", href: "/akn/ontology/organization/un/portal", showAs: words.say("common:portal.name") };
  const role = { eId: "author", href: "/akn/ontology/role/author", showAs: words.say("papers:version.author") };
  const parties = [...partiesOf(version)].map(([code, name]) =>
    element("TLCOrganization", { eId: partyId(code), href: `/akn/ontology/organization/un/${idPart(code)}`, showAs: name }),
  );
  return element(
    "meta",
    {},
    identification,
    element("references", { source: PORTAL }, element("TLCOrganization", portal), ...parties, element("TLCRole", role)),
  );
}

/** Everybody who is cited, by code. */
const partiesOf = ({ content }: WholeVersion): Map<string, string> =>
  new Map(
    content.chapters.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ sentences }) => sentences.flatMap(({ evidence }) => evidence.map(({ party }): [string, string] => [party.code, party.name]))),
    ),
  );

function prefaceXml({ version, words }: Made): string {
  const { symbol, content, frozenAt } = version;
  const lines = [
    element("docNumber", {}, textXml(symbol)),
    element("docTitle", {}, textXml(content.title)),
    element("docStage", {}, textXml(stageName(version, words))),
    element("docDate", { date: dayOf(frozenAt) }, textXml(formatDay(frozenAt, words.language, "UTC"))),
  ];
  return element("preface", {}, ...lines.map((line) => element("p", {}, line)));
}

function chapterXml({ id, number, title, paragraphs }: FrozenChapter, made: Made): string {
  const eId = `chp_${number}`;
  const [num, heading] = [element("num", {}, textXml(`${number}.`)), element("heading", {}, textXml(title))];
  return element("chapter", { eId, GUID: id }, num, heading, ...paragraphs.map((paragraph) => paragraphXml(paragraph, eId, made)));
}

function paragraphXml(paragraph: FrozenParagraph, chapter: string, made: Made): string {
  // 1 (11), the tenth after 1 bis, is not 111.
  const eId = `${chapter}__para_${idPart(paragraph.number.replace(" (", "-"))}`;
  const spans = partsOfParagraph(paragraph).map(({ text, mark, evidence }, index) => {
    const span = element("span", { eId: `${eId}__s_${index + 1}`, class: mark }, textXml(text));
    const cited = answersCited(evidence);
    if (cited.length === 0) return span;
    made.notes.count += 1;
    const marker = String(made.notes.count);
    const lines = cited.map(({ party, symbol, ...answer }) => {
      const name = element("organization", { refersTo: `#${partyId(party.code)}` }, textXml(party.name));
      const version = made.published.has(symbol)
        ? element("ref", { href: made.addressOf(symbol) }, textXml(symbol))
        : element("inline", { name: "symbol" }, textXml(symbol));
      const place = element("inline", { name: "question" }, textXml(placeOf(answer)));
      return element("p", {}, [name, version, place].join(textXml(made.words.say("papers:version.comma"))));
    });
    return span + element("authorialNote", { eId: `note_${marker}`, marker, placement: "bottom" }, ...lines);
  });
  const content = element("content", { eId: `${eId}__content` }, element("p", {}, ...spans));
  return element("paragraph", { eId, GUID: paragraph.id }, element("num", {}, textXml(`${paragraph.number}.`)), content);
}

function annexXml(made: Made): string[] {
  const [heading, ...blocks] = annex(made, made.words);
  if (!heading) return [];
  const lines = plainOf(blocks)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => element("p", {}, textXml(line)));
  const content = element("content", { eId: "annex__content" }, ...lines);
  return [element("hcontainer", { eId: "annex", name: "annex" }, element("heading", {}, textXml(plainOf([heading]))), content)];
}
