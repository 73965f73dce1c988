import type { ServerBuild } from "@remix-run/node";
import { LANGUAGES } from "~/lib/languages";

type RouteModule = NonNullable<ServerBuild["routes"][string]>["module"];
/** A route by its address: the pattern that finds it, and the names of what varies in it, in the same order. */
export type TableRow = { id: string; pattern: RegExp; names: string[]; module: RouteModule };

/**
 * The routes of the build that `wanted` takes, those with fewer variables first, without those that answer for any
 * address. Only addresses written the usual way are found by them: the framework reads all.
 */
export function routeTable(build: ServerBuild, wanted: (id: string, module: RouteModule) => boolean): TableRow[] {
  const rows = Object.entries(build.routes).flatMap(([id, route]): TableRow[] => {
    if (!route?.path || route.path.includes("*") || !wanted(id, route.module)) return [];
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const variable = (name: string): string => (name === "lang" ? `(${LANGUAGES.join("|")})` : "([^/]+)");
    const pattern = new RegExp(`^/${route.path.replace(/[.]/g, "\\.").replace(/:(\w+)/g, (_, name: string) => variable(name))}$`);
    return [{ id, pattern, names, module: route.module }];
  });
  return rows.sort((a, b) => a.names.length - b.names.length);
}

/** The row a path is found by, with its variables; null where none is. */
export function findRow<Row extends Pick<TableRow, "pattern" | "names">>(
  table: readonly Row[],
  path: string,
): { row: Row; params: Record<string, string> } | null {
  for (const row of table) {
    const found = row.pattern.exec(path);
    if (found) return { row, params: Object.fromEntries(row.names.map((name, index) => [name, decodeURIComponent(found[index + 1]!)])) };
  }
  return null;
}
