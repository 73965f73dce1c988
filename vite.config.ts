import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { build, defineConfig, type Plugin, type Rollup } from "vite";
import remixConfig from "./remix.config.js";

/** Pieces of the design system, and rules of texts, that are fetched when they are needed. */
const LATER = /app\/(?:ui\/(?:dialog|user-text|gallery\/)|lib\/(?:diff|merge|sentences|document-symbol|author-markdown)\.)/;

/** Changes only when a package does, so browsers keep it across releases. */
const FRAMEWORK =
  /node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|@remix-run|react-router|react-router-dom|turbo-stream|i18next|react-i18next)\//;

/** What pages of reports share: small pieces each, and small files cost as much in headers as in themselves. */
const REPORTS =
  /\/app\/(?:features\/templates\/model\/(?:texts|visibility|values|pages)|features\/reports\/components\/(?:tones|report-name|problem-words)|lib\/document-symbol)\.ts$/;

/** Each file costs a request and its headers: the design system and the small shared pieces are one file for all pages. */
function chunkOf(id: string): string | undefined {
  if (FRAMEWORK.test(id)) return "framework";
  if (/vite\/preload-helper|\/i18n\/namespaces\.ts$/.test(id)) return "ui";
  if (/\/app\/(?:ui|lib)\/.*\.tsx?$/.test(id) && !LATER.test(id)) return "ui";
  if (REPORTS.test(id)) return "answers";
  return undefined;
}

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** The service worker, one file at the root of the site: it shares no chunk with the pages, which come and go with their build. */
function serviceWorker(): Plugin {
  let isServer = false;
  return {
    name: "service-worker",
    apply: "build",
    configResolved: (config) => void (isServer = Boolean(config.build.ssr)),
    async generateBundle() {
      if (isServer) return;
      const input = fileURLToPath(new URL("./app/platform/offline/worker.ts", import.meta.url));
      const output = { format: "iife", entryFileNames: "worker.js" } as const;
      const made = (await build({
        configFile: false,
        logLevel: "warn",
        resolve: { alias },
        build: { write: false, copyPublicDir: false, target: "es2022", rollupOptions: { input, output } },
      })) as Rollup.RollupOutput;
      this.emitFile({ type: "asset", fileName: "worker.js", source: made.output[0].code });
    },
  };
}

/** Names of files: every page carries those of all pages in its manifest, so they are no longer than they must be. */
const NAMED = "assets/[name]-[hash:7].js";
const nameOfEntry = ({ name }: { name: string }): string => (name === "entry.client" ? NAMED : "assets/[hash:7].js");

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), serviceWorker()],
  resolve: { alias },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: { output: { manualChunks: chunkOf, chunkFileNames: NAMED, entryFileNames: nameOfEntry } },
  },
});
