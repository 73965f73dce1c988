import { findBegunCycle } from "~/features/cycles/queries.server";
import { readReference } from "~/features/reference/queries.server";
import { holdsReview } from "~/features/review/policy";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { AskedOrder } from "../model/address";
import { arranged, screenOf, underEach } from "../model/arrange";
import { feedsOfChapter } from "../model/feeds";
import type { CompiledChapter, CompiledQuestion } from "../model";
import { readAnswers, SCREEN } from "./compilation.server";
import { questionIn, readFed, type AnswerEntry } from "./entries.server";
import { listChapters } from "./questions.server";

/** A chapter of the consolidated report with who gave the answers that feed it, in the order asked for. Null where nothing feeds it, and for those who do not read at the desk. */
async function findChapter(ctx: Ctx, key: string, asked: AskedOrder) {
  const cycle = holdsReview(ctx.actor, "read") ? await findBegunCycle(ctx, asked.filters.cycle) : null;
  const chapter = cycle && (await listChapters(ctx, cycle.code)).find((known) => known.key === key);
  const feeds = chapter ? feedsOfChapter(chapter) : [];
  if (!cycle || !chapter || feeds.length === 0) return null;
  const reference = await readReference(ctx.db);
  const { entries, parts } = await readFed(ctx, cycle.code, feeds, asked, reference);
  const nameOf = ({ template, question }: Pick<AnswerEntry, "template" | "question">): string => `${template} ${question}`;
  const grouped = (some: readonly AnswerEntry[]): Map<string, AnswerEntry[]> => {
    const groups = new Map<string, AnswerEntry[]>();
    for (const entry of some) {
      const own = groups.get(nameOf(entry));
      if (own) own.push(entry);
      else groups.set(nameOf(entry), [entry]);
    }
    return groups;
  };
  const given = grouped(entries);
  const ordered = feeds.flatMap((feed) => arranged(underEach(given.get(nameOf(feed)) ?? []), parts, ctx.language));
  const facts = { key, code: chapter.code, name: chapter.name, count: entries.length, parties: new Set(entries.map(({ party }) => party)).size, parts };
  const versions = new Map((await listOpenTemplates(ctx, cycle.id)).map((version) => [version.template, version]));
  /** The questions of some entries, each with its answers. */
  const read = async (shown: readonly AnswerEntry[]): Promise<CompiledQuestion[]> => {
    const own = grouped(shown);
    const questions = feeds.map(async (feed): Promise<CompiledQuestion[]> => {
      const [version, items] = [versions.get(feed.template), own.get(nameOf(feed))];
      const row = feed.item ?? feed.row ?? "";
      const found = version && items ? questionIn(ctx, { cycle, version, reference }, { template: feed.template, question: feed.question, row }) : null;
      if (!found) return [];
      return [{ ...found.head, count: given.get(nameOf(feed))!.length, items: await readAnswers(ctx, found, items!) }];
    });
    return (await Promise.all(questions)).flat();
  };
  return { facts, ordered, read };
}

/**
 * One screen of all that feeds a chapter: of an action line what the reports of States, of its facilitators and of others say
 * on it. Refuses `compilation.not_found`: no such chapter, or one that nothing feeds; and for every chapter to those who do not
 * read at the desk.
 */
export async function getChapter(ctx: Ctx, key: string, asked: AskedOrder, after: string | null): Promise<Result<CompiledChapter, Refusal>> {
  const found = await findChapter(ctx, key, asked);
  if (!found) return refuse({ code: "compilation.not_found" });
  const markOf = ({ template, question, submission, row, part }: AnswerEntry): string => [template, question, submission, row, part].join("~");
  const { items, next } = screenOf(found.ordered, after, SCREEN, markOf);
  return ok({ ...found.facts, questions: await found.read(items), next });
}

/** All of it, for a document. Refuses as `getChapter` does. */
export async function getWholeChapter(ctx: Ctx, key: string, asked: AskedOrder): Promise<Result<Omit<CompiledChapter, "next">, Refusal>> {
  const found = await findChapter(ctx, key, asked);
  return found ? ok({ ...found.facts, questions: await found.read(found.ordered) }) : refuse({ code: "compilation.not_found" });
}
