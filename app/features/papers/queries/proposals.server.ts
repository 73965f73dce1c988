import { readVersion } from "~/features/documents/queries/versions.server";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { canonicalJson } from "~/lib/json";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { VERSION_TYPES, type PaperFile, type ProposalsFormat, type ProposalsView } from "../model";
import { proposalsData, proposalsName, proposalsPaper, type ProposalsSource } from "../model/proposals-paper";
import { fileOfPages } from "./file.server";
import { wordsIn } from "./words.server";

type Asked = { format: ProposalsFormat; view: ProposalsView };

/**
 * What is proposed for a published draft as a file in its own language: pages with brackets or clean, or the data of both.
 * Refuses `negotiation.not_found`, and for Word and PDF `paper.too_large` and `paper.busy`.
 */
export async function fileOfProposals(ctx: Ctx, document: string, number: number, { format, view }: Asked): Promise<Result<PaperFile, Refusal>> {
  const page = await getBrackets(ctx, document, number);
  if (!page.ok) return page;
  const version = await readVersion(ctx, document, number);
  if (!version.ok) return version;
  const source: ProposalsSource = { page: page.value, version: version.value };
  if (format === "json") {
    const bytes = new TextEncoder().encode(canonicalJson(proposalsData(source, ctx.now())));
    return ok({ name: `${proposalsName(source, "brackets")}.json`, type: VERSION_TYPES.json, bytes });
  }
  const options = { words: wordsIn(version.value.content.language), now: ctx.now() };
  return fileOfPages({ name: proposalsName(source, view), paper: () => proposalsPaper(source, view, options) }, format);
}
