import { listCycles } from "~/features/cycles/queries.server";
import { importTemplate } from "~/features/templates/commands.server";
import { findTemplate, listOpenTemplates } from "~/features/templates/queries.server";
import { contextOf, jsonOnly, readJson, Refused, required, valueOf, writeJson, type Command } from "../command";

export const templateCommands: readonly Command[] = [
  {
    name: "template list",
    takes: "",
    does: "lists the open templates of every cycle",
    run: async ({ db }) => {
      const cycles = await listCycles({ db });
      const rows = await Promise.all(
        cycles.map(async (cycle) =>
          (await listOpenTemplates({ db }, cycle.id)).map(({ id, template, version, hash }) => ({ id, cycle: cycle.code, template, version, hash })),
        ),
      );
      const items = rows.flat();
      return { data: { items }, text: items.map(({ id, cycle, template, version, hash }) => `${cycle}  ${template}  ${version}  ${hash}  ${id}`).join("\n") };
    },
  },
  {
    name: "template export",
    takes: "--id T --format json|xlsx [--out FILE]",
    does: "writes a template with its texts in six languages; T is its id, or its name for the newest open version",
    run: async ({ db, options }) => {
      jsonOnly(options, ["json", "xlsx"]);
      const id = required(options, "id", "a template's name or the id of a version; see template list");
      const found = await findTemplate({ db }, id);
      if (!found) throw new Refused(`template.not_found: there is no template ${id}; see: template list`);
      const { cycle, template, version, hash, definition, strings } = found;
      return writeJson(options, { kind: "template", format: 1, cycle, template, version, hash, definition, strings });
    },
  },
  {
    name: "template import",
    takes: "FILE",
    does: "opens a template from a file as the next version in the open cycle",
    run: async ({ db, args: [file] }) => {
      const opened = valueOf(await importTemplate(contextOf(db), readJson(file!)));
      return { data: opened, text: `Opened: ${opened.template}, version ${opened.version} of ${opened.cycle}.` };
    },
  },
];
