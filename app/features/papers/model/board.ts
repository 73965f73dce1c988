import type {
  BoardFilters,
  BoardStanding,
  BoardSummary,
  FacilitatorBoard,
  FacilitatorOrder,
  PublishedItem,
  StakeholderBoard,
  StateBoard,
  StateOrder,
} from "~/features/publication/model";
import { SCOPES } from "~/features/registrations/model";
import { LANGUAGE_NAMES } from "~/lib/languages";
import type { Entry } from "./entries";
import type { Words } from "./words";

/** The status board as lists, before it is paper or a workbook. */

/** The board of one kind of reporters, as its page shows it; of stakeholders all that are public, in a category where one is named. */
export type BoardView =
  | { who: "state"; board: StateBoard; filters: BoardFilters<StateOrder> }
  | { who: "un_entity"; board: FacilitatorBoard; filters: BoardFilters<FacilitatorOrder> }
  | { who: "organisation"; board: Pick<StakeholderBoard, "submitted" | "categories">; published: readonly PublishedItem[]; category: string | null };

/** `addressOf` says where a published report is read. */
export type BoardSource = BoardView & { summary: BoardSummary; addressOf: (symbol: string) => string };

/** `count` is said of the whole section, whatever is shown of it; `none` instead of rows. */
export type BoardSection = { title: Entry & {}; count: string; rows: Entry[][]; none: string };
/** Sections with the same columns. `by` names what sets them apart, null where there is one only. */
export type BoardPart = { by: string | null; columns: string[]; sections: BoardSection[] };
/** `facts` are how the board is arranged and narrowed. */
export type BoardLists = { parts: BoardPart[]; facts: { label: string; text: string }[]; notes: string[] };

/** The lists of a board in the language of its words. */
export function boardLists(source: BoardSource, words: Words): BoardLists {
  switch (source.who) {
    case "state":
      return stateLists(source, words);
    case "un_entity":
      return facilitatorLists(source, words);
    case "organisation":
      return stakeholderLists(source, words);
  }
}

/** How many of an audience have reported: of how many, where that is known. */
export function countOf({ audience, submitted, total }: BoardSummary["kinds"][number], { say }: Words): string {
  if (total === null) return say("public:status.contributions", { count: submitted });
  return say(audience === "state" ? "public:status.count" : "public:status.reports", { count: total, submitted });
}

type Of<Who extends BoardView["who"]> = Extract<BoardSource, { who: Who }>;

/** Whether a report was submitted, since when, and the symbol under which it can be read. */
function standing({ submittedAt, symbol }: BoardStanding, { addressOf }: Pick<BoardSource, "addressOf">, { say }: Words): Entry[] {
  return [
    submittedAt ? say("public:status.submitted") : { soft: say("public:status.notSubmitted") },
    submittedAt && { day: submittedAt },
    symbol && { code: symbol, href: addressOf(symbol) },
  ].map((entry) => entry || null);
}

const standingColumns = (report: string, { say }: Words): string[] => [report, say("papers:board.date"), say("papers:board.symbol")];

function stateLists({ board, filters: { by, show }, ...source }: Of<"state">, words: Words): BoardLists {
  const { say } = words;
  const sections = board.regions.map(({ name, submitted, total, states }) => ({
    title: name || say("public:status.noRegion"),
    count: say("public:status.count", { count: total, submitted }),
    rows: states.map((state) => [state.name, ...standing(state, source, words)]),
    none: say("public:status.noneHere"),
  }));
  return {
    parts: [{ by: say("papers:board.group"), columns: [say("public:status.state"), ...standingColumns(say("public:status.report"), words)], sections }],
    facts: [
      { label: say("public:status.by.label"), text: say(`public:status.by.${by}`) },
      { label: say("public:status.show.label"), text: say(`public:status.show.${show}`) },
    ],
    notes: by === "group" ? [say("public:status.groupsNote")] : [],
  };
}

function facilitatorLists({ board, filters: { by, show }, ...source }: Of<"un_entity">, words: Words): BoardLists {
  const { say } = words;
  const [whole, part] = by === "line" ? (["line", "entity"] as const) : (["entity", "line"] as const);
  const sections = board.holders.map(({ code, name, submitted, total, assignments }) => ({
    title: by === "line" ? { code, name } : name,
    count: say("public:status.reports", { count: total, submitted }),
    rows: assignments.map((assignment): Entry[] => [
      by === "line" ? assignment.entity.name : assignment.line,
      say(`public:status.role.${assignment.role}`),
      ...(assignment.reports ? standing(assignment, source, words) : [{ soft: say("public:status.joins") }, null, null]),
    ]),
    none: say("public:status.noneAssigned"),
  }));
  return {
    parts: [
      {
        by: say(`public:status.columns.${whole}`),
        columns: [say(`public:status.columns.${part}`), say("public:status.columns.role"), ...standingColumns(say("public:status.columns.report"), words)],
        sections,
      },
    ],
    facts: [
      { label: say("public:status.by.label"), text: say(`public:status.by.${by}`) },
      { label: say("public:status.show.label"), text: say(`public:status.showReports.${show}`) },
    ],
    notes: [say("public:status.facilitatorsNote")],
  };
}

function stakeholderLists({ board, published, category, addressOf }: Of<"organisation">, words: Words): BoardLists {
  const { say } = words;
  const notStated = say("public:status.stakeholders.notStated");
  const counted = (submitted: number): string => say("public:status.contributions", { count: submitted });
  const rows = board.categories.map(({ name, scopes, submitted }): Entry[] => [
    name || notStated,
    ...[...SCOPES, ""].map((scope) => ({ count: scopes[scope] ?? 0 })),
    { count: submitted },
  ]);
  return {
    parts: [
      {
        by: null,
        columns: [
          say("public:status.stakeholders.category"),
          ...SCOPES.map((scope) => say(`registration:scope.${scope}`)),
          notStated,
          say("public:status.stakeholders.total"),
        ],
        sections: [{ title: say("public:status.stakeholders.caption"), count: counted(board.submitted), rows, none: say("public:status.stakeholders.none") }],
      },
      {
        by: null,
        columns: publishedColumns(words),
        sections: [
          {
            title: say("public:status.stakeholders.published"),
            count: counted(published.length),
            rows: published.map((item) => publishedEntries(item, addressOf)),
            none: say("public:status.stakeholders.nonePublished"),
          },
        ],
      },
    ],
    facts: category === null ? [] : [{ label: say("public:filter.category"), text: category }],
    notes: [say("public:status.stakeholders.note")],
  };
}

/** What a list says of a published report: symbol, party, kind, language, date. */
export const publishedColumns = ({ say }: Words): string[] => [
  say("public:submission.symbol"),
  say("papers:cover.party"),
  say("public:filter.kind"),
  say("public:submission.language"),
  say("public:submission.publishedAt"),
];

/** A published report in these columns. */
export const publishedEntries = ({ symbol, party, title, line, language, publishedAt }: PublishedItem, addressOf: BoardSource["addressOf"]): Entry[] => [
  { code: symbol, href: addressOf(symbol) },
  party.name,
  line ? `${title}, ${line}` : title,
  LANGUAGE_NAMES[language],
  { day: publishedAt },
];
