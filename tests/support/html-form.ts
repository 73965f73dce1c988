const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text as a reader has it: the entities a page is written with are undone. */
export const unescaped = (html: string): string =>
  html.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (ENTITIES[name!] ?? whole);
  });

/** What a page says, without its tags. */
export const textOf = (html: string): string => unescaped(html.replace(/<(script|style)\b.*?<\/\1>/gs, " ").replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ");

type Tag = { name: string; attributes: Map<string, string>; inside: string };

/** The elements of some names with their attributes; `inside` for those that hold text or options. */
function tagsOf(html: string, names: string): Tag[] {
  return [...html.matchAll(new RegExp(`<(${names})\\b((?:[^>"]|"[^"]*")*)>(?:(?<=<(?:textarea|select)\\b(?:[^>"]|"[^"]*")*>)(.*?)</\\1>)?`, "gs"))].map(
    ([, name = "", written = "", inside = ""]) => ({
      name,
      inside,
      attributes: new Map([...written.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key.toLowerCase(), unescaped(value)])),
    }),
  );
}

/** The ids of a page's elements: what a link may lead to. */
export const idsOf = (html: string): Set<string> => new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => unescaped(id)));

/** The addresses a page's links lead to. */
export const hrefsOf = (html: string): string[] => [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].map(([, href = ""]) => unescaped(href));

/**
 * The fields of a page's form as a browser without a script posts them, buttons and chosen files aside. `marker` is a
 * piece of the form that no other has.
 */
export function postedBy(html: string, marker: string): FormData {
  const form = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].find(([whole]) => whole.includes(marker));
  if (!form) throw new Error(`The page has no form with ${marker}.`);
  const posted = new FormData();
  for (const { name: tag, attributes, inside } of tagsOf(form[2]!, "input|textarea|select")) {
    const [name, type, value] = [attributes.get("name"), attributes.get("type") ?? "text", attributes.get("value")];
    if (!name || attributes.has("disabled") || ["file", "submit", "button"].includes(type)) continue;
    if (tag === "textarea") posted.append(name, unescaped(inside.replace(/^\n/, "")));
    else if (tag === "select") {
      const options = tagsOf(inside, "option");
      const chosen = options.filter((option) => option.attributes.has("selected"));
      for (const option of chosen.length > 0 || attributes.has("multiple") ? chosen : options.slice(0, 1))
        posted.append(name, option.attributes.get("value") ?? "");
    } else if (!["checkbox", "radio"].includes(type)) posted.append(name, value ?? "");
    else if (attributes.has("checked")) posted.append(name, value ?? "on");
  }
  return posted;
}
