import { expect } from "vitest";
import type { clientOf } from "./described-api";

type Call = ReturnType<typeof clientOf>;

/** Asks for an export of a published report as a program does, waits for it and fetches it; a token for everything is given. */
export async function exportByCalls(call: Call, { token, symbol }: { token: string; symbol: string }): Promise<void> {
  expect((await call("askExport", { token, json: { format: "docx", q: "NONE" } })).body).toMatchObject({ code: "export.nothing_found" });
  expect((await call("askExport", { token, json: { format: "docx", regoin: "africa" } })).status).toBe(422);
  expect((await call("askExport", { token, json: { format: "docx", source: "desk" } })).body).toMatchObject({ code: "export.not_found" });
  expect((await call("listExports")).status).toBe(401);
  const asked = await call("askExport", { token, json: { format: "docx", names: "ar", q: symbol } });
  expect(asked).toMatchObject({ status: 202, body: { state: "waiting", total: 1, language: "ar" } });
  const path = { export: (asked.body as { id: string }).id };
  const stateNow = async () => ((await call("getExport", { token, path })).body as { state: string }).state;
  await expect.poll(stateNow, { timeout: 30_000, interval: 500 }).toBe("done");
  expect((await call("listExports", { token, query: { limit: "1" } })).body).toMatchObject({ items: [{ id: path.export, made: 1, missing: 0 }] });
  const file = await call("getExportFile", { token, path });
  expect(file.headers.get("content-disposition")).toContain("-docx-ar.zip");
  expect(Number(file.headers.get("content-length"))).toBeGreaterThan(5_000);
  expect((await call("getExportFile", { token, path: { export: "none" } })).status).toBe(404);
}
