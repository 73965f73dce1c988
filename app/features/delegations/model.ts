import { parsePageId, questionsOfPage } from "~/features/templates/model/pages";
import { isFixed, type References } from "~/features/templates/model/values";
import type { Definition } from "~/features/templates/schema";
import type { Place } from "~/lib/actor";

export type { Place };

export const MAX_NOTE = 2_000;
/** More than all pages and questions of the longest form. */
export const MAX_PLACES = 500;

/** Every expected refusal of assignments, with its HTTP status. */
export const delegationRefusals = {
  "delegation.not_found": 404,
  "delegation.closed": 409,
  "delegation.changed": 409,
  "delegation.person_required": 422,
  "delegation.person_unknown": 422,
  "delegation.place_required": 422,
  "delegation.place_unknown": 422,
  "delegation.due_invalid": 422,
  "delegation.note_too_long": 422,
  "delegation.proposes_whole": 422,
  "proposal.not_found": 404,
  "proposal.changed": 409,
  "proposal.answer_changed": 409,
  "proposal.reason_required": 422,
  "proposal.nothing_written": 409,
} as const;

/** How somebody writes what is assigned to them: into the report, or as proposals that are kept apart. */
export const HOW = ["writes", "proposes"] as const;

/** A place as forms and records have it: `D-C7-GOV`, `B/B1`. */
export const placeCode = ({ page, question }: Place): string => (question === "" ? page : `${page}/${question}`);

/** Reads a place; what is no place of the form comes to nothing that is known there. */
export function parsePlaceCode(code: string): Place {
  const [page = "", ...rest] = code.split("/");
  return { page, question: rest.join("/") };
}

/** Whether a form has such a place. Whether it applies now is not asked: an assignment outlives a changed answer. */
export function isPlaceOf(definition: Definition, references: References, { page: id, question }: Place): boolean {
  const page = parsePageId(definition, id, references);
  if (!page) return false;
  return question === "" || questionsOfPage(definition, page).some((one) => one.code === question && !isFixed(one));
}

/** Each place once, in the order of the form; a question whose whole page is among them says nothing more. */
export function tidyPlaces(definition: Definition, places: readonly Place[]): Place[] {
  const pages = new Set(places.filter(({ question }) => question === "").map(({ page }) => page));
  const kept = new Map(places.filter(({ page, question }) => question === "" || !pages.has(page)).map((place) => [placeCode(place), place]));
  const order = orderIn(definition);
  return [...kept.values()].sort((a, b) => order(a) - order(b) || (placeCode(a) < placeCode(b) ? -1 : 1));
}

/** Where a place stands among the sections of a form. */
function orderIn(definition: Definition): (place: Place) => number {
  const codes = definition.sections.map(({ code }) => code);
  return ({ page }) => codes.findIndex((code) => page === code || page.startsWith(`${code}-`));
}

/** The address of a place: its page, at the question. */
export const anchorOf = ({ question }: Place): string => (question === "" ? "" : `#${question}`);

/** From the end of that day on it is late. */
export const isOverdue = (dueAt: Date | null, now: Date): boolean => dueAt !== null && dueAt < now;

/** A place with its name in the reader's language. */
export type NamedPlace = Place & { label: string };

/** What somebody is asked to write in a report. `isMember` is false once they have left its party. */
export type Assignment = {
  id: string;
  revision: number;
  person: { id: string; name: string; isMember: boolean };
  places: NamedPlace[];
  note: string;
  /** What they write there is kept apart until it is taken. */
  proposes: boolean;
  dueAt: string | null;
  isOverdue: boolean;
  assignedBy: string;
  assignedAt: string;
};

/** The same for whoever is asked. */
export type Asked = { id: string; reportId: string } & Pick<Assignment, "places" | "note" | "proposes" | "dueAt" | "isOverdue" | "assignedBy">;

/** A proposed text that waits to be taken or given back. */
export type WaitingProposal = { id: string; person: string; place: NamedPlace; updatedAt: string; isReady: boolean };

/** How many wait in a report, for somebody who writes it; `page` leads to the first of them where they do not see the list. */
export type Waiting = { reportId: string; count: number; page: string | null };

/** A page that can be assigned, with its questions. */
export type PageChoice = { page: string; code: string; title: string; questions: { code: string; label: string }[] };
