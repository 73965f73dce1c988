import { moveCycle } from "~/features/cycles/commands.server";
import { CYCLE_MOVES } from "~/features/cycles/model";
import { listStandings } from "~/features/cycles/queries.server";
import { contextOf, valueOf, type Command } from "../command";

const SAYS = { open: "reports are started, saved and signed in it", close: "its reports are read, neither saved nor signed, until it is opened again" };

export const cycleCommands: readonly Command[] = [
  {
    name: "cycle list",
    takes: "",
    does: "lists the reporting cycles: state, open templates, drafts, signed reports",
    run: async ({ db }) => {
      const items = valueOf(await listStandings(contextOf(db), "operator")).map(({ moves: _, ...standing }) => standing);
      return {
        data: { items },
        text: items
          .map(({ code, state, templates, drafts, signed }) => `${code}  ${state}  ${templates} templates  ${drafts} drafts  ${signed} signed`)
          .join("\n"),
      };
    },
  },
  ...CYCLE_MOVES.map((move): Command => ({
    name: `cycle ${move}`,
    takes: "CODE",
    does: `${move}s a cycle: ${SAYS[move]}`,
    run: async ({ db, args: [code] }) => {
      const state = valueOf(await moveCycle(contextOf(db), { code: code!, move }, "operator"));
      return { data: { code, state }, text: `${code} is ${state}: ${SAYS[move]}.` };
    },
  })),
];
