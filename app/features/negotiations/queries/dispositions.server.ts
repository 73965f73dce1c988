import { readVersionOutline } from "~/features/documents/queries/text.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Cell } from "~/lib/table-cells";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import { namesOf } from "../model";
import type { DispositionLine, DispositionsPage } from "../model/pages";
import { openInput } from "../model/standing";
import { mayNegotiate } from "../policy";
import { findDraft, readInputs, type LoadedDraft } from "./load.server";

/** What became of every comment and proposal on a published draft, as the desk reads it at any time. Refuses `negotiation.not_found`. */
export async function getDispositions(ctx: Ctx, id: string, number: number): Promise<Result<DispositionsPage, Refusal>> {
  const draft = mayNegotiate(ctx.actor, "read") ? await findDraft(ctx.db, id, number, ctx.now()) : null;
  return draft ? ok(await pageOf(ctx, draft)) : refuse({ code: "negotiation.not_found" });
}

/** The same as everybody reads it once it is public. Refuses `negotiation.not_found` before, to whoever asks. */
export async function getPublicDispositions(ctx: Ctx, id: string, number: number): Promise<Result<DispositionsPage, Refusal>> {
  const draft = await findDraft(ctx.db, id, number, ctx.now());
  if (!draft?.line.disposed) return refuse({ code: "negotiation.not_found" });
  const page = await pageOf(ctx, draft);
  // Who at the desk answered is no business of the public.
  return ok({ ...page, mayDecide: false, lines: page.lines.map((line) => ({ ...line, answeredBy: "" })) });
}

/** In the order of the text; what was withdrawn is left out. */
async function pageOf(ctx: Ctx, draft: LoadedDraft): Promise<DispositionsPage> {
  const [inputs, outline] = await Promise.all([
    readInputs(ctx.db, { consultationId: draft.id }, ctx.language, ctx.now()),
    readVersionOutline(ctx.db, draft.versionId),
  ]);
  const places = new Map(outline.map(({ id, number }, at) => [id, { number, at }]));
  const placeOf = (id: string) => places.get(id)!;
  const numberOf = (id: string): string | undefined => places.get(id)?.number;
  const lines = inputs
    .filter(({ state }) => state !== "withdrawn")
    .map((input): DispositionLine => ({ ...openInput(input, numberOf), number: placeOf(input.paragraph).number }))
    .sort((one, other) => placeOf(one.paragraph).at - placeOf(other.paragraph).at);
  const { document, title, language } = draft.line;
  return {
    document: { id: document, title, language },
    draft: draft.line,
    mayDecide: mayNegotiate(ctx.actor, "decide"),
    unanswered: lines.filter(({ disposition }) => disposition === "").length,
    lines,
  };
}

/** A table of what became of everything for spreadsheets, in a language. */
export function dispositionTable({ lines }: Pick<DispositionsPage, "lines">, language: Language) {
  const t = translator(language);
  const columns = (
    [
      ["paragraph", 10],
      ["party", 30],
      ["kind", 14],
      ["words", 40],
      ["text", 60],
      ["reason", 60],
      ["state", 16],
      ["disposition", 20],
      ["answer", 60],
      ["byHand", 60],
      ["by", 24],
      ["at", 20],
    ] as const
  ).map(([name, width]) => ({ header: t(`negotiations:column.${name}`), width }));
  const rows = lines.map((line): Cell[] => [
    line.number,
    line.kind === "comment" ? line.party.name : namesOf(line.proponents),
    t(`negotiations:kind.${line.kind}`),
    line.words,
    line.withheld ? t("negotiations:input.withheld") : line.text,
    line.reason,
    line.kind === "comment" ? "" : t(`negotiations:state.${line.state}`),
    line.disposition === "" ? "" : t(`negotiations:disposition.${line.disposition}`),
    line.answer,
    line.takenReason,
    line.answeredBy,
    line.answeredAt === null ? null : { at: new Date(line.answeredAt), show: "instant" },
  ]);
  // One batch: a draft has some hundreds of comments.
  async function* batches(): AsyncGenerator<Cell[][], void> {
    yield await Promise.resolve(rows);
  }
  return { columns, rows: batches() };
}
