import type { Count, FigureRow } from "../model/figures";

const WIDTH = 640;
const ROW = 44;
const BAR = 14;

type FigureChartProps = {
  rows: readonly FigureRow[];
  answered: Count;
  /** What is shown; with the words of each row it is there for those who do not see it. */
  title: string;
  rightToLeft: boolean;
  /** How many of how many, in the reader's language. */
  counted: (row: FigureRow) => string;
};

/**
 * Bars, one for each choice, from the side where reading begins. Widths are shares of whatever room there is, so that the
 * letters keep their size on a telephone. Without a class or a hook: it is a file of its own, too.
 */
export function FigureChart({ rows, answered, title, rightToLeft, counted }: FigureChartProps) {
  const shareOf = ({ total }: FigureRow): number => ((total ?? 0) / Math.max(answered ?? 0, 1)) * 100;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={[title, ...rows.map(counted)].join("; ")}
      width={WIDTH}
      height={rows.length * ROW}
      style={{ maxWidth: "100%" }}
      fontFamily="system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', sans-serif"
      fontSize={14}
      direction={rightToLeft ? "rtl" : "ltr"}
    >
      {rows.map((row, index) => (
        <g key={row.key}>
          <text x={rightToLeft ? "100%" : "0"} y={index * ROW + 16} fill="#15202b">
            {counted(row)}
          </text>
          <rect x="0" y={index * ROW + 23} width="100%" height={BAR} fill="#e9f4fb" />
          <rect x={rightToLeft ? `${100 - shareOf(row)}%` : "0"} y={index * ROW + 23} width={`${shareOf(row)}%`} height={BAR} fill="#0067a6" />
        </g>
      ))}
    </svg>
  );
}
