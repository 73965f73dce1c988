import type { User } from "~/lib/actor";
import type { Live, LiveEvent } from "./live.server";

/** One open page: whose, and at what. `place` is null while nothing on it has the focus. */
export type Guest = { page: string; person: string; name: string; place: string | null };

/** Who was let in, and by which session (its name, never its id); a program has none. */
export type Holder = { user: User; session: string | null };

export type Rooms = {
  /**
   * Takes a seat in the room of a topic until the returned function is called; `told` hears who is there (`here`), at once
   * and at every change, what is published on the topic, and `stop` when the process is about to end or has not heard the others for a while. Other processes hear
   * of the guest and never of the holder.
   */
  enter: (topic: string, guest: Guest, told: (event: LiveEvent) => void, holder?: Holder) => () => void;
  /** Whether that person's page has a seat in the room of the topic here; false also where it is open in another process. */
  seats: (topic: string, at: Pick<Guest, "page" | "person">) => boolean;
  /** Who holds the seat of a page in the room of the topic by that session; null also where the page is open in another process. */
  holderOf: (topic: string, page: string, session: string | null) => User | null;
  /** A page is at another place now; it may be open in another process. A page of somebody else is left alone. */
  move: (topic: string, at: Omit<Guest, "name">) => void;
  stop: () => void;
};

/** A page of another process that says nothing for so long is gone. */
const FORGET_MS = 60_000;
/** So often the pages of this process say that they are there. */
const SAY_MS = 20_000;
/** Who comes and goes within this time is told in one go. */
const PAUSE_MS = 250;
/** Where they are is told together after this, and after longer where many look on: each change is told to all of them. */
const PLACES_MS = 2_000;
const PLACES_MS_EACH = 500;
const placesAfter = (room: Room): number => Math.max(PLACES_MS, room.told.size * PLACES_MS_EACH);
/** More names than this nobody reads. */
const MOST_GUESTS = 20;

type Room = {
  guests: Map<string, Guest & { until: number }>;
  told: Map<string, (event: LiveEvent) => void>;
  next: { at: number; timer: NodeJS.Timeout } | null;
  off: () => void;
};

/**
 * Who has which page open, over all web processes: each says what its own pages do and hears of the others'. Nothing of
 * it is stored; a process that ends without a word is forgotten after a minute.
 */
export function openRooms(live: Live, now: () => number = Date.now): Rooms {
  const rooms = new Map<string, Room>();
  /** The seats of this process. */
  const taken = new Map<string, { topic: string; guest: Guest; holder: Holder | undefined }>();

  const say = (topic: string, guest: Guest): void => live.publish(topic, { kind: "guest", guest });

  const tell = (room: Room, within = PAUSE_MS): void => {
    const at = now() + within;
    if (room.next && room.next.at <= at) return;
    clearTimeout(room.next?.timer);
    const timer = setTimeout(() => {
      room.next = null;
      for (const [page, guest] of room.guests) if (guest.until < now()) room.guests.delete(page);
      const here = [...room.guests.values()].slice(0, MOST_GUESTS).map(({ page, person, name, place }) => ({ page, person, name, place }));
      for (const told of room.told.values()) told({ kind: "here", here });
    }, within);
    room.next = { at, timer };
  };

  const hear = (topic: string, room: Room) => (event: LiveEvent) => {
    if (event.kind === "guest") {
      const guest = event.guest as Guest;
      const before = room.guests.get(guest.page);
      room.guests.set(guest.page, { ...guest, until: now() + FORGET_MS });
      if (before?.name !== guest.name) tell(room);
      else if (before.place !== guest.place) tell(room, placesAfter(room));
    } else if (event.kind === "gone") {
      if (room.guests.delete(event.page as string)) tell(room);
    } else if (event.kind === "moved") {
      const seat = taken.get(event.page as string);
      if (seat?.topic === topic && seat.guest.person === event.person) {
        seat.guest = { ...seat.guest, place: event.place as string | null };
        say(topic, seat.guest);
      }
    } else {
      // A page that begins anew hears where everything stands.
      const said: LiveEvent = event.kind === "gap" ? { kind: "stop" } : event;
      for (const told of room.told.values()) told(said);
    }
  };

  const roomOf = (topic: string): Room => {
    const known = rooms.get(topic);
    if (known) return known;
    const room: Room = { guests: new Map(), told: new Map(), next: null, off: () => undefined };
    room.off = live.subscribe(topic, hear(topic, room));
    rooms.set(topic, room);
    return room;
  };

  const beat = setInterval(() => {
    for (const { topic, guest } of taken.values()) say(topic, guest);
    // Guests of other processes that have gone silent are taken off where somebody looks.
    for (const room of rooms.values()) if ([...room.guests.values()].some(({ until }) => until < now())) tell(room);
  }, SAY_MS);
  beat.unref();

  return {
    enter(topic, guest, told, holder) {
      const room = roomOf(topic);
      room.told.set(guest.page, told);
      taken.set(guest.page, { topic, guest, holder });
      say(topic, guest);
      tell(room);
      return () => {
        if (!taken.delete(guest.page)) return;
        room.told.delete(guest.page);
        live.publish(topic, { kind: "gone", page: guest.page });
        if (room.told.size > 0) return;
        room.off();
        clearTimeout(room.next?.timer);
        rooms.delete(topic);
      };
    },
    seats(topic, { page, person }) {
      const seat = taken.get(page);
      return seat?.topic === topic && seat.guest.person === person;
    },
    holderOf(topic, page, session) {
      const seat = taken.get(page);
      return session !== null && seat?.topic === topic && seat.holder?.session === session ? seat.holder.user : null;
    },
    move: (topic, at) => live.publish(topic, { kind: "moved", ...at }),
    stop() {
      clearInterval(beat);
      for (const room of rooms.values()) for (const told of room.told.values()) told({ kind: "stop" });
    },
  };
}
