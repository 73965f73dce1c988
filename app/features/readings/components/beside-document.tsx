import { AnswerView } from "~/features/reports/components/answer-view";
import type { FileHref } from "~/features/reports/components/field-value";
import { questionKey } from "~/features/templates/model/texts";
import { Code } from "~/ui/bdi";
import { useTranslation } from "~/ui/use-translation";
import type { AnswerPair, BesideSection, LastVersion } from "../model/beside";

type Texts = Record<string, string>;
type BesideDocumentProps = { sections: readonly BesideSection[]; texts: Texts; last: LastVersion; hrefNow: FileHref; hrefThen: FileHref };

/** A version with what its party said in an earlier cycle beside each answer; one under the other where there is no room. */
export function BesideDocument({ sections, ...given }: BesideDocumentProps) {
  return (
    <div className="grid grid-cols-1 gap-10">
      {sections.map(({ id, titleKey, pairs }) => (
        <section key={id} aria-labelledby={`${id}-title`} className="grid grid-cols-1 gap-2">
          <h2 id={`${id}-title`} className="border-b-2 border-line-strong pb-2 text-xl">
            <span className="me-3 text-ink-soft">
              <Code>{id}</Code>
            </span>
            {given.texts[titleKey] ?? id}
          </h2>
          {pairs.map((pair) => (
            <PairView key={`${pair.now.question.code}/${pair.now.row}`} pair={pair} {...given} />
          ))}
        </section>
      ))}
    </div>
  );
}

function PairView({ pair: { now, then }, texts, last, hrefNow, hrefThen }: { pair: AnswerPair } & Omit<BesideDocumentProps, "sections">) {
  const { t } = useTranslation("readings");
  return (
    <div className="grid grid-cols-1 gap-3 border-b border-line py-5 last:border-b-0">
      <h3 className="max-w-measure text-base">
        <span className="me-3 font-normal text-ink-soft">
          <Code>{now.question.code}</Code>
        </span>
        {texts[questionKey(now.question, "label")]}
      </h3>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <div className="@container/column grid min-w-0 grid-cols-1 content-start gap-2">
          <p className="text-sm font-semibold">{t("beside.now")}</p>
          <AnswerView question={now.question} value={now.value} texts={texts} language={now.language} fileHref={hrefNow} />
        </div>
        <div className="@container/column grid min-w-0 grid-cols-1 content-start gap-2 border-s-4 border-line ps-4">
          <p className="text-sm font-semibold">{last.cycle}</p>
          {then ? (
            <AnswerView question={then.question} value={then.value} texts={last.texts} language={then.language} fileHref={hrefThen} />
          ) : (
            <p className="text-ink-soft">{t("beside.notAsked")}</p>
          )}
        </div>
      </div>
    </div>
  );
}
