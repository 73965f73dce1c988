// Writes prisma/generated from prisma/schema with Prisma's own generator, in this process. The Prisma command line would
// do the same, but brings 190 MB of Studio and local cloud, and looks for a native engine that it would download.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { root } from "./steps.mjs";

/** Generates the Prisma client; takes about a second. */
export async function generateClient() {
  const require = createRequire(import.meta.url);
  const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
  const { getGenerators, loadSchemaContext } = require("@prisma/internals");
  const { enginesVersion } = require("@prisma/engines-version");
  const schemaContext = await loadSchemaContext({ schemaPath: { cliProvidedPath: join(root, "prisma/schema") }, printLoadMessage: false, cwd: root });
  const registry = { "prisma-client": { type: "in-process", generator: new PrismaClientTsGenerator() } };
  for (const generator of await getGenerators({ schemaContext, registry, version: enginesVersion, skipDownload: true, cliCommand: "generate" })) {
    await generator.generate();
    generator.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await generateClient();
