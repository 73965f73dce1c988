/** Text somebody typed, as it was typed: each paragraph in its own direction. For lists and previews; see `UserText` for answers. */
export function PlainText({ text, lang }: { text: string; lang?: string }) {
  return (
    <div lang={lang} className="grid max-w-measure gap-3">
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index} dir="auto" className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
