import { elementsIn, parsePart, type Element } from "~/platform/word/xml.server";

/**
 * The part of the schema of Akoma Ntoso 1.0 (OASIS Standard, 29 August 2018) that a version of a document is written in:
 * what may stand in an element and in which order, which attributes it must and may have. Written from the standard by hand;
 * it refuses what the standard does not have, and is no validator of everything the standard allows.
 */

const CORE = "FRBRthis (FRBRuri )+(FRBRalias )*(FRBRdate )+(FRBRauthor )+";
const INLINE = "((span|ref|inline|organization|authorialNote|eol|docNumber|docTitle|docStage|docDate) )*";
const HIERARCHY = "((num|heading) )*(((chapter|paragraph|hcontainer) )*|content )";
const ID = ["eId", "wId", "GUID"];
const ANY = [...ID, "class", "refersTo", "?:lang"];

type Model = { content: string; must?: string[]; may?: string[]; mixed?: true };
const inline = (must: string[] = [], may: string[] = []): Model => ({ content: INLINE, must, may: [...ANY, ...may], mixed: true });
const empty = (must: string[], may: string[] = []): Model => ({ content: "", must, may: [...ID, ...may] });

const MODELS: Readonly<Record<string, Model>> = {
  akomaNtoso: { content: "statement " },
  statement: { content: "meta (preface )?mainBody ", must: ["name"], may: ["contains"] },
  meta: { content: "identification (references )*" },
  identification: { content: "FRBRWork FRBRExpression FRBRManifestation ", must: ["source"] },
  FRBRWork: { content: `${CORE}FRBRcountry (FRBRsubtype )?(FRBRnumber )*(FRBRname )*(FRBRprescriptive )?(FRBRauthoritative )?` },
  FRBRExpression: { content: `${CORE}(FRBRversionNumber )?(FRBRauthoritative )?(FRBRlanguage )+` },
  FRBRManifestation: { content: `${CORE}(FRBRformat )?` },
  ...Object.fromEntries(
    ["this", "uri", "country", "subtype", "number", "name", "prescriptive", "authoritative", "versionNumber", "format"].map((name) => [
      `FRBR${name}`,
      empty(["value"], ["showAs"]),
    ]),
  ),
  FRBRalias: empty(["value", "name"]),
  FRBRdate: empty(["date", "name"]),
  FRBRauthor: empty(["href"], ["as"]),
  FRBRlanguage: empty(["language"]),
  references: { content: "((TLCOrganization|TLCRole) )+", must: ["source"] },
  TLCOrganization: empty(["href", "showAs"]),
  TLCRole: empty(["href", "showAs"]),
  preface: { content: "(p )*", may: ANY },
  mainBody: { content: "((chapter|paragraph|hcontainer|p) )+", may: ANY },
  chapter: { content: HIERARCHY, may: ANY },
  paragraph: { content: HIERARCHY, may: ANY },
  hcontainer: { content: HIERARCHY, must: ["name"], may: ANY },
  content: { content: "(p )*", may: ANY },
  authorialNote: { content: "(p )+", may: [...ANY, "marker", "placement"] },
  p: inline(),
  span: inline(),
  num: inline(),
  heading: inline(),
  docNumber: inline(),
  docTitle: inline(),
  docStage: inline(),
  docDate: inline(["date"]),
  ref: inline(["href"]),
  inline: inline(["name"]),
  organization: inline(["refersTo"]),
  eol: { content: "", may: ANY },
};

const NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Every fault of a document: of its structure, its ids, and what they are asked for by. */
export function akomaFaults(xml: string): string[] {
  const faults = xml.includes(`<akomaNtoso xmlns="${NAMESPACE}">`) ? [] : ["another namespace"];
  const ids = new Map<string, number>();
  const asked: string[] = [];
  const look = (element: Element): void => {
    const name = element.name.replace("?:", "");
    const model = MODELS[name];
    if (!model) return void faults.push(`${name} is not known`);
    const { attributes } = element;
    const children = elementsIn(element).map((child) => `${child.name.replace("?:", "")} `);
    if (!new RegExp(`^(?:${model.content})$`).test(children.join(""))) faults.push(`${name} holds ${children.join("")}`);
    if (!model.mixed && element.children.some((child) => typeof child === "string" && child.trim() !== "")) faults.push(`${name} holds text`);
    for (const needed of model.must ?? []) if (!attributes[needed]) faults.push(`${name} needs ${needed}`);
    for (const [key, value] of Object.entries(attributes)) {
      if (key !== "?:" && ![...(model.must ?? []), ...(model.may ?? [])].includes(key)) faults.push(`${name} has no ${key}`);
      if (ID.includes(key)) {
        if (/\s/.test(value)) faults.push(`space in ${value}`);
        ids.set(`${key} ${value}`, (ids.get(`${key} ${value}`) ?? 0) + 1);
      }
      if (key === "date" && !DAY.test(value)) faults.push(`${value} is no day`);
      if (value.startsWith("#")) asked.push(value.slice(1));
    }
    elementsIn(element).forEach(look);
  };
  elementsIn(parsePart(new TextEncoder().encode(xml))).forEach(look);
  faults.push(...[...ids].flatMap(([id, count]) => (count > 1 && !id.startsWith("wId") ? [`${id} stands ${count} times`] : [])));
  faults.push(...asked.filter((id) => !ids.has(`eId ${id}`)).map((id) => `nothing is called ${id}`));
  return faults;
}
