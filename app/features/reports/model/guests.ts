/** Somebody else who has the report open, and at which question; null while at none. */
export type GuestView = { name: string; question: string | null };

/** Who else is there for one person: each once, at the place of the page that is at one; pages of their own are nobody else's. */
export function guestsFor(person: string, here: readonly { person: string; name: string; place: string | null }[]): GuestView[] {
  const others = new Map<string, GuestView>();
  for (const guest of here) {
    if (guest.person === person) continue;
    const known = others.get(guest.person);
    if (!known || (known.question === null && guest.place !== null)) others.set(guest.person, { name: guest.name, question: guest.place });
  }
  return [...others.values()];
}
