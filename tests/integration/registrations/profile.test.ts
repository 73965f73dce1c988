import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { findActorByEmail } from "~/features/identity/queries.server";
import { getTemplate } from "~/features/publication/queries/consultation.server";
import { acceptRegistration } from "~/features/registrations/commands/screen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { makeParty } from "../../factories/party";
import { makeRegistration } from "../../factories/registration";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const now = new Date("2026-11-04T10:00:00Z");
const TEMPLATE = "stakeholder-contribution";

async function startContribution() {
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
  const { id, form } = await makeRegistration(makeCtx({ db, actor: null, now }), { acronym: "" });
  const accepted = await acceptRegistration(desk, id);
  if (!accepted.ok) throw new Error(accepted.error.code);
  const ctx = makeCtx({ db, actor: (await findActorByEmail({ db }, form.email))!, now });
  const started = await startReport(ctx, { template: TEMPLATE, party: accepted.value.code, line: "", language: "fr" });
  if (!started.ok) throw new Error(started.error.code);
  return { ctx, form, code: accepted.value.code, reportId: started.value.id };
}

test("a contribution starts with what the organisation said when it registered, marked as carried over", async () => {
  const { form, reportId } = await startContribution();
  const answers = await db.answer.findMany({ where: { reportId }, orderBy: { question: "asc" }, select: { question: true, value: true, revision: true } });
  expect(answers).toEqual([
    { question: "A1", value: { name: form.organisation, website: form.website }, revision: 1 },
    { question: "A2", value: "civil-society", revision: 1 },
    { question: "A3", value: { scope: "several_countries", countries: ["CHE", "KEN"] }, revision: 1 },
    { question: "A4", value: ["wsis_accredited"], revision: 1 },
  ]);
  const history = await db.save.findMany({ where: { scope: `report:${reportId}` }, select: { via: true } });
  expect(history.map(({ via }) => via)).toEqual(["carried_over", "carried_over", "carried_over", "carried_over"]);
});

test("the author may say otherwise, and the profile stays what it is", async () => {
  const { ctx, form, code, reportId } = await startContribution();
  const save = (question: string, value: string | object) =>
    saveAnswers(ctx, { reportId, via: "form", operations: [{ opId: randomUUID(), question, row: "", baseRevision: 1, value: value as never }] });
  expect(await save("A1", { name: "Another name" })).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(await save("A2", "academia")).toMatchObject({ ok: true, value: [{ ok: true }] });
  const party = await db.party.findUniqueOrThrow({ where: { code } });
  expect(party).toMatchObject({ names: { fr: form.organisation }, facts: { category: "civil-society", website: form.website } });
});

test("an organisation of which little is known starts with that, and one with facts that no longer fit with the others", async () => {
  const party = await makeParty(db, { kind: "organisation", facts: { category: "government", website: "not an address", scope: "global" } });
  const ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }), now });
  const started = await startReport(ctx, { template: TEMPLATE, party: party.code, line: "", language: "en" });
  if (!started.ok) throw new Error(started.error.code);
  const answers = await db.answer.findMany({ where: { reportId: started.value.id }, select: { question: true, value: true } });
  expect(answers.find(({ question }) => question === "A3")).toEqual({ question: "A3", value: { scope: "global" } });
  expect(answers.map(({ question }) => question)).not.toContain("A2");
});

test("government is no category of stakeholders that contribute: not in the form, not in the printed list, not by a program", async () => {
  const { ctx, reportId } = await startContribution();
  const refused = await saveAnswers(ctx, {
    reportId,
    via: "api",
    operations: [{ opId: randomUUID(), question: "A2", row: "", baseRevision: 1, value: "government" }],
  });
  expect(refused).toMatchObject({ ok: true, value: [{ ok: false, error: { code: "answer.refused" } }] });
  const template = await getTemplate(ctx, TEMPLATE);
  if (!template.ok) throw new Error(template.error.code);
  const codes = template.value.lists.find(({ set }) => set === "stakeholder-categories")!.entries.map(({ code }) => code);
  expect(codes).toContain("civil-society");
  expect(codes).not.toContain("government");
});
