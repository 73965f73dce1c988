import { listAllReports } from "~/features/reports/queries/all.server";
import type { Command } from "../command";

export const reportCommands: readonly Command[] = [
  {
    name: "report list",
    takes: "",
    does: "lists all reports with their state and latest version",
    run: async ({ db }) => {
      const items = await listAllReports({ db });
      return {
        data: { items },
        text: items
          .map((item) =>
            [
              item.id,
              item.party,
              item.template,
              item.language,
              item.state,
              item.latest ? `v${item.latest.version} ${item.latest.state} ${item.latest.receipt}` : "-",
            ].join("  "),
          )
          .join("\n"),
      };
    },
  },
];
