import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import routes from "~/routes";

type Entry = { file: string; path?: string; children?: Entry[] };
const flat = (entries: Entry[]): Entry[] => entries.flatMap((entry) => [entry, ...flat(entry.children ?? [])]);
const table = flat(routes as Entry[]);
const files = readdirSync("app/routes", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replace(/^app\//, ""))
  .sort();

const guardOf = /^export const (loader|action) = (secured|public)(Loader|Action)\(/gm;
const sourceOf = (file: string): string => readFileSync(join("app", file), "utf8");

test("every file of app/routes has an address, every address a file", () => {
  expect([...new Set(table.map(({ file }) => file))].sort()).toEqual(files);
});

test("every page is under its language", () => {
  const outside = table.map(({ path }) => path ?? "").filter((path) => !/^:lang(\/|$)/.test(path));
  expect(outside.filter((path) => !/^(api\/|dev\/|robots\.txt$|mail\/bounces$|sitemap\.xml$|\*$)/.test(path))).toEqual([]);
});

/** Does a route let anybody in without saying so: a loader or action that is exported in any other way than by its guard? */
function isBare(source: string): boolean {
  // What another module exports stands in no route's own text.
  if (/^\s*export\s*\*/m.test(source)) return true;
  const exported = [
    ...source.matchAll(/^\s*export\s+(?!type\b)(?:(?:(?:const|let|var)\s*)?\{[^}]*\b(?:loader|action)\b[^}]*\}|[^\n;{]*\b(?:loader|action)\b)/gm),
  ];
  return exported.length !== [...source.matchAll(guardOf)].length;
}

test("every loader and action declares who may enter", () => {
  expect([...files, "root.tsx"].filter((file) => isBare(sourceOf(file)))).toEqual([]);
});

test.each([
  ["everything of another file", 'export * from "./home";'],
  ["everything of another file, under a name", 'export * as page from "./home";'],
  ["a loader of another file", 'export { loader } from "./home";'],
  ["an action of another file under its name", 'export {\n  save as action,\n  Page,\n} from "./home";'],
  ["a loader without a guard", "export const loader = async () => null;"],
  ["a loader as a function", "export async function loader() {}"],
  ["a loader taken apart", "export const { loader } = page;"],
  ["a guarded loader and a bare action", "export const loader = publicLoader({}, read);\nexport let action = write;"],
])("a route that exports %s fails", (_, source) => {
  expect(isBare(source)).toBe(true);
});

test("a route that exports guarded loaders and actions passes", () => {
  expect(isBare("export const loader = publicLoader({}, read);\nexport const action = securedAction({}, write);\nexport type { loader };\n")).toBe(false);
});

test("what anyone may read or write is exactly the reviewed list", () => {
  const reviewed = JSON.parse(readFileSync("tests/integration/contracts/public-routes.json", "utf8")) as Record<string, string>;
  const open = [...files, "root.tsx"].flatMap((file) =>
    [...sourceOf(file).matchAll(guardOf)].filter(([, , who]) => who === "public").map(([, kind]) => `${file} ${kind}`),
  );
  expect(open.sort()).toEqual(Object.keys(reviewed).sort());
  for (const reason of Object.values(reviewed)) expect(reason.length).toBeGreaterThan(10);
});

test("a route that only reads knows no command", () => {
  const reading = files.filter((file) => !/^export const action\b/m.test(sourceOf(file)));
  expect(reading.filter((file) => /from "~\/features\/[^"]+\/commands/.test(sourceOf(file)))).toEqual([]);
});
