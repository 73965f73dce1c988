import { z } from "zod";
import { ANSWER_TEXTS, PAPER_FORMATS, type AnswerText, type Handout, type PaperFormat } from "~/features/papers/model";
import { extentOf, type Extent } from "~/features/papers/model/answers";
import { fileOf } from "~/features/papers/queries/file.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import { readQuery } from "./api.server";
import { paperQuery } from "./api-query";
import { downloadOf } from "./download.server";

/** Makes of a result what the route answers a refusal with. */
type Refuse = (refusal: Refusal) => Response;
type Asked = { format: PaperFormat; lang?: Language; only?: "answered"; history?: "1"; comments?: "1" };
/** Of a paper: how much of it, whether with the history of its answers and the comments on them, and in which language where the address asks for one. */
type Wanted = { extent: Extent; lang: Language | undefined; history: boolean; comments: boolean };

/** Reads what is asked for, and answers with the paper as a download. */
export async function answerWithPaper(
  request: Request,
  refused: Refuse,
  paperIn: (wanted: Wanted) => Promise<Result<Handout, Refusal>>,
  schema: z.ZodType<Asked> = paperQuery,
): Promise<Response> {
  const asked = readQuery(request, schema);
  if (!asked.ok) return refused(asked.error);
  const paper = await paperIn({
    extent: extentOf(asked.value.only),
    lang: asked.value.lang,
    history: asked.value.history === "1",
    comments: asked.value.comments === "1",
  });
  return answered(paper, asked.value.format, refused);
}

/** A paper as a download in the format asked for. */
async function answered(paper: Result<Handout, Refusal>, format: PaperFormat, refused: Refuse): Promise<Response> {
  const file = paper.ok ? await fileOf(paper.value, format) : paper;
  return file.ok ? downloadOf(file.value) : refused(file.error);
}

const compilationQuery = z.looseObject({
  format: z.enum(PAPER_FORMATS),
  names: z.enum(LANGUAGES).optional(),
  text: z.enum(ANSWER_TEXTS).default("original"),
});

/** The same for answers of many: they may be asked for in translation, into the language of the paper. */
export async function answerWithCompilation(
  request: Request,
  refused: Refuse,
  paperIn: (language: Language | undefined, text: AnswerText) => Promise<Result<Handout, Refusal>>,
): Promise<Response> {
  const asked = readQuery(request, compilationQuery);
  if (!asked.ok) return refused(asked.error);
  return answered(await paperIn(asked.value.names, asked.value.text), asked.value.format, refused);
}
