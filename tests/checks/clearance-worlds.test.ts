import { expect, test } from "vitest";
import { contentOf, explore, isFullyCleared, isHeldIn, placeIn } from "../support/clearance-world";

test("no path whatever signs what the whole chain has not cleared, or writes what is held", () => {
  const [ways, signed] = [{ steps: 0, signatures: 0 }, new Set<number>()];
  const worlds = explore(({ from, deed, to }) => {
    ways.steps += 1;
    if (deed === "sign") {
      ways.signatures += 1;
      signed.add(from.chain);
      if (!isFullyCleared(from)) expect.fail(`signed though not cleared: ${JSON.stringify(from)}`);
    }
    if (contentOf(to) !== contentOf(from) && isHeldIn(from)) expect.fail(`written though held: ${JSON.stringify(from)}`);
  });
  for (const { world, path } of worlds.values()) {
    // The two records of a draft never differ: what the row says is held or cleared is where the round stands.
    const place = placeIn(world);
    if (world.row.state === "draft") expect({ path, held: isHeldIn(world) }).toEqual({ path, held: place.at !== "drafted" });
    if (world.row.clearedHash !== null) expect({ path, place }).toMatchObject({ place: { at: "cleared", hash: world.row.clearedHash } });
  }
  expect([...signed].sort()).toEqual([0, 1, 2]);
  expect(ways.signatures).toBeGreaterThan(50);
  expect(ways.steps).toBeGreaterThan(2_000);
});
