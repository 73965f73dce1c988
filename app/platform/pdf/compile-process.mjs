// Makes PDFs from papers in a process of its own: the compiler holds its thread until it is done and can only be stopped
// with the process. One paper after the other; ends when the portal does.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const MODULES = join(process.cwd(), "node_modules");
const FONTS = [
  ...[
    "400Regular/NotoSans_400Regular",
    "400Regular_Italic/NotoSans_400Regular_Italic",
    "700Bold/NotoSans_700Bold",
    "700Bold_Italic/NotoSans_700Bold_Italic",
  ].map((name) => `@expo-google-fonts/noto-sans/${name}.ttf`),
  ...["400Regular/Amiri_400Regular", "400Regular_Italic/Amiri_400Regular_Italic", "700Bold/Amiri_700Bold", "700Bold_Italic/Amiri_700Bold_Italic"].map(
    (name) => `@expo-google-fonts/amiri/${name}.ttf`,
  ),
  ...["Regular", "Bold"].map((name) => `@embedpdf/fonts-sc/fonts/NotoSansHans-${name}.otf`),
  "@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
];
/** Parts of documents laid out before are kept for so many documents. */
const KEPT_FOR = 5;

const compiler = NodeCompiler.create({ workspace: "/", fontArgs: [{ fontPaths: FONTS.map((path) => join(MODULES, path)) }] });
compiler.addSource("/paper.typ", readFileSync(new URL("paper.typ", import.meta.url), "utf8"));

function compile(paper, made) {
  compiler.mapShadow("/paper.json", Buffer.from(paper));
  const compiled = compiler.compile({ mainFilePath: "/paper.typ" });
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? "no document"));
  const options = { creationTimestamp: Math.floor(Date.parse(made) / 1000) };
  try {
    return { pdf: compiler.pdf(compiled.result, { ...options, pdfStandard: "ua-1" }) };
  } catch (error) {
    // A character that no font here has: the document is made all the same, tagged, and claims no standard.
    return { pdf: compiler.pdf(compiled.result, options), warning: String(error.message).slice(0, 500) };
  } finally {
    compiler.evictCache(KEPT_FOR);
  }
}

process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, paper, made }) => {
  try {
    process.send({ id, ...compile(paper, made) });
  } catch (error) {
    process.send({ id, error: String(error?.message ?? error).slice(0, 2_000) });
  }
});
