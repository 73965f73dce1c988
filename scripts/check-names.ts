/** The tree says what things are: a closed vocabulary of files in a feature, no drawers, no barrels, no physical sides in CSS. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The nouns of docs/glossary.md. */
const FEATURES = [
  "reference",
  "identity",
  "registrations",
  "cycles",
  "saves",
  "templates",
  "reports",
  "translations",
  "review",
  "consolidation",
  "publication",
  "papers",
  "exports",
  "imports",
  "matrix",
  "facilitations",
  "clearances",
  "clarifications",
  "delegations",
  "comments",
  "handovers",
  "readings",
  "compilations",
  "codings",
  "documents",
  "meetings",
  "redrafts",
  "negotiations",
  "extensions",
  "reminders",
  "notifications",
  "outreach",
  "audit",
];
const IN_A_FEATURE =
  /^(?:(?:model|policy|schema)(?:\.test)?\.ts|(?:model|policy|schema)\/[a-z0-9-]+(?:\.test)?\.ts|(?:queries|commands)\.server\.ts|(?:queries|commands)\/[a-z0-9-]+\.server\.ts|components\/[a-z0-9-]+(?:\.test)?\.tsx?)$/;
const DRAWER = /(^|\/)(utils?|helpers?|common|misc|shared|constants|types|stuff|lib2|index)(\.|\/)/;
const PHYSICAL = /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right))/;

/** Every fault of a list of paths under `app/`. */
export function nameFaults(paths: string[]): string[] {
  return paths.flatMap((path) => {
    const [, feature, rest] = /^app\/features\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const faults: string[] = [];
    if (feature && !FEATURES.includes(feature)) faults.push(`${path}: ${feature} is no noun of the glossary`);
    if (rest && !IN_A_FEATURE.test(rest))
      faults.push(`${path}: a feature has model, policy, schema, queries.server, commands.server (or folders of these) and components, nothing else`);
    if (!path.startsWith("app/routes/") && DRAWER.test(path.slice("app/".length))) faults.push(`${path}: a drawer; name the file after its one topic`);
    return faults;
  });
}

/** Lines of a style sheet that name a physical side: wrong in Arabic. */
export const styleFaults = (path: string, css: string): string[] =>
  css
    .split("\n")
    .flatMap((line, index) => (PHYSICAL.test(line) ? [`${path}:${index + 1}: ${line.trim()}: use inline-start and inline-end, left is right in Arabic`] : []));

/** Codes of cycles however they are written (`wsis20`, `WSIS+20`), from the data that holds them. */
const cyclePattern = (codes: readonly string[]): RegExp =>
  new RegExp(codes.map((code) => `${code.replace(/(?<=\D)(?=\d)/, "[^A-Za-z0-9\\n]{0,2}")}(?!\\d)`).join("|"), "i");
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
/** Shows what components look like with words of its own. */
const GALLERY = /^app\/ui\/gallery\//;

/** Lines of code outside of tests and comments that name a cycle: cycles are data, and the next one needs no new code. */
export function cycleFaults(path: string, text: string, codes: readonly string[]): string[] {
  if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path) || GALLERY.test(path)) return [];
  const pattern = cyclePattern(codes);
  const lines = text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, "")).split("\n");
  return lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}: cycles are data, never named in code`] : []));
}

/** Texts of the interface that name a review by its years (`+20`, `+10`); the name of the portal may. */
export const cycleTextFaults = (path: string, text: string): string[] =>
  text
    .split("\n")
    .flatMap((line, index) => (/\+\s?[12]0(?!\d)/.test(line) ? [`${path}:${index + 1}: ${line.trim()}: the cycle's name comes from its data`] : []));

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const paths = readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const faults = [...nameFaults(paths), ...paths.filter((path) => path.endsWith(".css")).flatMap((path) => styleFaults(path, readFileSync(path, "utf8")))];
  const { cycles } = JSON.parse(readFileSync("prisma/seed/cycles.json", "utf8")) as { cycles: { code: string }[] };
  const codes = cycles.map(({ code }) => code);
  faults.push(...paths.flatMap((path) => cycleFaults(path, readFileSync(path, "utf8"), codes)));
  const texts = readdirSync("locales", { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".json") && !/(?:common|gallery)\.json$/.test(name),
  );
  faults.push(...texts.flatMap((name) => cycleTextFaults(join("locales", name), readFileSync(join("locales", name), "utf8"))));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${paths.length} files, ${faults.length} faults\n`);
  process.exit(faults.length === 0 ? 0 : 1);
}
