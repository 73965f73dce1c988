/**
 * Makes States that have each signed a national report, on the database of the portal that runs in `DATA_DIR` and by its
 * commands: `tsx make-signed.ts <password> <language>...`. A language with an answer (`fr:Ce qui était dit`) gives its State
 * that answer to B1 in the cycle before, too; with `fr=Ce qui est dit` in this one. Prints a line of JSON for each: who signed what.
 */
import { isLanguage } from "~/lib/languages";
import type { User } from "~/lib/actor";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import type { Signed } from "./signed";

const [password = "", ...asked] = process.argv.slice(2);
const db = openDatabase(embeddedAddress(process.env.DATA_DIR!).url, { connections: 2 });

/** No command writes into a cycle that is closed. */
async function publishBefore(party: MadeParty, author: User, value: string): Promise<void> {
  const cycle = await db.cycle.findFirstOrThrow({ where: { state: "closed" }, select: { id: true } });
  const { reportId } = await makeSubmission(db, {
    ...{ party, signedById: author.id, state: "published", symbol: `BEFORE-${party.code}`, submittedAt: new Date("2014-03-03T10:00:00Z") },
    answers: [{ question: "B1", value }],
  });
  await db.report.update({ where: { id: reportId }, data: { cycleId: cycle.id } });
}

for (const one of asked) {
  const [, language, sign, text = ""] = /^(\w+)(?:([:=])([^]*))?$/.exec(one) ?? [];
  if (!isLanguage(language)) throw new Error(`${language} is no language of the portal`);
  const party = await makeParty(db);
  const author = await makeUser(db, { password, roles: [{ partyId: party.id, role: "focal_point" }] });
  await db.user.update({ where: { id: author.id }, data: { language } });
  if (sign === ":") await publishBefore(party, author, text);
  const ctx = makeCtx({ db, actor: author, language });
  const { receipt } = await submitFilledReport(ctx, await makeReport(ctx, party.id, language), sign === "=" ? [{ question: "B1", value: text }] : []);
  const { id, reportId, symbol } = await db.submission.findUniqueOrThrow({ where: { receipt }, select: { id: true, reportId: true, symbol: true } });
  const signed: Signed = { id, report: reportId, symbol, party: party.code, email: author.email };
  process.stdout.write(`${JSON.stringify(signed)}\n`);
}
await db.$disconnect();
