import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLive, type Live, type LiveEvent } from "~/platform/live/live.server";
import { openRooms } from "~/platform/live/rooms.server";
import { ownDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

let own: Awaited<ReturnType<typeof ownDatabase>>;
let lines: Live[];
const heardBy = (line: Live): LiveEvent[] => {
  const events: LiveEvent[] = [];
  line.subscribe("report:1", (event) => void events.push(event));
  return events;
};
/** Messages arrive at the other process only once its line is open. */
const meet = (): Promise<void> =>
  vi.waitFor(
    () => {
      for (const [from, to] of [
        [0, 1],
        [1, 0],
      ] as const)
        lines[from]!.publish("probe", { kind: `probe ${to}` });
      expect(probes).toEqual([true, true]);
    },
    { timeout: 20_000, interval: 100 },
  );
let probes: boolean[];

beforeEach(async () => {
  own = await ownDatabase();
  lines = [0, 1].map(() => openLive({ url: own.url, log: silentLog }));
  probes = [false, false];
  lines.forEach((line, index) => line.subscribe("probe", ({ kind }) => void (kind === `probe ${index}` && (probes[index] = true))));
  await meet();
});
afterEach(async () => {
  await Promise.all(lines.map((line) => line.stop()));
  await own.close();
});

test("what one web process publishes another hears, once and in order", async () => {
  const [here, there] = lines.map(heardBy);
  const said = Array.from({ length: 200 }, (_, index) => ({ kind: "saved", index, name: "أمينة 信息" }));
  for (const event of said) lines[0]!.publish("report:1", event);
  await vi.waitFor(() => expect(there).toHaveLength(200), { timeout: 10_000 });
  expect(there).toEqual(said);
  expect(here).toEqual(said);
});

test("who is there is the same for pages of both processes", async () => {
  const rooms = lines.map((line) => openRooms(line));
  let here: unknown;
  rooms[0]!.enter("report:1", { page: "a", person: "1", name: "Amina", place: null }, (event) => void (event.kind === "here" && ({ here } = event)));
  rooms[1]!.enter("report:1", { page: "b", person: "2", name: "Bao", place: "B1" }, () => undefined);
  await vi.waitFor(() => expect(here).toMatchObject([{ name: "Amina" }, { name: "Bao", place: "B1" }]), { timeout: 10_000 });
  rooms[0]!.move("report:1", { page: "b", person: "2", place: "C3" });
  await vi.waitFor(() => expect(here).toMatchObject([{ name: "Amina" }, { place: "C3" }]), { timeout: 10_000 });
  rooms.forEach((each) => each.stop());
});

test("a line that breaks is opened again, and pages begin anew: they may have missed what others said", async () => {
  const rooms = lines.map((line) => openRooms(line));
  const heard: [string[], string[]] = [[], []];
  heard.forEach((kinds, index) =>
    rooms[index]!.enter("report:1", { page: String(index), person: "1", name: "Amina", place: null }, ({ kind }) => void kinds.push(kind)),
  );
  await own.db.$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'portal-live' and datname = current_database()`;
  probes.fill(false);
  await meet();
  for (const kinds of heard) expect(kinds.filter((kind) => kind === "stop")).toHaveLength(1);
  rooms.forEach((each) => each.stop());
});
