import { execFileSync } from "node:child_process";
import type { LoaderFunctionArgs } from "@remix-run/node";
import routes from "~/routes";
import { ORIGIN, type Site } from "./pages";
import { partsIn } from "./workbooks";

/** Every address that is read, with what it gives out as text. */

const modules = import.meta.glob<{ loader?: (args: LoaderFunctionArgs) => Promise<unknown> }>("/app/routes/**/*.{ts,tsx}");
/** What stands for each `:name` of addresses that match; the first that knows the name counts. */
export type Fillings = readonly { at: RegExp; params: Readonly<Record<string, readonly string[]>>; queries?: readonly string[] }[];
export type Address = { file: string; path: string; params: Record<string, string> };

/** All ways to fill the names of an address. */
function filled(names: readonly string[], choices: (name: string) => readonly string[]): Record<string, string>[] {
  return names.reduce<Record<string, string>[]>((all, name) => all.flatMap((one) => choices(name).map((value) => ({ ...one, [name]: value }))), [{}]);
}

/** The addresses of the table of routes that are read, filled in. Throws for a name nothing is known for: a new address must say what it is asked for. */
export function everyAddress(fillings: Fillings): Address[] {
  return (routes as { path?: string; file: string }[]).flatMap(({ path = "", file }) => {
    if (path.includes("*")) return [];
    const own = fillings.filter(({ at }) => at.test(path));
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const known = (name: string): readonly string[] => {
      const found = own.find(({ params }) => name in params)?.params[name];
      if (!found) throw new Error(`nothing is known for :${name} of ${path}`);
      return found;
    };
    const queries = ["", ...own.flatMap((filling) => filling.queries ?? [])];
    return filled(names, known).flatMap((params) =>
      queries.map((query) => ({ file, params, path: "/" + path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!)) + query })),
    );
  });
}

/** What a reader with this cookie is given at an address, as text: pages by what their loader gives them, files by their words. Null where it is not read at all. */
export async function readAddress(site: Site, { file, path, params }: Address, cookie: string): Promise<{ status: number; text: string } | null> {
  const { loader } = await modules[`/app/${file}`]!();
  if (!loader) return null;
  const request = new Request(ORIGIN + path, { headers: { cookie } });
  const given = await loader({ request, params, context: { world: { ...site.world } } } as unknown as LoaderFunctionArgs).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  if (!(given instanceof Response)) return { status: 200, text: JSON.stringify(given) };
  const head = JSON.stringify([...given.headers]);
  if (given.headers.get("content-type")?.includes("event-stream")) {
    const reader = given.body!.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    return { status: given.status, text: head + new TextDecoder().decode(value as Uint8Array) };
  }
  return { status: given.status, text: head + wordsOf(new Uint8Array(await given.arrayBuffer())) };
}

/** The words of a file: of a zip those of all its parts, of a PDF its text. */
function wordsOf(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.slice(0, 5));
  if (start.startsWith("PK")) return Object.values(partsIn(bytes)).join("\n");
  return start === "%PDF-" ? execFileSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8", maxBuffer: 50_000_000 }) : new TextDecoder().decode(bytes);
}
