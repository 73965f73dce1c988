// Puts into package-lock.json the optional packages of other platforms that npm left out because the registry it asked
// does not carry them. Without those entries `npm ci` calls the lock file out of step and installs nothing, anywhere.
// They carry no integrity: npm never fetches them where `os` and `cpu` do not match, and elsewhere it takes the version.
// Every other package gets its address, which npm leaves out under `omit-lockfile-registry-resolved`: without it `npm ci`
// asks the registry about each package first and takes twice as long. npm puts the registry it is set to in its place.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const known = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").pop()));
const added = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  if (path === "") continue;
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (known.has(name)) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version}: not one version; add it by hand`);
    const parts = name.split(/[-/]/);
    const system = SYSTEMS.find((word) => parts.includes(word)) ?? "none";
    const cpu = PROCESSORS.find((word) => parts.includes(word));
    const libc = system === "linux" ? (name.endsWith("musl") || name.endsWith("musleabihf") ? ["musl"] : ["glibc"]) : undefined;
    lock.packages[`node_modules/${name}`] = { version, cpu: [cpu ?? "none"], ...(dev && { dev }), ...(libc && { libc }), optional: true, os: [system] };
    known.add(name);
    added.push(name);
  }
}
for (const [path, { version, resolved, integrity, name = path.split("node_modules/").pop(), ...entry }] of Object.entries(lock.packages)) {
  if (path === "" || !integrity) continue;
  const address = resolved ?? `https://registry.npmjs.org/${name}/-/${name.split("/").pop()}-${version}.tgz`;
  const alias = path.endsWith(`node_modules/${name}`) ? {} : { name };
  lock.packages[path] = { ...alias, version, resolved: address, integrity, ...entry };
}
const [[first, own], ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([[first, own], ...rest.sort(([a], [b]) => a.localeCompare(b, "en"))]);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms added\n`);
