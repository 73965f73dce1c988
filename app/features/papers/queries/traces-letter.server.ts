import type { Names } from "~/features/cycles/model";
import type { Pages } from "../model";
import { findReport } from "~/features/reports/queries/load.server";
import { formatDay } from "~/lib/dates";
import { directionOfText } from "~/lib/direction";
import { directionOf } from "~/lib/languages";
import { paragraph, type Block, type Paper, type Run, type Written } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { CountedAnswer, Trace } from "~/features/documents/model/pages";
import { readTogether } from "~/features/documents/model/traces";
import { listThemes, listTraces } from "~/features/documents/queries/traces.server";

/** What became of the answers of a report, as a letter to its party. Refuses `report.not_found` to those who do not see the whole report. */
export async function letterOfTraces(ctx: Ctx, reportId: string): Promise<Result<Pages, Refusal>> {
  const [found, traces, counted] = await Promise.all([findReport(ctx, ctx.db, reportId), listTraces(ctx, reportId), listThemes(ctx, reportId)]);
  if (!found.ok) return found;
  if (!traces.ok) return traces;
  if (!counted.ok) return counted;
  const { party, cycle, submissions } = found.value;
  const { language } = ctx;
  const t = translator(language);
  const written = { language, direction: directionOf(language) };
  const name = (party.names as Names)[language];
  const made = formatDay(ctx.now(), language, "UTC");
  const symbol = submissions[0]?.symbol ?? "";
  const title = t("documents:traces.title");
  const paper = (): Paper => ({
    ...written,
    name: ["traces", symbol, language].join("-"),
    title,
    subject: name,
    series: (cycle.names as Names)[language],
    symbol,
    facts: [{ label: t("papers:cover.made"), runs: [{ text: made }] }],
    notices: [t("documents:traces.lead")],
    contents: t("clarifications:letter.contents"),
    running: `${title} – ${name}`,
    foot: `${t("common:portal.name")} · ${made}`,
    made: ctx.now().toISOString(),
    blocks: [...versionBlocks(ctx, written, traces.value), ...themeBlocks(ctx, written, counted.value)],
  });
  return ok({ name: ["traces", symbol, language].join("-"), paper });
}

const answerRun = ({ question, row }: Pick<Trace, "question" | "row">): Run => ({
  text: [question, row].filter(Boolean).join(" "),
  isolate: "ltr",
  bold: true,
});
const insert = (text: string, { direction }: Written): Run => ({ text, isolate: directionOfText(text, direction) });

const wentOf = ({ paragraphs, waived }: Trace): "cited" | "waived" | "aside" => (paragraphs.length > 0 ? "cited" : waived ? "waived" : "aside");

/** Each version of a document with what it says of the answers. */
function versionBlocks({ language }: Ctx, written: Written, traces: readonly Trace[]): Block[] {
  const t = translator(language);
  const nameOf = ({ stage, revision }: Trace): string => (stage === "revision" ? t("documents:stage.revision", { revision }) : t(`documents:stage.${stage}`));
  const versions = [...new Set(traces.map((trace) => `${trace.document} · ${nameOf(trace)}`))];
  return versions.flatMap((version): Block[] => [
    { kind: "heading", ...written, level: 1, runs: [insert(version, written)] },
    {
      kind: "list",
      ...written,
      start: null,
      items: readTogether(traces.filter((trace) => `${trace.document} · ${nameOf(trace)}` === version)).map(([trace, ...others]) => [
        paragraph(written, [
          ...[trace, ...others].flatMap((one, index): Run[] => (index === 0 ? [answerRun(one)] : [{ text: " · " }, answerRun(one)])),
          { text: ` – ${t(`documents:traces.${wentOf(trace)}`)} ` },
          trace.paragraphs.length > 0 ? { text: trace.paragraphs.map(({ number }) => number).join(", "), isolate: "ltr" } : insert(trace.reason, written),
        ]),
      ]),
    },
  ]);
}

/** The themes each answer is counted under. */
function themeBlocks({ language }: Ctx, written: Written, counted: readonly CountedAnswer[]): Block[] {
  if (counted.length === 0) return [];
  return [
    { kind: "heading", ...written, level: 1, runs: [{ text: translator(language)("documents:traces.themes") }] },
    {
      kind: "list",
      ...written,
      start: null,
      items: counted.map(({ themes, ...answer }) => [
        paragraph(written, [answerRun(answer), ...themes.flatMap(({ name }, index): Run[] => [{ text: index === 0 ? " – " : " · " }, insert(name, written)])]),
      ]),
    },
  ];
}
