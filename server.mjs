import v8 from "node:v8";

// The heap grows by a fifth over what is in use before it is swept, not to several times of it: 200 MB less for a few per cent of
// processor time. Said to the engine here because no command line, and no NODE_OPTIONS, of those who start this need know it.
v8.setFlagsFromString("--heap-growing-percent=20");

// Starts the built portal, or with --dev the one Vite serves from source. Everything else is in app/http.
const dev = process.argv.includes("--dev");
process.env.NODE_ENV ??= dev ? "development" : "production";
const vite = dev ? await (await import("vite")).createServer({ server: { middlewareMode: true } }) : undefined;
const load = () => vite.ssrLoadModule("virtual:remix/server-build");
try {
  const build = vite ? await load() : await import("./build/server/index.js");
  await build.entry.module.startPortal({ build: vite ? load : build, vite: vite?.middlewares });
} catch (error) {
  const expected = ["ConfigurationError", "MigrationFailed", "DataFolderInUse"].includes(error?.constructor?.name) || error?.code === "EADDRINUSE";
  process.stderr.write(`\nThe portal did not start.\n${expected ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}
