import type { Language } from "~/lib/languages";
import { Code } from "~/ui/bdi";

/** A chapter by its number, where it has one, and its title, in the document's language where that is known. */
export function ChapterName({ chapter: { number, title }, language }: { chapter: { number: string; title: string }; language?: Language }) {
  return (
    <>
      {number && (
        <>
          <Code>{number}</Code>{" "}
        </>
      )}
      <bdi lang={language} dir="auto">
        {title}
      </bdi>
    </>
  );
}
