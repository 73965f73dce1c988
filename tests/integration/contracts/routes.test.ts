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
  expect(outside.filter((path) => !/^(api\/|dev\/|robots\.txt$|sitemap\.xml$|\*$)/.test(path))).toEqual([]);
});

test("every loader and action declares who may enter", () => {
  const bare = [...files, "root.tsx"].filter((file) => {
    const exported = [...sourceOf(file).matchAll(/^export .*\b(loader|action)\b/gm)].filter(([line]) => !line.startsWith("export type"));
    return exported.length !== [...sourceOf(file).matchAll(guardOf)].length;
  });
  expect(bare).toEqual([]);
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
