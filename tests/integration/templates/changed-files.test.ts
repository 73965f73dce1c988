import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readSeed, seedAll } from "~/seed.server";
import { makeAuthor } from "../../support/author";
import { ownDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

const CHANGED = { cycle: "wsis20", template: "national-report", version: 1 };

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, "utf8");
  expect(change(text), file).not.toBe(text);
  writeFileSync(file, change(text));
}

test("files corrected after their version was opened stay outside with a warning, until a new number opens them beside it", async () => {
  const own = await ownDatabase();
  const folder = mkdtempSync(join(tmpdir(), "portal-seed-"));
  try {
    cpSync("prisma/seed", folder, { recursive: true });
    const warn = vi.fn();
    const start = () => seedAll(own.db, { demo: false, log: { ...silentLog, warn }, seed: readSeed({ demo: false, folder }) });
    const versions = () =>
      own.db.templateVersion.findMany({
        where: { template: CHANGED.template, cycle: { code: CHANGED.cycle } },
        orderBy: { version: "asc" },
        select: { id: true, version: true, hash: true, state: true },
      });
    // Other cycles that ask the same questions have warnings of their own.
    const warnings = () => warn.mock.calls.filter(([facts]) => (facts as typeof CHANGED).cycle === CHANGED.cycle);
    const templateOf = (id: string) => own.db.report.findUniqueOrThrow({ where: { id }, select: { templateVersionId: true } });
    await start();
    expect(warn).not.toHaveBeenCalled();
    const before = await versions();
    const old = await makeAuthor(own.db, "https://portal.example");

    edit(join(folder, "templates/national-report/strings.fr.json"), (text) => {
      const strings = JSON.parse(text) as Record<string, { text: string }>;
      strings.title!.text += " (corrigé)";
      return JSON.stringify(strings);
    });
    // At every start, and nothing is touched.
    for (const times of [1, 2]) {
      await start();
      expect(warnings()).toEqual(Array(times).fill([CHANGED, expect.stringContaining("prisma/seed/cycles.json")]));
    }
    expect(await versions()).toEqual(before);

    edit(join(folder, "cycles.json"), (text) => {
      const seed = JSON.parse(text) as { cycles: { code: string; templates: { template: string; version: number }[] }[] };
      for (const { code, templates } of seed.cycles)
        for (const used of templates) if (code === CHANGED.cycle && used.template === CHANGED.template) used.version = 2;
      return JSON.stringify(seed);
    });
    warn.mockClear();
    await start();
    await start();
    expect(warnings()).toEqual([]);
    const after = await versions();
    expect(after.map(({ version, state }) => [version, state])).toEqual([
      [1, "open"],
      [2, "open"],
    ]);
    const fresh = await makeAuthor(own.db, "https://portal.example");
    expect(await templateOf(old.reportId)).toEqual({ templateVersionId: before[0]!.id });
    expect(await templateOf(fresh.reportId)).toEqual({ templateVersionId: after[1]!.id });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await own.close();
  }
});
