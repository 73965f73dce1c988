/** Which of the numbers of a table leave the desk. */

/** Of fewer parties than this, a number says more about who answered than about what was said. */
export const FEW_PARTIES = 5;

/** Numbers of a table by their places: one, and those it is the sum of. */
export type Sum = { total: number; parts: readonly number[] };

const isFew = (parties: number): boolean => parties > 0 && parties < FEW_PARTIES;

/** What stays at the desk. `closed`: sums of which nothing is told, neither they nor any part. */
type Kept = { withheld: Set<number>; closed: Set<number> };

/** What else must stay, as what is missing of a sum could otherwise be worked out from the rest of it. */
function alsoKept({ total, parts }: Sum, parties: readonly number[], { withheld, closed }: Kept): readonly number[] {
  if (closed.has(total)) return parts;
  const missing = parts.filter((part) => withheld.has(part));
  const isAlone = missing.length === 1 || (missing.length > 0 && missing.every((part) => isFew(parties[part]!) && parties[part] === parties[missing[0]!]));
  // A sum that is withheld hides whatever is missing of it; what is small is no sum of anything else.
  if (withheld.has(total) ? missing.length > 0 || isFew(parties[total]!) : !isAlone) return [];
  const others = parts.filter((part) => !withheld.has(part) && parties[part]! >= FEW_PARTIES);
  if (others.length === 0) {
    closed.add(total);
    return [total, ...parts];
  }
  const least = Math.min(...others.map((part) => parties[part]!));
  // All that are equally small: which of them is withheld must say nothing either.
  return others.filter((part) => parties[part] === least);
}

/** What is withheld as equations, one for each sum: of what is missing in it, with its sign. */
function equationsOf(sums: readonly Sum[], withheld: ReadonlySet<number>): Map<number, number>[] {
  return sums.map(
    ({ total, parts }) =>
      new Map([...parts.map((part): [number, number] => [part, 1]), [total, -1] as [number, number]].filter(([place]) => withheld.has(place))),
  );
}

/** The places of withheld numbers that follow from what is told by adding and taking away sums. */
function solvedBy(sums: readonly Sum[], withheld: ReadonlySet<number>): number[] {
  const equations = equationsOf(sums, withheld);
  for (const [index, equation] of equations.entries()) {
    const [pivot] = equation.keys();
    if (pivot === undefined) continue;
    for (const [other, to] of equations.entries()) {
      const factor = other === index ? 0 : (to.get(pivot) ?? 0) / equation.get(pivot)!;
      if (factor === 0) continue;
      for (const [place, sign] of equation) {
        const left = (to.get(place) ?? 0) - factor * sign;
        if (left === 0) to.delete(place);
        else to.set(place, left);
      }
    }
  }
  return equations.flatMap((equation) => (equation.size === 1 ? [...equation.keys()] : []));
}

/**
 * The places of the numbers that stay at the desk, of how many parties each: small ones, and with them the smallest other
 * ones wherever a sum would tell them. What is missing of a sum is known from the rest; it tells a number that is alone, or
 * one among small numbers that are all the same. Where there is nothing it could be hidden among, the whole sum is withheld; and
 * where several sums together still tell a number, all that stands beside it.
 */
export function withheldOf(parties: readonly number[], sums: readonly Sum[]): ReadonlySet<number> {
  const withheld = new Set(parties.flatMap((count, place) => (isFew(count) ? [place] : [])));
  const kept: Kept = { withheld, closed: new Set() };
  for (let before = -1; before < withheld.size;) {
    before = withheld.size;
    for (const sum of sums) for (const place of alsoKept(sum, parties, kept)) withheld.add(place);
    if (before < withheld.size) continue;
    const solved = new Set(solvedBy(sums, withheld));
    for (const { parts } of sums) if (parts.some((part) => solved.has(part))) for (const part of parts) withheld.add(part);
  }
  return withheld;
}
