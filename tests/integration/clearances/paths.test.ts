import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { recordLapsed } from "~/features/clearances/commands/act.server";
import { recallReport, openNewVersion } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import { underReview, type Clarified } from "../../factories/clarification";
import { act, makeChain } from "../../factories/clearance";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { ASKED, contentOf, explore, OTHER, placeIn, whyUnsigned, type Deed, type World } from "../../support/clearance-world";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** The paths that `tests/checks/clearance-worlds.test.ts` goes by the rules, gone by the commands. */
const { db } = testDatabase();
const DAY_MS = 86_400_000;
const TEXTS = ["Fibre reaches nine schools of ten.", "Fibre reaches every school."];

/** What a signature depends on, as far as the rules know. */
function kindOf(world: World): string {
  const { chain, round, row, submission, reopened, signed, asked, other } = world;
  const place = placeIn(world);
  const of = "hash" in place ? place.hash === contentOf(world) : null;
  const differs = reopened && signed ? [asked !== signed.asked, other !== signed.other] : null;
  // How a request ended, and whether that is recorded: before the first signature this is all there is to tell apart.
  const ended = submission === null && [round?.state, row.heldFrom !== null];
  return JSON.stringify([chain, ended, place.at, "step" in place ? place.step : 0, of, submission, differs, whyUnsigned(world)]);
}

/** A party with a report on which deeds are done by their own people. */
async function makeScene() {
  const party = await makeParty(db);
  let clock = Date.now();
  const person = async (role: "focal_point" | "approver") =>
    makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role }] }), now: () => new Date(clock) });
  const [focal, ...clearers] = [await person("focal_point"), await person("approver"), await person("approver")];
  const reportId = await makeReport(focal, party.id);
  const says = { [ASKED]: 0, [OTHER]: 0 };
  await fillReport(
    focal,
    reportId,
    undefined,
    [ASKED, OTHER].map((question) => ({ question, value: TEXTS[0]! })),
  );
  let [chain, step] = [0, 1];
  let clarified: Clarified | null = null;

  const write = async (question: typeof ASKED | typeof OTHER): Promise<unknown> => {
    const { revision } = await db.answer.findFirstOrThrow({ where: { reportId, question, row: "" } });
    const value = TEXTS[(says[question] = 1 - says[question])]!;
    const saved = await saveAnswers(focal, { reportId, via: "form", operations: [{ opId: randomUUID(), question, row: "", baseRevision: revision, value }] });
    return saved.ok ? saved.value[0] : saved;
  };
  const sign = async () => {
    const review = await getReviewPage(focal, reportId);
    if (!review.ok) throw new Error(review.error.code);
    return submitReport(focal, { reportId, contentHash: review.value.contentHash, name: "A. Signatory", function: "Director", accepted: true });
  };
  const latest = () => db.submission.findFirstOrThrow({ where: { reportId }, orderBy: { version: "desc" } });
  const deeds: Record<Deed, () => Promise<unknown>> = {
    ask: async () => ((step = 1), act(focal, reportId, "ask")),
    clear: () => act(clearers[step++ - 1]!, reportId, "clear"),
    return: () => act(clearers[step - 1]!, reportId, "return", "Not yet"),
    cancel: () => act(focal, reportId, "cancel"),
    // Whoever has cleared last takes it back.
    withdraw: () => act(clearers[step - 2]!, reportId, "withdraw", "Not any more"),
    lapse: async () => {
      // The job takes the oldest of all parties first.
      let ended = 0;
      for (let some = await recordLapsed({ ...focal, actor: null }); some > 0; some = await recordLapsed({ ...focal, actor: null })) ended += some;
      return { ok: ended > 0 };
    },
    write_asked: () => write(ASKED),
    write_other: () => write(OTHER),
    wait: () => Promise.resolve({ ok: (clock += 2 * DAY_MS) > 0 }),
    chain: async () => {
      chain = (chain + 1) % 3;
      await makeChain(
        focal,
        party.code,
        clearers.slice(0, chain).map(({ actor }) => [actor.id]),
        1,
      );
      return { ok: true };
    },
    sign,
    recall: () => recallReport(focal, reportId),
    review: async () => ((clarified = await underReview(db, (await latest()).receipt)), { ok: true }),
    open_new_version: () => openNewVersion(focal, reportId),
    reopen_one: async () => (await clarified!.ask(ASKED), { ok: true }),
  };
  return { deeds, sign };
}

const kinds = new Map<string, { world: World; path: Deed[] }>();
for (const reached of explore().values()) {
  const kind = kindOf(reached.world);
  // What is signed is not signed again: the same submit gives the same receipt.
  if (reached.world.row.state === "draft" && !kinds.has(kind)) kinds.set(kind, reached);
}

test("every kind of place a report can come to is come to by the commands, and is signed or refused there as the rules say", { timeout: 600_000 }, async () => {
  for (const { world, path } of kinds.values()) {
    const { deeds, sign } = await makeScene();
    for (const [index, deed] of path.entries()) expect({ path: path.slice(0, index + 1), ...((await deeds[deed]()) as object) }).toMatchObject({ ok: true });
    const signed = await sign();
    expect({ path, refusal: signed.ok ? null : signed.error.code }).toEqual({ path, refusal: whyUnsigned(world) });
  }
});
