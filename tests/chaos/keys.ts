import type { Random } from "./random";

/** One key, or a piece an input method puts in; after it the typist rests a little. */
export type Stroke = { press: string; restMs: number } | { insert: string; restMs: number };

const WORDS =
  "the strategy connects schools and protects personal data of all districts since 2015 l’accès à l’électricité a été élargi доступ к сети расширен".split(" ");
/** What an input method puts into the field at once. */
const COMPOSED = "تربط الاستراتيجية كل المناطق وتدرب المعلمين 国家战略 连接 每个地区 培训教师 保护个人数据".split(" ");
const OPENING = "The figures come from the statistics office, which counted every school, clinic and post office twice. ";
const OPENING_TIMES = 8;

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

/** Mostly fast, now and then a thought. */
function rest(random: Random): number {
  const kind = random();
  return kind < 0.8 ? 10 + random() * 80 : kind < 0.97 ? 100 + random() * 200 : 400 + random() * 1_200;
}

/** So many strokes as an author writes them: words in several scripts, corrections, a line, a word put in before all others. */
export function* strokes(count: number, isEmpty: boolean, random: Random): Generator<Stroke> {
  let made = 0;
  const press = (key: string): Stroke => ((made += 1), { press: key, restMs: rest(random) });
  const insert = (text: string): Stroke => ((made += 1), { insert: text, restMs: rest(random) });
  // Long from the start, as what is pasted or was written on another day.
  if (isEmpty) yield insert(OPENING.repeat(Math.ceil(random() * OPENING_TIMES)));
  while (made < count) {
    const kind = random();
    if (kind < 0.06) yield press("Enter");
    else if (kind < 0.14) for (let times = Math.ceil(random() * 5); times > 0; times--) yield press("Backspace");
    else if (kind < 0.18) {
      yield press("Control+Home");
      for (const letter of `${pick(WORDS, random)} `) yield press(letter);
      yield press("Control+End");
    } else if (kind < 0.35) yield insert(`${pick(COMPOSED, random)} `);
    else for (const letter of `${pick(WORDS, random)} `) yield press(letter);
  }
}
