import { Button } from "~/ui/button";

type RowButtonProps = {
  id: string;
  /** Names the row as well: many buttons on a page say the same. */
  label: string;
  text: string;
  /** What it does with a script. */
  act?: () => void;
  /** What it posts without one. */
  intent?: string;
};

/** Puts a row of a list elsewhere, or takes it away. */
export function RowButton({ id, label, text, act, intent }: RowButtonProps) {
  return (
    <Button id={id} type={act ? "button" : "submit"} variant="quiet" size="sm" name="intent" value={intent} aria-label={label} onClick={act}>
      {text}
    </Button>
  );
}
