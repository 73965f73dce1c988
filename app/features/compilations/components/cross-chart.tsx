import type { CountTable } from "../model/figures";

const WIDTH = 640;
const ROW = 48;
const BAR = 18;
const LEGEND = 24;
const SWATCH = 16;

/** Fills that differ in lightness and in how they are hatched, so that nobody has to tell colours apart. */
const COLOURS = ["#0b3c5d", "#2f7fb5", "#8a4f00", "#5b6770"];
const HATCHES = ["", "M0 8 8 0", "M0 0 8 8", "M4 0V8", "M0 4H8", "M0 0 8 8M0 8 8 0"];
const FILLS = HATCHES.flatMap((hatch) => COLOURS.map((colour) => ({ colour, hatch })));
const fillOf = (index: number): string => `url(#cross-fill-${index % FILLS.length})`;

type CrossChartProps = {
  table: CountTable;
  /** What is shown; with the words of each row it is there for those who do not see it. */
  title: string;
  rightToLeft: boolean;
  /** Each row with its numbers, in the reader's language. */
  words: readonly string[];
};

/** A bar for each row, in parts for its columns, as long as the most that stands in one; numbers that stay at the desk have no part. A file of its own, too. */
export function CrossChart({ table: { rows, columns }, title, rightToLeft, words }: CrossChartProps) {
  const most = Math.max(1, ...rows.map(({ counts }) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)));
  const start = rightToLeft ? "100%" : "0";
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={[title, ...words].join("; ")}
      width={WIDTH}
      height={rows.length * ROW + columns.length * LEGEND}
      style={{ maxWidth: "100%" }}
      fontFamily="system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', sans-serif"
      fontSize={14}
      direction={rightToLeft ? "rtl" : "ltr"}
    >
      <defs>
        {FILLS.slice(0, columns.length).map(({ colour, hatch }, index) => (
          <pattern key={index} id={`cross-fill-${index}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill={colour} />
            <path d={hatch} stroke="#ffffff" strokeWidth="2" fill="none" />
          </pattern>
        ))}
      </defs>
      {rows.map((row, index) => {
        const parts = row.counts.map((count) => ((count ?? 0) / most) * 100);
        return (
          <g key={row.key}>
            <text x={start} y={index * ROW + 16} fill="#15202b">
              {row.label}
            </text>
            {parts.map((part, at) => {
              const before = parts.slice(0, at).reduce((sum, one) => sum + one, 0);
              return (
                part > 0 && (
                  <rect
                    key={columns[at]!.key}
                    x={`${rightToLeft ? 100 - before - part : before}%`}
                    y={index * ROW + 23}
                    width={`${part}%`}
                    height={BAR}
                    fill={fillOf(at)}
                    stroke="#ffffff"
                  />
                )
              );
            })}
          </g>
        );
      })}
      {columns.map(({ key, label }, index) => {
        const top = rows.length * ROW + index * LEGEND;
        return (
          <g key={key}>
            {/* From the right where reading begins there: a swatch has a width in pixels, so it is moved by its own. */}
            <rect x={start} y={top} width={SWATCH} height={SWATCH} fill={fillOf(index)} transform={rightToLeft ? `translate(-${SWATCH})` : undefined} />
            <text x={start} y={top + 13} dx={rightToLeft ? -SWATCH - 8 : SWATCH + 8} fill="#15202b">
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
