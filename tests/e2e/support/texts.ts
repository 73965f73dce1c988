import { readFileSync } from "node:fs";
import type { Language } from "../../../app/lib/languages";

const files = new Map<string, unknown>();

/** What the page says in a language, for finding things the way a reader does: `textOf("ar", "reports:section.save")`. Stops at the first placeholder. */
export function textOf(language: Language, key: string): string {
  const [namespace, path] = key.split(":") as [string, string];
  const name = `locales/${language}/${namespace}.json`;
  if (!files.has(name)) files.set(name, JSON.parse(readFileSync(name, "utf8")));
  const found = path.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], files.get(name));
  if (typeof found !== "string") throw new Error(`No text ${key} in ${language}`);
  return found;
}

/** A text with its placeholders filled. */
export const filled = (text: string, values: Record<string, string>): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
