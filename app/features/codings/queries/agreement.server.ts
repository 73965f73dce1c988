import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { AgreementPage, Disagreement } from "../model";
import { agreementOf, differencesOf } from "../model/units";
import { holdsCoding } from "../policy";
import { askedOf } from "./answer.server";
import { nameOf } from "./codebook.server";
import type { Sql } from "~/platform/db/client.server";
import { CODED, findCoded } from "./coded.server";
import { readSight } from "./sight.server";

/**
 * How far coders agree, and where they differ: of answers two or more have coded to the end. Differences on answers the reader
 * is still to code are counted and not shown. `within`: of which answers, unless of all. Refuses `coding.not_found` where no cycle has begun, and to those who do not read at the desk.
 */
export async function getAgreement(ctx: Ctx, within: Sql = CODED.twice): Promise<Result<AgreementPage, Refusal>> {
  const found = await findCoded(ctx, within);
  if (!found) return refuse({ code: "coding.not_found" });
  const { codes, answers, cycle } = found;
  const { all, codes: each } = agreementOf(answers.map(({ coded }) => coded));
  const name = nameOf(codes, ctx.language);
  const { sees } = await readSight(ctx, cycle.id);
  const differing = answers.map((answer) => ({ answer, units: differencesOf(answer.coded) }));
  // Whoever sees nobody's marks of an answer is still to code it.
  const isShown = (hash: string): boolean => sees({ hash, coderId: "" });
  return ok({
    all,
    codes: each.map(({ code, ...line }) => ({ ...name(code), ...line })),
    keeps: holdsCoding(ctx.actor, "keep"),
    hidden: differing.reduce((sum, { answer, units }) => sum + (isShown(answer.hash) ? 0 : units.length), 0),
    disagreements: differing
      .filter(({ answer }) => isShown(answer.hash))
      .flatMap(({ answer, units }) =>
        units.map(({ place, start, end, code, marked, unmarked, decided }): Disagreement => ({
          place,
          start,
          end,
          hash: answer.hash,
          asked: askedOf(answer),
          symbol: answer.symbol,
          party: answer.name,
          language: answer.language,
          confidential: answer.confidential,
          quote: answer.texts.find((text) => text.place === place)!.text.slice(start, end),
          code: name(code),
          marked: marked.map((coder) => answer.names.get(coder)!),
          unmarked: unmarked.map((coder) => answer.names.get(coder)!),
          decided: decided && { kept: decided.kept, by: decided.by, at: decided.at.toISOString() },
        })),
      )
      .sort((a, b) => Number(a.decided !== null) - Number(b.decided !== null)),
  });
}
