import { describe, expect, it } from "vitest";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { citableOf, isPublic, withdrawnAt, type ReleasedVersion } from "./policy";

const day = (date: number): Date => new Date(Date.UTC(2026, 10, date));
const NOW = day(20);
const version = (number: number, state: ReleasedVersion["state"], given: Partial<ReleasedVersion> = {}): ReleasedVersion => ({
  version: number,
  state,
  release: "all",
  publishedAt: day(number),
  releaseAfter: null,
  stateSince: day(number + 1),
  withdrawnByParty: false,
  ...given,
});
const read = (...versions: ReleasedVersion[]) => citableOf(versions, NOW).map((one) => [one.version, one.replacedAt]);

describe("the versions anyone may read", () => {
  it("are the one that stands and those that were public before it, newest first", () => {
    expect(read(version(1, "superseded"), version(3, "published"), version(2, "superseded"))).toEqual([
      [3, null],
      [2, day(3)],
      [1, day(2)],
    ]);
  });

  it("are none while none stands, of whatever state the newest is", () => {
    for (const state of SUBMISSION_STATES.filter((one) => one !== "published")) expect(read(version(1, "superseded"), version(2, state))).toEqual([]);
    expect(read(version(1, "superseded"), version(2, "published", { release: "not_published" }))).toEqual([]);
  });

  it("leave out each that was not public when it was replaced", () => {
    const standing = version(9, "published");
    for (const state of SUBMISSION_STATES.filter((one) => one !== "superseded" && one !== "published"))
      expect(read(version(1, state), standing)).toEqual([[9, null]]);
    for (const given of [{ publishedAt: null }, { publishedAt: day(3) }, { releaseAfter: day(3) }, { release: "not_published" }])
      expect(read(version(1, "superseded", given), standing)).toEqual([[9, null]]);
  });

  it("keep one whose date had come when it was replaced, and one that a later version overtakes on that one's date", () => {
    expect(read(version(1, "superseded", { releaseAfter: day(2) }), version(2, "published"))).toEqual([
      [2, null],
      [1, day(2)],
    ]);
    const waiting = version(2, "published", { releaseAfter: day(20) });
    expect(read(version(1, "published"), waiting)).toEqual([
      [2, null],
      [1, day(20)],
    ]);
    expect(citableOf([version(1, "published"), waiting], day(19)).map((one) => [one.version, one.replacedAt])).toEqual([[1, null]]);
  });
});

describe("a report that was withdrawn", () => {
  const gone = (own: ReleasedVersion, ...others: ReleasedVersion[]) => withdrawnAt(own, [own, ...others]);
  const byParty = { withdrawnByParty: true };

  it("is told of at each symbol that was public, where its party did it", () => {
    const [first, second] = [version(1, "superseded"), version(2, "withdrawn", byParty)];
    expect([gone(second, first), gone(first, second)]).toEqual([day(3), day(3)]);
    expect([gone(version(2, "withdrawn"), first), gone(first, version(2, "withdrawn"))]).toEqual([null, null]);
  });

  it("is not told of where nothing was public", () => {
    for (const given of [{ publishedAt: null }, { releaseAfter: day(9) }, { release: "not_published" }]) {
      expect(gone(version(1, "withdrawn", { ...byParty, ...given }))).toBeNull();
      expect(gone(version(1, "superseded", given), version(2, "withdrawn", byParty))).toBeNull();
      expect(gone(version(1, "superseded"), version(2, "withdrawn", { ...byParty, ...given }))).toBeNull();
    }
    for (const state of SUBMISSION_STATES.filter((one) => one !== "superseded" && one !== "withdrawn"))
      expect(gone(version(1, state), version(2, "withdrawn", byParty))).toBeNull();
  });

  it("does not come back with a further version; what was published after it is citable as ever", () => {
    const all = [version(1, "superseded"), version(2, "withdrawn"), version(3, "superseded"), version(4, "published")];
    expect(read(...all)).toEqual([
      [4, null],
      [3, day(4)],
    ]);
    expect(gone(version(3, "superseded"), version(2, "withdrawn", byParty))).toBeNull();
  });
});

it("a version is public from its publication and its date of release on, whichever is later", () => {
  const of = (given: Partial<ReleasedVersion>): boolean => isPublic(version(1, "published", given), NOW);
  expect([{}, { publishedAt: NOW }, { releaseAfter: NOW }].map(of)).toEqual([true, true, true]);
  expect([{ publishedAt: null }, { publishedAt: day(21) }, { releaseAfter: day(21) }, { release: "not_published" }].map(of)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
