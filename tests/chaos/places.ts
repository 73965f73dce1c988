/**
 * What the author of a national report fills in: long answers, one of them in a repeat row and one in a cell of a matrix,
 * a choice, and a mark of confidentiality.
 */
export type Place = {
  /** The page of the form, and the name the field has there. */
  page: string;
  field: string;
  kind: "text" | "choice" | "mark";
  question: string;
  row: string;
  /** The way into the answer's value; nothing where it is the whole of it. */
  path: readonly string[];
  options?: readonly string[];
};

const long = (page: string, question: string, row = ""): Place => ({ page, field: question, kind: "text", question, row, path: [] });

export const PLACES: readonly Place[] = [
  long("B", "B1"),
  {
    page: "C",
    field: "C1",
    kind: "choice",
    question: "C1",
    row: "",
    path: [],
    options: ["in_force", "being_prepared", "expired", "none"],
  },
  long("C", "C3"),
  long("D-C5", "D2", "C5"),
  long("D-C5", "D3", "C5"),
  long("E", "E4"),
  ...["F2", "F3", "F5", "F6", "F9"].map((question) => long("F", question)),
  { page: "F", field: "conf.F5", kind: "mark", question: "F5", row: "", path: [] },
  { page: "H", field: "H3.O1.action", kind: "text", question: "H3", row: "", path: ["O1", "action"] },
];
export const PAGES: readonly string[] = [...new Set(PLACES.map(({ page }) => page))];
/** The rows that must be chosen before the page of one can be opened. */
export const CHOSEN = { question: "D2", value: ["C5"] } as const;

export const keyOf = ({ page, field }: Pick<Place, "page" | "field">): string => `${page} ${field}`;

/** What stands at a place, in an answer of the portal or an entry of its history; "" where nothing does. */
export function readPlace({ kind, path }: Place, answer: { value: unknown; confidential?: boolean } | undefined): string {
  if (!answer) return "";
  if (kind === "mark") return answer.confidential ? "yes" : "";
  const value = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], answer.value);
  return typeof value === "string" ? value : "";
}
