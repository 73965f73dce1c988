import { afterEach, beforeEach, expect, test } from "vitest";
import { isOutage } from "~/platform/db/client.server";
import { makeParty } from "../../factories/party";
import { ownDatabase, type OwnDatabase } from "../../support/database";

let own: OwnDatabase;
beforeEach(async () => void (own = await ownDatabase()), 120_000);
afterEach(() => own.close());

test("a killed database comes back with everything it had acknowledged", async () => {
  const made = await makeParty(own.db);
  const before = own.server!.pid()!;
  process.kill(before, "SIGKILL");
  await expect.poll(() => own.server!.pid(), { timeout: 20_000 }).not.toBe(before);
  await own.server!.ready(60_000);
  await expect
    .poll(
      () => own.db.party.findUnique({ where: { id: made.id }, select: { code: true } }).catch((error: unknown) => isOutage(error) || Promise.reject(error)),
      { timeout: 30_000 },
    )
    .toEqual({ code: made.code });
});

test("an unfinished transaction of a killed database left nothing", async () => {
  const code = "HALF";
  const killed = own.db.$transaction(async (tx) => {
    await tx.party.create({ data: { code, kind: "state", names: {} } });
    process.kill(own.server!.pid()!, "SIGKILL");
    await new Promise((later) => setTimeout(later, 500));
    await tx.party.count();
  });
  await expect(killed).rejects.toSatisfy(isOutage);
  await own.server!.ready(60_000);
  await expect.poll(() => own.db.party.count({ where: { code } }).catch(() => -1), { timeout: 30_000 }).toBe(0);
});
