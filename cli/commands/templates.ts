import { listCycles } from "~/features/cycles/queries.server";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Command } from "../command";

export const templateCommands: readonly Command[] = [
  {
    name: "template list",
    takes: "",
    does: "lists the open templates of every cycle",
    run: async ({ db }) => {
      const cycles = await listCycles({ db });
      const rows = await Promise.all(
        cycles.map(async ({ id, code }) =>
          (await listOpenTemplates({ db }, id)).map(({ template, version, hash }) => ({ cycle: code, template, version, hash })),
        ),
      );
      const items = rows.flat();
      return { data: { items }, text: items.map(({ cycle, template, version, hash }) => `${cycle}  ${template}  ${version}  ${hash}`).join("\n") };
    },
  },
];
