import { Fragment } from "react";
import type { Language } from "~/lib/languages";
import { Code } from "~/ui/bdi";
import type { Piece } from "../model/pieces";

/** A sentence as it was typed; what is marked is underlined, with the number of the mark where it ends. */
export function SentenceText({ pieces, language }: { pieces: readonly Piece[]; language: Language }) {
  return (
    <span lang={language} dir="auto" className="block whitespace-pre-line">
      {pieces.map(({ text, marks, ends }, index) =>
        marks.length === 0 ? (
          <Fragment key={index}>{text}</Fragment>
        ) : (
          <Fragment key={index}>
            <mark className="bg-accent-soft text-ink underline decoration-accent-strong decoration-2 underline-offset-4">{text}</mark>
            {ends.map((number) => (
              <sup key={number} className="mx-0.5 font-semibold">
                <Code>{`[${number}]`}</Code>
              </sup>
            ))}
          </Fragment>
        ),
      )}
    </span>
  );
}
