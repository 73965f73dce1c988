import { useMemo, type ReactNode } from "react";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { differingPieces, type FlatPiece } from "../model/flat-answer";
import { TextSide } from "./text-side";

type Side = { title: ReactNode; pieces: readonly FlatPiece[]; language: Language };

/** Two texts for one answer, side by side, piece by piece where they differ; `same` stands there where they do not. */
export function TwoTexts({ start, end, same }: { start: Side; end: Side; same?: ReactNode }) {
  const differing = useMemo(
    () => differingPieces(start.pieces, end.pieces).map(({ before, after, ...piece }) => ({ ...piece, changes: diffWords(before, after) })),
    [start.pieces, end.pieces],
  );
  if (differing.length === 0) return same ? <p className="text-sm">{same}</p> : null;
  return (
    <>
      {differing.map(({ key, label, changes }) => (
        <div key={key} className="grid grid-cols-1 gap-1">
          {label && <p className="text-sm font-semibold">{label}</p>}
          <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
            <TextSide title={start.title} changes={changes} kind="removed" language={start.language} />
            <TextSide title={end.title} changes={changes} kind="added" language={end.language} />
          </div>
        </div>
      ))}
    </>
  );
}
