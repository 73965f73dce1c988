import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What is a copy of its own in the folder of a later build; all else is the same. */
const OWN = ["build", "server.mjs"];
const VERSION = /"version": "([0-9a-f]+)"/;

/** A folder from which the portal starts as a later build of itself: the same files under another version. Whoever asked removes it. */
export function makeLaterBuild(): { root: string; version: string } {
  const root = mkdtempSync(join(tmpdir(), "portal-build-"));
  for (const name of OWN) cpSync(name, join(root, name), { recursive: true });
  for (const name of readdirSync(".")) if (!OWN.includes(name) && !name.startsWith(".")) symlinkSync(resolve(name), join(root, name));
  const server = join(root, "build/server/assets");
  const [file = ""] = readdirSync(server).filter((name) => /^server-build-.*\.js$/.test(name));
  const code = readFileSync(join(server, file), "utf8");
  const before = VERSION.exec(code)![1]!;
  const version = [...before].reverse().join("") === before ? `${before}0` : [...before].reverse().join("");
  writeFileSync(join(server, file), code.replaceAll(before, version));
  const assets = join(root, "build/client/assets");
  const manifest = join(assets, `manifest-${version}.js`);
  renameSync(join(assets, `manifest-${before}.js`), manifest);
  writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll(before, version));
  // The compressed ones name the version before.
  for (const ending of ["br", "gz"]) rmSync(join(assets, `manifest-${before}.js.${ending}`), { force: true });
  return { root, version };
}
