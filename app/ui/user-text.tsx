import { Children, createContext, useContext, useId, type ReactNode } from "react";
import Markdown, { type Components } from "react-markdown";
import { AUTHOR_MARKDOWN } from "~/lib/author-markdown";
import { proseOf, safeAddress } from "~/lib/prose";
import { useTranslation } from "./use-translation";

/** Only what leads to a page, a mailbox or a note below; everything else loses its address and stays text. */
const safeUrl = (url: string): string => (url.startsWith("#") ? url : safeAddress(url));

/** A list runs as a whole in the direction of its first words, or its marks would stand on both sides. */
const InList = createContext(false);

function Paragraph({ children }: { children?: ReactNode }) {
  const direction = useContext(InList) ? undefined : "auto";
  return (
    <p dir={direction} className="whitespace-pre-line">
      {children}
    </p>
  );
}

function List({ ordered, start, children }: { ordered: boolean; start?: number; children?: ReactNode }) {
  const Element = ordered ? "ol" : "ul";
  const inner = useContext(InList);
  return (
    <InList.Provider value>
      <Element start={start} dir={inner ? undefined : "auto"} className={ordered ? "grid list-decimal gap-1 ps-6" : "grid list-disc gap-1 ps-6"}>
        {children}
      </Element>
    </InList.Provider>
  );
}

const Heading = ({ id, children }: { id?: string; children?: ReactNode }) => (
  <p id={id} dir="auto" className="font-semibold">
    {children}
  </p>
);

function Table({ children }: { children?: ReactNode }) {
  const { t } = useTranslation("common");
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls: the keyboard must reach it to do so
    <div tabIndex={0} role="group" aria-label={t("text.table")} className="overflow-x-auto">
      <table dir="auto" className="border-collapse text-sm">
        {children}
      </table>
    </div>
  );
}

/** Headings in an answer would break the page's outline and pictures would call other hosts: both become text. */
const components: Components = {
  p: Paragraph,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  ul: ({ children }) => <List ordered={false}>{children}</List>,
  ol: ({ children, start }) => (
    <List ordered start={start}>
      {children}
    </List>
  ),
  li: ({ id, children }) => <li id={id}>{children}</li>,
  blockquote: ({ children }) => <blockquote className="grid gap-3 border-s-4 border-line ps-4">{children}</blockquote>,
  a: ({ node: _, className: __, children, ...rest }) =>
    rest.href ? (
      <a {...rest} rel="nofollow noopener noreferrer">
        {children}
      </a>
    ) : (
      <>{children}</>
    ),
  img: ({ alt }) => <>{alt}</>,
  input: ({ checked }) => <>{checked ? "☑ " : "☐ "}</>,
  pre: ({ children }) => (
    <div dir="auto" className="whitespace-pre-wrap">
      {children}
    </div>
  ),
  code: ({ children }) => <>{children}</>,
  section: ({ children }) => <section className="grid gap-2 border-t border-line pt-3 text-sm">{children}</section>,
  table: Table,
  th: ({ children }) =>
    // The corner above row names is often empty: no head of anything.
    Children.count(children) === 0 ? (
      <td className="border border-line bg-ground" />
    ) : (
      <th scope="col" className="border border-line bg-ground px-3 py-1.5 text-start align-bottom font-semibold [unicode-bidi:plaintext]">
        {children}
      </th>
    ),
  td: ({ children }) => <td className="border border-line px-3 py-1.5 text-start align-top [unicode-bidi:plaintext]">{children}</td>,
};

/** An answer as its author meant it: paragraphs, lists, stress, links and tables of CommonMark. Raw HTML stays visible text. */
export function UserText({ text, lang }: { text: string; lang?: string }) {
  const prose = proseOf(text);
  return (
    <div lang={lang} className="grid max-w-measure gap-3">
      {prose ? prose.map((paragraph, index) => <Paragraph key={index}>{paragraph}</Paragraph>) : <MarkedText text={text} />}
    </div>
  );
}

/** For `UserText`, which has what is around it, and its test. */
export function MarkedText({ text }: { text: string }) {
  const { t } = useTranslation("common");
  // Two answers on a page may both have a footnote 1.
  const prefix = useId();
  return (
    <Markdown
      remarkPlugins={AUTHOR_MARKDOWN}
      remarkRehypeOptions={{ clobberPrefix: prefix, footnoteLabel: t("text.footnotes"), footnoteBackLabel: t("text.backToText"), footnoteBackContent: "↑" }}
      urlTransform={safeUrl}
      components={components}
    >
      {text}
    </Markdown>
  );
}
