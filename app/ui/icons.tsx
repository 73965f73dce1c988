import { classNames } from "./class-names";

/** Drawn on a 20 x 20 field with strokes only, so that they take the text's colour, also in forced colours. */
const PATHS = {
  check: "m4 10.5 4 4 8-9",
  close: "m5 5 10 10M15 5 5 15",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  plus: "M10 4v12M4 10h12",
  forward: "M4 10h12m-5-5 5 5-5 5",
  back: "M16 10H4m5-5-5 5 5 5",
  next: "m7.5 4.5 5.5 5.5-5.5 5.5",
  down: "m4.5 7.5 5.5 5.5 5.5-5.5",
  external: "M8 4H4v12h12v-4M11.5 3.5h5v5m0-5L9 11",
  info: "M10 9.2V14m0-7.9v.1M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z",
  success: "m6.5 10.3 2.5 2.5 4.7-5.2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z",
  warning: "M10 8v3.6m0 2.6v.1M10 3 2.3 16.5h15.4L10 3Z",
  error: "M10 6.2v4.6m0 2.9v.1M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9l4.4-4.4Z",
  empty: "M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
  partial: "M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 3.4v3.4l2.5 1.6",
  busy: "M10 3.5a6.5 6.5 0 1 1-6.5 6.5",
  lock: "M5.5 9h9v7.5h-9V9ZM7.5 9V6.4a2.5 2.5 0 0 1 5 0V9",
  language: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm0 0c4.6 4.3 4.6 10.7 0 15m0-15c-4.6 4.3-4.6 10.7 0 15M2.8 8h14.4M2.8 12h14.4",
  download: "M10 3v9.5m-4-4 4 4 4-4M4 16.5h12",
  upload: "M10 13V3.5m-4 4 4-4 4 4M4 16.5h12",
  copy: "M7 7V3.5h9.5V13H13M3.5 7H13v9.5H3.5V7Z",
  search: "M8.7 3.5a5.2 5.2 0 1 0 0 10.4 5.2 5.2 0 0 0 0-10.4Zm3.8 9 4 4",
  people: "M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.5 16c0-2.6 2-4.5 5-4.5s5 1.9 5 4.5m.2-12a2.8 2.8 0 0 1 0 5.4m1.6 2.5c2 .5 3.2 2 3.2 4.1",
  history: "M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7m0-3.5V7H7m3-.5V10l2.5 1.5",
} as const;
export type IconName = keyof typeof PATHS;

/** What shows a way along the line of text is mirrored where text runs from right to left; the rest is not. */
const MIRRORED: readonly IconName[] = ["forward", "back", "next", "external"];

/** A small picture beside words. It never stands alone: whoever uses it says the same in text. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
      className={classNames(
        "inline-block size-[1.15em] shrink-0 fill-none stroke-current stroke-[1.8]",
        MIRRORED.includes(name) && "rtl:-scale-x-100",
        className,
      )}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
