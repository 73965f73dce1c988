import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Each of these starts a check as a process of its own. */
const SLOW = 180_000;

/** A tree of its own with one sin for each rule: what the checks say of the portal itself, `npm run check` shows. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portal-checks-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  cpSync("tsconfig.json", join(folder, "tsconfig.json"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const SINS: [rule: string, from: string, to: string][] = [
  ["lib-knows-nobody", "app/lib/words.ts", "app/features/reports/policy.ts"],
  ["ui-only-lib", "app/ui/panel.tsx", "app/features/reports/model.ts"],
  ["platform-below-features", "app/platform/clock.server.ts", "app/features/reports/schema.ts"],
  ["features-below-http", "app/features/reports/commands/sign.server.ts", "app/http/form.server.ts"],
  ["http-below-routes", "app/http/page.server.ts", "app/routes/public/home.tsx"],
  ["routes-are-leaves", "app/routes/public/about.tsx", "app/routes/public/home.tsx"],
  ["routes-no-platform", "app/routes/public/show.tsx", "app/platform/db/client.server.ts"],
  ["pure-core", "app/features/review/model.ts", "app/platform/db/client.server.ts"],
  ["components-no-server", "app/features/review/components/list.tsx", "app/features/review/queries.server.ts"],
  ["other-feature-public-files-only", "app/features/review/commands/move.server.ts", "app/features/reports/inner.ts"],
  ["cli-is-a-leaf", "app/lib/dates.ts", "cli/portal.ts"],
];
/** What may stand beside them. */
const LAWFUL: [from: string, to: string][] = [
  ["app/routes/public/index.tsx", "app/features/reports/queries.server.ts"],
  ["app/features/reports/queries.server.ts", "app/platform/db/client.server.ts"],
  ["app/features/publication/queries.server.ts", "app/features/reports/model.ts"],
];

test("the ladder refuses every step that leads up, and none that leads down", { timeout: SLOW }, () => {
  const edges = [...SINS.map(([, from, to]) => [from, to] as const), ...LAWFUL];
  const goals = new Map<string, string[]>();
  for (const [from, to] of edges) {
    goals.set(from, [...(goals.get(from) ?? []), to]);
    if (!goals.has(to)) goals.set(to, []);
  }
  for (const [file, targets] of goals) {
    const up = "../".repeat(file.split("/").length - 1);
    const imports = targets.map((target, index) => `import { made as made${index} } from "${up}${target.replace(/\.tsx?$/, "")}";\nvoid made${index};\n`);
    write(file, `${imports.join("")}export const made = 1;\n`);
  }
  const bin = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const run = spawnSync(process.execPath, [bin, "app", "cli", "--config", resolve(".dependency-cruiser.mjs"), "--output-type", "json"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 50_000_000,
  });
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
  const found = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  for (const [rule, from, to] of SINS) expect(found).toContain(`${rule}: ${from} -> ${to}`);
  for (const [from, to] of LAWFUL) expect(found.filter((fault) => fault.endsWith(`${from} -> ${to}`))).toEqual([]);
});

test("two features that know each other, and two files that do, are refused", { timeout: SLOW }, () => {
  write("app/features/saves/model.ts", 'import { b } from "../audit/model";\nexport const a = (): unknown => b;\n');
  write("app/features/audit/model.ts", 'import { a } from "../saves/model";\nexport const b = (): unknown => a;\n');
  const bin = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const { stdout, status } = spawnSync(process.execPath, [bin, "app/features/saves", "app/features/audit", "--config", resolve(".dependency-cruiser.mjs")], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(status).not.toBe(0);
  expect(stdout).toMatch(/no-circular/);
  expect(stdout).toMatch(/no-feature-cycles/);
});

test(
  "the check of the schema finds a foreign key without an index, a deletion that takes others along, and a migration nobody described",
  { timeout: SLOW },
  () => {
    for (const name of ["app", "scripts"]) {
      rmSync(join(folder, name), { recursive: true, force: true });
      symlinkSync(resolve(name), join(folder, name));
    }
    cpSync("prisma", join(folder, "prisma"), { recursive: true });
    write(
      "prisma/migrations/29991231235959_sins/migration.sql",
      `create table "sin" ("id" uuid primary key, "user_id" uuid not null, constraint "sin_user_id_fkey" foreign key ("user_id") references "user" ("id") on delete cascade);\n`,
    );
    const { stderr, status } = spawnSync(process.execPath, ["--import", "tsx", "scripts/check-schema.ts"], { cwd: folder, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain("sin (user_id): no index begins with this foreign key");
    expect(stderr).toContain("sin.sin_user_id_fkey: deletes rows with their parent");
    expect(stderr).toContain("prisma/schema has changes without a migration");
    expect(stderr.split("\n").filter((line) => /no index begins|deletes rows/.test(line))).toHaveLength(2);
  },
);
