import { latinCode } from "./typed-code";

/** Codes of action lines: C1 to C11, under C7 one for each application (`C7-HEA`). */

/** The applications under C7 by their code, with the names they go by besides. */
const APPLICATIONS: Readonly<Record<string, readonly string[]>> = {
  GOV: ["GOVERNMENT"],
  BUS: ["BUSINESS"],
  LEA: ["LEARNING"],
  HEA: ["HEALTH"],
  EMP: ["EMPLOYMENT"],
  ENV: ["ENVIRONMENT"],
  AGR: ["AGRICULTURE"],
  SCI: ["SCIENCE"],
};
const LAST_LINE = 11;
const WITH_APPLICATIONS = 7;

/** The letter of the code as Arabic texts write it: «جيم 2». */
const ARABIC_LETTER = /^(?:جيم|ج)(?=[ -]?\d)/u;
const QUOTES = /^["'«»“”„‹›[(]+|["'«»“”„‹›\])]+$/gu;

/** `E-HEALTH`, `EHEALTH` and `HEA` are one application; any other name is none. */
function applicationOf(name: string): string | undefined {
  const letters = name.replace(/[ -]/g, "");
  const found = Object.entries(APPLICATIONS).find(([code, names]) => [code, ...names].some((known) => letters === known || letters === `E${known}`));
  return found?.[0];
}

/** Reads the code of an action line however it was typed («С2», `c7-ehealth`, «جيم 2»); null for anything else. */
export function parseLineCode(typed: string): string | null {
  const text = latinCode(typed).replace(QUOTES, "").trim().replace(ARABIC_LETTER, "C");
  const [, digits, rest = ""] = /^C[ .-]?0?(\d{1,2})(?:[ .:/(-]*([A-Z][A-Z -]*))?$/u.exec(text) ?? [];
  const line = Number(digits);
  if (digits === undefined || line < 1 || line > LAST_LINE) return null;
  if (rest === "") return `C${line}`;
  const application = line === WITH_APPLICATIONS ? applicationOf(rest) : undefined;
  return application ? `C${line}-${application}` : null;
}

/** The code of an action line in its one form; what is no such code stays as it was typed. */
export const normaliseLineCode = (typed: string): string => parseLineCode(typed) ?? typed.trim();
