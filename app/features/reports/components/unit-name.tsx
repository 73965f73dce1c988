import { Code } from "~/ui/bdi";

/** An organisational unit by its code and name. */
export function UnitName({ unit, unitName }: { unit: string; unitName: string }) {
  return (
    <span>
      <Code>{unit}</Code> {unitName}
    </span>
  );
}
