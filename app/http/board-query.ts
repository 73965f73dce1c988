import { z } from "zod";
import { PAPER_FORMATS } from "~/features/papers/model";
import type { BoardAsked } from "~/features/papers/queries/board.server";
import { AUDIENCES, BOARD_SHOWN, FACILITATOR_ORDERS, STATE_ORDERS, type Audience } from "~/features/publication/model";
import { LANGUAGES } from "~/lib/languages";

/** By what the board of each kind of reporters is arranged, and what narrows it. */
const CHOICES: Readonly<Record<Audience, { by: readonly string[]; narrow: "show" | "category" }>> = {
  state: { by: STATE_ORDERS, narrow: "show" },
  un_entity: { by: FACILITATOR_ORDERS, narrow: "show" },
  organisation: { by: [], narrow: "category" },
};

/** The status board as a file, as its page is asked for. A choice that another kind of reporters has is refused: it must not seem to be made. */
export const boardQuery = z
  .strictObject({
    format: z.enum(PAPER_FORMATS),
    lang: z.enum(LANGUAGES).optional().describe("Language of the document."),
    who: z.enum(AUDIENCES).default("state").describe("Whose reports: of States, of action line facilitators, of other stakeholders."),
    by: z
      .enum([...STATE_ORDERS, ...FACILITATOR_ORDERS])
      .optional()
      .describe("How it is arranged: States by `un` (unless given), `itu` or `group`, facilitators by `line` (unless given) or `entity`."),
    show: z.enum(BOARD_SHOWN).optional().describe("Which States or assignments are shown: all unless given."),
    category: z.string().max(100).optional().describe("Of other stakeholders: the category whose published contributions are listed."),
  })
  .superRefine(({ who, by, show, category }, context) => {
    const { by: orders, narrow } = CHOICES[who];
    const given = { by: by !== undefined && !orders.includes(by), show: show && narrow !== "show", category: category && narrow !== "category" };
    for (const [name, isWrong] of Object.entries(given)) if (isWrong) context.addIssue({ code: "custom", path: [name] });
  });

/** What an address asks of the board, with what stands where nothing is said. */
export function boardAsked({ who, by, show = "all", category }: z.infer<typeof boardQuery>): BoardAsked {
  const oneOf = <T extends string>(orders: readonly T[]): T => orders.find((order) => order === by) ?? orders[0]!;
  if (who === "state") return { who, filters: { by: oneOf(STATE_ORDERS), show } };
  return who === "un_entity" ? { who, filters: { by: oneOf(FACILITATOR_ORDERS), show } } : { who, category: category?.trim() || undefined };
}
