import { hasPeoplesReports, loadSynthetic } from "~/load.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { seedAll } from "~/seed.server";
import { contextOf, Refused, required, Usage, type Command, type CommandInput, type CommandResult } from "../command";

const MAX_REPORTS = 100_000;

async function load({ db, options }: CommandInput): Promise<CommandResult> {
  const reports = Number(required(options, "reports", "how many reports, such as 2000"));
  if (!Number.isInteger(reports) || reports < 1 || reports > MAX_REPORTS) throw new Usage(`--reports: a whole number from 1 to ${MAX_REPORTS}`);
  const seed = typeof options.seed === "string" ? options.seed : "1";
  if (!/^[a-z0-9]{1,12}$/.test(seed)) throw new Usage("--seed: up to 12 small letters and digits");
  const ctx = contextOf(db);
  const { NODE_ENV, DATABASE_URL } = env();
  if (NODE_ENV === "production" && DATABASE_URL !== undefined && (await hasPeoplesReports(ctx)))
    throw new Refused(
      "seed.load_refused: people have begun reports on this production database, and made-up ones could not be told from them; use a database of its own",
    );
  const began = performance.now();
  const loaded = await loadSynthetic(ctx, { reports, seed });
  if (!loaded.ok)
    throw new Refused(
      loaded.error.code === "load.seed_used"
        ? `load.seed_used: seed ${seed} has been loaded with ${loaded.error.params?.count} reports and signed versions are kept; give another --seed to add more`
        : `${loaded.error.code}: no cycle is open for reporting; run first: seed reference`,
    );
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { added } = loaded.value;
  return {
    data: { ...loaded.value, seconds },
    text: added === 0 ? `Seed ${seed} is loaded already: nothing added.` : `${added} reports loaded in ${seconds} s (seed ${seed}).`,
  };
}

export const seedCommands: readonly Command[] = [
  {
    name: "seed reference",
    takes: "",
    does: "loads reference data, cycles and templates where they changed",
    run: async ({ db }) => {
      await seedAll(db, { demo: false, log });
      return { data: { done: true }, text: "Reference data, cycles and templates are loaded." };
    },
  },
  {
    name: "seed demo",
    takes: "",
    does: "loads the demo accounts and reports (public passwords: refused on a production database)",
    run: async ({ db }) => {
      if (!env().demo)
        throw new Refused(
          "seed.demo_refused: demo passwords are public, so they are not created on this database; set PORTAL_DEMO=1 outside of production to allow it",
        );
      await seedAll(db, { demo: true, log });
      return { data: { done: true }, text: "Demo accounts and reports are loaded." };
    },
  },
  {
    name: "seed load",
    takes: "--reports N [--seed S]",
    does: "loads N made-up reports in six languages for trials; the same seed gives the same reports",
    run: load,
  },
];
