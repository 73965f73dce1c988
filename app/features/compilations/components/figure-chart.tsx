import type { FigureRow } from "../model/figures";

const WIDTH = 640;
const ROW = 44;
const BAR = 14;

type FigureChartProps = {
  rows: readonly FigureRow[];
  answered: number;
  /** What is shown, for those who do not see it. */
  title: string;
  rightToLeft: boolean;
  /** How many of how many, in the reader's language. */
  counted: (row: FigureRow) => string;
};

/** Bars, one for each choice, from the side where reading begins. Without a class or a hook: it is a file of its own, too. */
export function FigureChart({ rows, answered, title, rightToLeft, counted }: FigureChartProps) {
  const start = rightToLeft ? WIDTH : 0;
  const most = Math.max(answered, 1);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={title}
      viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`}
      width={WIDTH}
      style={{ maxWidth: "100%", height: "auto" }}
      fontFamily="system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', sans-serif"
      fontSize={14}
      direction={rightToLeft ? "rtl" : "ltr"}
    >
      {rows.map((row, index) => {
        const length = (row.total / most) * WIDTH;
        return (
          <g key={row.key}>
            <text x={start} y={index * ROW + 16} fill="#15202b">
              {counted(row)}
            </text>
            <rect x={0} y={index * ROW + 23} width={WIDTH} height={BAR} fill="#e9f4fb" />
            <rect x={rightToLeft ? WIDTH - length : 0} y={index * ROW + 23} width={length} height={BAR} fill="#0067a6" />
          </g>
        );
      })}
    </svg>
  );
}
