import { pagesOf, shownQuestionsOfPage } from "~/features/templates/model/pages";
import { isEmpty, isFixed } from "~/features/templates/model/values";
import { randomBytes } from "node:crypto";
import type { AnswerDto } from "../model";
import { answerHash, contentHash, type LoadedReport } from "./load.server";

/**
 * The answers a signature covers: those that apply and are not empty, in template order, without fields that are out of
 * sight. Their hashes are over exactly what is signed.
 */
export function answersToSign({ row, env, answers }: { row: Pick<LoadedReport["row"], "id"> } & Pick<LoadedReport, "env" | "answers">): AnswerDto[] {
  const byKey = new Map(answers.map((answer) => [`${answer.question}|${answer.row}`, answer]));
  return pagesOf(env).flatMap((page) =>
    shownQuestionsOfPage(env, page).flatMap((question) => {
      const answer = byKey.get(`${question.code}|${page.row}`);
      const value = env.answers.get(question.code, page.row)?.value as AnswerDto["value"] | undefined;
      if (!answer || value === undefined || isFixed(question) || isEmpty(question, value)) return [];
      const key = { question: question.code, row: page.row };
      const confidential = question.confidential === "always" || answer.confidential;
      return [{ ...answer, ...key, value, confidential, hash: answerHash(row.id, key, answer.language, value) }];
    }),
  );
}

/** Hash of a report as it would be signed now. */
export const hashToSign = (loaded: LoadedReport): string => contentHash(loaded.version.hash, loaded.row.language, answersToSign(loaded));

/** Crockford's base 32: no letters that are read as digits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARACTERS = 11;

/** A receipt number: the cycle, eleven random characters (55 bits) and a check character, in groups: `WSIS20-7K4M-2QXT-0RWB`. */
export function newReceipt(cycle: string, random: (count: number) => Uint8Array = randomBytes): string {
  const characters = [...random(RANDOM_CHARACTERS)].map((byte) => ALPHABET[byte % 32]!).join("");
  return `${cycle.toUpperCase()}-${(characters + checkCharacter(characters)).match(/.{4}/g)!.join("-")}`;
}

/** Catches a mistyped character and two neighbours changed over: a weighted sum modulo 31, which is prime. */
export function checkCharacter(characters: string): string {
  const sum = [...characters].reduce((total, character, index) => total + (index + 1) * ALPHABET.indexOf(character), 0);
  return ALPHABET[sum % 31]!;
}

/** A receipt as somebody may have typed it, in its written form: upper case, O read as 0 and I, L as 1 after the cycle. */
export function normaliseReceipt(typed: string): string {
  const [cycle = "", ...groups] = typed
    .trim()
    .toUpperCase()
    .split(/[\s-]+/);
  const characters = groups.join("").replace(/O/g, "0").replace(/[IL]/g, "1");
  return [cycle, ...(characters.match(/.{1,4}/g) ?? [])].join("-");
}
