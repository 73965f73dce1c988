import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { deadlineOf, isLate, type Cycle } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { readReference, type Names } from "~/features/reference/queries.server";
import {
  layOutReport,
  writeReports,
  type ReportRows,
  type BulkAuthor,
  type BulkParty,
  type BulkReport,
  type BulkSave,
  type BulkVersion,
} from "~/features/reports/commands/bulk-load.server";
import type { SubmissionState } from "~/features/reports/model";
import {
  materialSchema,
  organisationName,
  personName,
  syntheticAuthor,
  type Material,
  type OrganisationParts,
  type Persona,
} from "~/features/reports/model/synthetic";
import { countPeoplesReports, SYNTHETIC_MAIL } from "~/features/reports/queries/all.server";
import { fillForm, type FilledAnswer } from "~/features/templates/model/filling";
import { asRow, type References } from "~/features/templates/model/values";
import { placesOf } from "~/features/templates/model/visibility";
import { listOpenTemplates, templateReferences, type TemplateVersion } from "~/features/templates/queries.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import { seededId, seededRandom, type Random } from "~/lib/random";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";

export type LoadInput = { reports: number; seed: string };
export type Loaded = { seed: string; reports: number; /** How many this run added. */ added: number };

/** Reports of one transaction: on the embedded database nobody else has a turn until it ends. */
const BATCH = 50;
const DAY_MS = 86_400_000;
/** Everything happens in the first days of the reporting phase. */
const SPAN_DAYS = 75;
/** Part of the answers that are marked confidential where that is foreseen. */
const MARKED = 0.02;
const SEED_LOCK = 7_500_2025;

/** In every twenty reports: how many of each kind, as long as there are States and lines without one. */
const KINDS = [...Array<Kind>(7).fill("state"), "un_entity" as const, ...Array<Kind>(12).fill("organisation")];
type Kind = "state" | "un_entity" | "organisation";
/** In every twenty reports: how many in each state; null is a draft. */
const STATES: (SubmissionState | null)[] = [
  ...Array<null>(5).fill(null),
  ...Array<SubmissionState>(3).fill("submitted"),
  ...Array<SubmissionState>(2).fill("acknowledged"),
  ...Array<SubmissionState>(2).fill("under_review"),
  ...Array<SubmissionState>(2).fill("accepted"),
  ...Array<SubmissionState>(5).fill("published"),
  "not_published",
];
const CATEGORY_OF_KIND: Readonly<Record<string, string>> = {
  institute: "academia",
  laboratory: "academia",
  chamber: "private-sector",
  company: "private-sector",
  registry: "technical-community",
  youth: "youth",
  media: "media",
  council: "parliament-local",
};

/** What every report is made from. */
type Ground = {
  seed: string;
  cycle: Cycle;
  start: number;
  end: number;
  templates: Map<Kind, TemplateVersion>;
  references: References;
  materials: Record<Language, Material>;
  states: PartyRow[];
  lines: { line: string; party: PartyRow }[];
  /** `party id|template|line` of reports that are there already. */
  taken: Set<string>;
  groups: Map<string, string[]>;
  officerId: string;
  organisations: OrganisationParts[];
};
type PartyRow = BulkReport["party"] & { names: Names };

/**
 * Loads made-up reports for trials under load: the same seed gives the same reports. States and action lines that have a
 * report already, and all beyond their number, become contributions of made-up organisations. A run that was killed is
 * taken up where it stands; the same again adds nothing. Refuses `load.seed_used` for another number of reports with a
 * seed that is there, and `load.no_cycle` where no cycle is open.
 */
export async function loadSynthetic(ctx: Ctx<null>, { reports, seed }: LoadInput): Promise<Result<Loaded, Refusal>> {
  const name = `load:${seed}`;
  const known = await ctx.db.seedState.findUnique({ where: { name } });
  const [total, begun] = progressOf(known?.hash ?? `${reports}:0`);
  if (total !== reports) return refuse({ code: "load.seed_used", params: { seed, count: total } });
  if (begun >= reports) return ok({ seed, reports, added: 0 });
  const ground = await readGround(ctx, seed);
  if (!ground) return refuse({ code: "load.no_cycle" });
  // The next batch is made up while the database writes the one before.
  let writing = Promise.resolve();
  for (let from = begun; from < reports; from += BATCH) {
    const [made] = await Promise.all([makeBatch(ground, from, Math.min(BATCH, reports - from)), writing]);
    writing = writeBatch(ctx, ground, { name, reports, from, made });
  }
  await writing;
  return ok({ seed, reports, added: reports - begun });
}

/** Makes up reports one by one, with a pause after each in which the answers of the database are heard. */
async function makeBatch(ground: Ground, from: number, count: number): Promise<Made[]> {
  const made: Made[] = [];
  while (made.length < count) {
    made.push(makeReport(ground, from + made.length));
    await setImmediate();
  }
  return made;
}

type Batch = { name: string; reports: number; from: number; made: Made[] };

/** One batch with the note how far the load has come, in one transaction. */
async function writeBatch(ctx: Ctx<null>, ground: Ground, { name, reports, from, made }: Batch): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${SEED_LOCK}::bigint)`;
    if (from === 0) await makeOfficer(tx, ground);
    await writeReports(tx, ctx, {
      subject: name,
      parties: made.flatMap(({ party }) => party ?? []),
      authors: made.map(({ author }) => author),
      reports: made.map(({ report }) => report),
    });
    const hash = `${reports}:${from + made.length}`;
    // A second run with the same seed at the same time finds the row moved on and stops here.
    if (from === 0) await tx.seedState.create({ data: { name, hash } });
    else await tx.seedState.update({ where: { name, hash: `${reports}:${from}` }, data: { hash } });
  });
}

/** Whether there are reports on this database that no load made. */
export const hasPeoplesReports = async (ctx: Pick<Ctx, "db">): Promise<boolean> => (await countPeoplesReports(ctx)) > 0;

function progressOf(hash: string): [total: number, done: number] {
  const [total, done] = hash.split(":").map(Number);
  return [total!, done!];
}

async function readGround(ctx: Ctx<null>, seed: string): Promise<Ground | null> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return null;
  const { db } = ctx;
  // From the cycle's own data, never from the clock: a seed gives the same reports whenever it is loaded.
  const phase = cycle.milestones.find(({ kind }) => kind === "phase");
  const start = Date.parse(phase?.at ?? cycle.groupsOn);
  const random = seededRandom(`${seed}/ground`);
  const parties = await db.party.findMany({
    where: { kind: { in: ["state", "un_entity"] } },
    select: { id: true, code: true, kind: true, names: true, unGroup: true, ituRegion: true },
    orderBy: { code: "asc" },
  });
  const byId = new Map(parties.map((party): [string, PartyRow] => [party.id, { ...party, names: party.names as Names }]));
  const led = await db.facilitation.findMany({ where: { role: { in: ["lead", "sole"] }, to: null }, orderBy: [{ line: "asc" }, { party: { code: "asc" } }] });
  const reported = await db.report.findMany({ where: { cycleId: cycle.id }, select: { partyId: true, template: true, line: true } });
  const on = new Date(cycle.groupsOn);
  const groups = new Map<string, string[]>();
  const memberships = await db.partyGroup.findMany({ where: { from: { lte: on }, OR: [{ to: null }, { to: { gt: on } }] }, orderBy: { group: "asc" } });
  for (const { partyId, group } of memberships) groups.set(partyId, [...(groups.get(partyId) ?? []), group]);
  const materials = readMaterials();
  const { kinds, subjects, places } = materials.en.organisations;
  const parts = Object.keys(kinds).flatMap((kind) =>
    Object.keys(subjects).flatMap((subject) => Object.keys(places).map((place) => ({ kind, subject, place }))),
  );
  return {
    seed,
    cycle,
    start,
    end: start + SPAN_DAYS * DAY_MS,
    templates: new Map((await listOpenTemplates(ctx, cycle.id)).map((version) => [version.definition.partyKind, version])),
    references: templateReferences(await readReference(db)),
    materials,
    states: random.shuffle(parties.filter(({ kind }) => kind === "state").map(({ id }) => byId.get(id)!)),
    lines: random.shuffle(led.flatMap(({ line, partyId }) => (byId.has(partyId) ? [{ line, party: byId.get(partyId)! }] : []))),
    taken: new Set(reported.map(({ partyId, template, line }) => `${partyId}|${template}|${line}`)),
    groups,
    officerId: seededId(random, new Date(start)),
    organisations: random.shuffle(parts),
  };
}

/** The texts reports are made of, as their files have them. */
export function readMaterials(folder = resolve("prisma/seed/load")): Record<Language, Material> {
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, materialSchema.parse(JSON.parse(readFileSync(resolve(folder, `${language}.json`), "utf8")))]),
  ) as Record<Language, Material>;
}

const makeOfficer = (tx: Parameters<typeof writeReports>[0], { officerId, seed, materials, start }: Ground) =>
  tx.user.create({
    data: {
      id: officerId,
      email: `desk-${seed}@${SYNTHETIC_MAIL}`,
      name: personName(materials.en, seededRandom(`${seed}/officer`), "en"),
      language: "en",
      createdAt: new Date(start),
      secretariat: { create: { role: "desk_officer" } },
    },
  });

/** The place of a report among those of its block of twenty, the same however many reports are loaded. */
const slotOf = <T>(list: readonly T[], key: string, index: number): T =>
  seededRandom(`${key}/${Math.floor(index / list.length)}`).shuffle(list)[index % list.length]!;

type Made = { report: ReportRows; author: BulkAuthor; party: BulkParty | null };
type Subject = { template: TemplateVersion; party: PartyRow; line: string; language: Language; made: BulkParty | null; category: string };

/** How many of a kind stand before this report: its place among the States, the lines or the organisations. */
const rankOf = (seed: string, kind: Kind, index: number): number => {
  const block = Math.floor(index / KINDS.length);
  const before = block * KINDS.filter((other) => other === kind).length;
  const shuffled = seededRandom(`${seed}/kind/${block}`).shuffle(KINDS);
  return before + shuffled.slice(0, index % KINDS.length).filter((other) => other === kind).length;
};

function subjectOf(ground: Ground, index: number, random: Random): Subject {
  const { seed, templates, taken, materials } = ground;
  const kind = slotOf(KINDS, `${seed}/kind`, index);
  const rank = rankOf(seed, kind, index);
  const place = kind === "state" ? { line: "", party: ground.states[rank] } : kind === "un_entity" ? ground.lines[rank] : undefined;
  const template = templates.get(kind);
  if (template && place?.party && !taken.has(`${place.party.id}|${template.template}|${place.line}`)) {
    const written = LANGUAGES.find((language) => materials[language].states.includes(place.party!.code));
    const language = kind === "state" ? (written ?? "en") : random.pick(["en", "en", "en", "fr", "es"] as const);
    return { template, party: place.party, line: place.line, language, made: null, category: "government" };
  }
  const parts = ground.organisations[index % ground.organisations.length]!;
  const names = Object.fromEntries(LANGUAGES.map((language) => [language, organisationName(materials[language], parts)])) as Names;
  const party = { id: seededId(random, new Date(ground.start)), code: `SYN-${seed}-${index + 1}`.toUpperCase(), names, unGroup: null, ituRegion: null };
  const category = CATEGORY_OF_KIND[parts.kind] ?? "civil-society";
  const made = { id: party.id, code: party.code, kind: "organisation", names, facts: { category, synthetic: seed }, createdAt: new Date(ground.start) };
  return { template: templates.get("organisation")!, party, line: "", language: random.pick(LANGUAGES), made, category };
}

function makeReport(ground: Ground, index: number): Made {
  const { seed, materials, references, groups, start, end } = ground;
  const random = seededRandom(`${seed}/report/${index}`);
  const { template, party, line, language, made, category } = subjectOf(ground, index, random);
  const state = slotOf(STATES, `${seed}/state`, index);
  const material = materials[language];
  const mail = `focal-${seed}-${index + 1}@${SYNTHETIC_MAIL}`;
  const release = releaseOf(template, state, random);
  const persona: Persona = { organisation: party.names[language], category, mail, release };
  const facts = { groups: groups.get(party.id) ?? [], references, language };
  const filled = fillForm(template.definition, facts, syntheticAuthor(material, random, language, persona));
  const given = state === null ? filled.slice(0, Math.ceil(filled.length * (0.1 + random.next() * 0.8))) : filled;

  const createdAt = new Date(start + random.next() * (end - start) * 0.5);
  const id = seededId(random, createdAt);
  const sittings = (end - createdAt.getTime()) * (0.1 + random.next() * 0.4);
  // Who publishes all marks nothing.
  const saves = savesOf(given, template, random, release === "all" ? 0 : MARKED, (share) => new Date(createdAt.getTime() + sittings * share));
  const author = { id: seededId(random, createdAt), email: mail, name: personName(material, random, language), language, partyId: party.id, createdAt };
  const version = state && versionOf(ground, { state, filled: given, template, random, material, from: createdAt.getTime() + sittings });
  const report = layOutReport({
    id,
    cycle: ground.cycle,
    party,
    line,
    ...facts,
    author,
    createdAt,
    saves,
    version,
    template,
    random: random.bytes,
    via: "form",
  });
  return { party: made, author, report };
}

/** What the author decides on publication; whoever withholds it is never published. */
function releaseOf({ definition }: TemplateVersion, state: SubmissionState | null, random: Random): string {
  if (definition.partyKind !== "organisation") return random.pick(["all", "all", "all", "all_but_flagged", "after_date"]);
  return state === "not_published" ? "not_published" : random.pick(["name_published", "organisation_only"]);
}

/** An answer in one save, a longer one now and then in two: a beginning, then the whole. */
function savesOf(answers: FilledAnswer[], { definition }: TemplateVersion, random: Random, marked: number, at: (share: number) => Date): BulkSave[] {
  return answers.flatMap(({ question, row, value }, index) => {
    const savedAt = (part: number): Date => at((index + part) / answers.length);
    const mayHide = placesOf(definition).get(question)?.question.confidential === "allowed";
    const confidential = mayHide && random.chance(marked);
    const save = (text: FilledAnswer["value"], part: number): BulkSave => ({
      opId: seededId(random, savedAt(part)),
      question,
      row,
      value: text,
      confidential,
      savedAt: savedAt(part),
    });
    const start = typeof value === "string" && random.chance(0.3) ? value.split("\n")[0]! : value;
    return start === value ? [save(value, 0.8)] : [save(start, 0.2), save(value, 0.8)];
  });
}

type Signing = { state: SubmissionState; filled: FilledAnswer[]; template: TemplateVersion; random: Random; material: Material; from: number };

function versionOf(ground: Ground, { state, filled, template, random, material, from }: Signing): BulkVersion {
  const { cycle, end, officerId } = ground;
  const submittedAt = new Date(from + (end - from) * random.next() * 0.4);
  const decidedAt = new Date(submittedAt.getTime() + (end - submittedAt.getTime()) * (0.2 + random.next() * 0.7));
  const signer = asRow(filled.find(({ value }) => typeof asRow(value).official === "string")?.value);
  const untouched = state === "submitted" || state === "acknowledged";
  return {
    id: seededId(random, submittedAt),
    state,
    signedName: String(signer.official),
    signedFunction: String(signer.function),
    submittedAt,
    late: isLate(deadlineOf(cycle, template.template), submittedAt),
    publishedAt: state === "published" ? decidedAt : null,
    notPublishedReason: state === "not_published" ? random.pick(material.reasons) : null,
    officerId: untouched ? null : officerId,
  };
}
