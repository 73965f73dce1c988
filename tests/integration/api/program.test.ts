import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import type { Scope } from "~/features/identity/policy";
import { groupsOn } from "~/features/reference/model";
import type { AnswerDto, ReportDetail } from "~/features/reports/model";
import type { References } from "~/features/templates/model/values";
import type { Definition } from "~/features/templates/schema";
import { completeAnswers } from "../../factories/answers";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { startApiPortal, type ApiPortal } from "../../support/api-portal";
import { makeCtx } from "../../support/context";
import { clientOf, type Described } from "../../support/described-api";

/** A program that knows an origin and a token, and everything else from the description. */

let portal: ApiPortal;
let call: ReturnType<typeof clientOf>;
let party: string;
let tokenFor: (...scopes: Scope[]) => Promise<string>;

beforeAll(async () => {
  portal = await startApiPortal();
  const { db } = portal;
  const { id, code } = await makeParty(db, { groups: ["LDC"] });
  const actor = await makeUser(db, { roles: [{ partyId: id, role: "focal_point" }] });
  party = code;
  tokenFor = async (...scopes) => {
    const made = await createApiToken(makeCtx({ db, actor }), { label: "program", scopes, expiresAt: null });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.token;
  };
  call = clientOf((await (await fetch(`${portal.origin}/api/v1/openapi.json`)).json()) as Described);
}, 180_000);
afterAll(() => portal?.stop());

type Template = { template: string; partyKind: string; definition: Definition; hash: string; lists: { set: string; entries: { code: string }[] }[] };

test("a program files a whole national report through the interface alone", { timeout: 180_000 }, async () => {
  const token = await tokenFor("reports:read", "reports:write", "reports:submit");
  const { items: templates } = (await call("listTemplates")).body as { items: Template[] };
  const { template: name } = templates.find(({ partyKind }) => partyKind === "state")!;
  const template = (await call("getTemplate", { path: { template: name }, query: { lang: "fr" } })).body as Template;

  const started = await call("startReport", { token, json: { template: name, party, language: "fr" } });
  const { id } = started.body as { id: string };
  expect(started.status).toBe(201);
  expect(await call("startReport", { token, json: { template: name, party } })).toMatchObject({ status: 409, body: { code: "report.exists", id } });

  const references = Object.fromEntries(template.lists.map(({ set, entries }) => [set, entries.map(({ code }) => code)])) as unknown as References;
  const [cycle] = ((await call("listCycles")).body as { items: { groupsOn: string }[] }).items;
  const parties = ((await call("listParties")).body as { items: { code: string; groups: { group: string; from: string | null; to: string | null }[] }[] })
    .items;
  const groups = groupsOn(parties.find(({ code }) => code === party)!.groups, cycle!.groupsOn);
  expect(groups).toEqual(["LDC"]);
  const answers = completeAnswers(template.definition, { groups, references, language: "fr" });
  const [single, ...queue] = answers;
  const one = {
    token,
    path: { id, question: single!.question },
    headers: { "Idempotency-Key": randomUUID(), "If-Match": '"0"' },
    json: { value: single!.value, row: single!.row },
  };
  const saved = await call("saveAnswer", one);
  expect(saved).toMatchObject({ status: 200, body: { revision: 1 } });
  // The answer was lost on the way: the same operation again.
  expect((await call("saveAnswer", one)).body).toEqual(saved.body);
  const conflict = await call("saveAnswer", {
    ...one,
    headers: { ...one.headers, "Idempotency-Key": randomUUID() },
    json: { value: "another", row: single!.row },
  });
  expect(conflict).toMatchObject({ status: 409, body: { code: "answer.conflict", current: { revision: 1 }, yours: "another" } });
  for (let from = 0; from < queue.length; from += 100) {
    const json = queue.slice(from, from + 100).map((answer) => ({ ...answer, opId: randomUUID(), baseRevision: 0 }));
    const { results } = (await call("saveAnswers", { token, path: { id }, json })).body as { results: { status: number }[] };
    expect(results.filter(({ status }) => status !== 200)).toEqual([]);
  }

  const kept = ((await call("listAnswers", { token, path: { id } })).body as { items: AnswerDto[] }).items;
  expect(kept).toHaveLength(answers.length);
  const report = (await call("getReport", { token, path: { id } })).body as ReportDetail;
  expect(report).toMatchObject({ complete: true, findings: [], state: "draft", allowances: { submit: true } });

  const declaration = { name: "A. Signatory", function: "Director", accepted: true };
  const sign = { path: { id }, json: { contentHash: report.contentHash, declaration } };
  expect(await call("submitReport", { ...sign, token: await tokenFor("reports:read", "reports:write") })).toMatchObject({
    status: 403,
    body: { code: "token.scope", scope: "reports:submit" },
  });
  expect(await call("submitReport", { ...sign, token, json: { ...sign.json, contentHash: "0".repeat(64) } })).toMatchObject({
    status: 409,
    body: { code: "report.changed_since_review", contentHash: report.contentHash, changed: null },
  });
  expect((await call("getReport", { token, path: { id } })).body).toMatchObject({ state: "draft", submission: null });
  const submitted = await call("submitReport", { ...sign, token });
  expect(submitted).toMatchObject({ status: 200, body: { version: 1, hash: report.contentHash } });
  expect((await call("submitReport", { ...sign, token })).body).toEqual(submitted.body);

  const { receipt } = submitted.body as { receipt: string };
  const proof = await call("getReceipt", { path: { receipt } });
  expect(proof.body).toMatchObject({ receipt, hash: report.contentHash, templateHash: template.hash, state: "submitted", party: { code: party } });
  expect((await call("listReports", { token })).body).toMatchObject({ items: [{ id, state: "submitted", submission: { receipt } }], next: null });
  const locked = { ...one, headers: { "Idempotency-Key": randomUUID(), "If-Match": '"1"' }, json: { value: "late", row: single!.row } };
  expect(await call("saveAnswer", locked)).toMatchObject({ status: 423, body: { code: "report.locked" } });
});

test.each([
  ["un_entity", "C9"],
  ["organisation", ""],
] as const)("a program files the report of an %s in the same way, on the line it is about", { timeout: 180_000 }, async (kind, line) => {
  const { db } = portal;
  const own = await makeParty(db, { kind });
  if (line) await db.facilitation.create({ data: { line, role: "lead", partyId: own.id } });
  const made = await createApiToken(makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: own.id, role: "focal_point" }] }) }), {
    label: "program",
    scopes: ["reports:read", "reports:write", "reports:submit"],
    expiresAt: null,
  });
  const token = made.ok ? made.value.token : "";
  const { items: templates } = (await call("listTemplates")).body as { items: Template[] };
  const { template: name } = templates.find(({ partyKind }) => partyKind === kind)!;
  const template = (await call("getTemplate", { path: { template: name } })).body as Template;
  if (line) expect(await call("startReport", { token, json: { template: name, party: own.code } })).toMatchObject({ body: { code: "report.line_required" } });
  const { id } = (await call("startReport", { token, json: { template: name, party: own.code, line } })).body as { id: string };

  const references = Object.fromEntries(template.lists.map(({ set, entries }) => [set, entries.map(({ code }) => code)])) as unknown as References;
  // What the profile said of an organisation is there already, so a save names the revision it stands on.
  const there = ((await call("listAnswers", { token, path: { id } })).body as { items: AnswerDto[] }).items;
  const json = completeAnswers(template.definition, { groups: [], references, language: "en" }).map((answer) => ({
    ...answer,
    opId: randomUUID(),
    baseRevision: there.find(({ question, row }) => question === answer.question && row === answer.row)?.revision ?? 0,
  }));
  for (let from = 0; from < json.length; from += 100) {
    const { results } = (await call("saveAnswers", { token, path: { id }, json: json.slice(from, from + 100) })).body as { results: { status: number }[] };
    expect(results.filter(({ status }) => status !== 200)).toEqual([]);
  }
  const report = (await call("getReport", { token, path: { id } })).body as ReportDetail;
  expect(report).toMatchObject({ complete: true, findings: [], line });
  const declaration = { name: "A. Signatory", function: "Director", accepted: true };
  const submitted = await call("submitReport", { token, path: { id }, json: { contentHash: report.contentHash, declaration } });
  expect(submitted).toMatchObject({ status: 200, body: { version: 1, hash: report.contentHash } });
  const { receipt } = submitted.body as { receipt: string };
  expect((await call("getReceipt", { path: { receipt } })).body).toMatchObject({ template: name, party: { code: own.code }, state: "submitted" });
  const kept = await db.submission.findFirstOrThrow({ where: { reportId: id } });
  expect(kept).toMatchObject({ receipt, line, template: name });
});
