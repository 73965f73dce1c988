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
  "matrix",
  "notifications",
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const paths = readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const faults = [...nameFaults(paths), ...paths.filter((path) => path.endsWith(".css")).flatMap((path) => styleFaults(path, readFileSync(path, "utf8")))];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${paths.length} files, ${faults.length} faults\n`);
  process.exit(faults.length === 0 ? 0 : 1);
}
