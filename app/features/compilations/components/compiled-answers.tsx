import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { AnswerView } from "~/features/reports/components/answer-view";
import { UnitName } from "~/features/reports/components/unit-name";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { CompiledAnswer, PartOf } from "../model";
import { answerAddress } from "../model/address";
import { ANSWER_TEXT, CopyAnswer } from "./copy-answer";

type Props = {
  items: readonly CompiledAnswer[];
  parts: readonly PartOf[];
  texts: Readonly<Record<string, string>>;
  /** One action line is asked for: it need not be said again. */ oneRow: boolean;
  /** What stands below an answer. */
  below?: (answer: CompiledAnswer) => ReactNode;
  /** The id of a heading of the second level that all of it stands under. */
  under?: string;
};

/** The answers of one screen under the parts they belong to, each in its own language with the way to its report. */
export function CompiledAnswers({ items, parts, under, ...given }: Props) {
  const Title = under ? "h3" : "h2";
  const idOf = (key: string): string => `${under ?? "part"}-${key || "none"}`;
  return (
    <div className="grid gap-10">
      {parts.map(({ key, label }) => {
        const own = items.filter(({ part }) => part === key);
        return own.length === 0 ? null : (
          <section key={key} aria-labelledby={under ? `${under} ${idOf(key)}` : idOf(key)} className="grid gap-2">
            <Title id={idOf(key)} className="border-b-2 border-line-strong pb-2 text-xl">
              {label}
            </Title>
            {own.map((answer) => (
              <CompiledAnswerView key={`${answer.submission} ${answer.row}`} answer={answer} level={under ? 4 : 3} {...given} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

/** One answer with who gave it, in which language, and the way to its report. */
export function CompiledAnswerView({
  answer,
  texts,
  oneRow,
  below,
  level = 3,
}: { answer: CompiledAnswer; level?: 3 | 4 } & Pick<Props, "texts" | "oneRow" | "below">) {
  const Title = `h${level}` as const;
  const { t } = useTranslation("compilation");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  const { submission, symbol, party, line, unit, unitName, row, rowName, question, value, confidential, words } = answer;
  return (
    <article className="grid min-w-0 gap-3 border-b border-line py-5 last:border-b-0">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <Title className="text-base">
          <bdi>{party.name}</bdi>
        </Title>
        {unit && <UnitName unit={unit} unitName={unitName} />}
        {line && <Code>{line}</Code>}
        {row && !oneRow && (
          <span className="text-sm text-ink-soft">
            <Code>{row}</Code> {rowName}
          </span>
        )}
        <Badge icon="language">
          <span lang={answer.language}>{LANGUAGE_NAMES[answer.language]}</span>
        </Badge>
        {confidential && <Badge icon="lock">{reports("answerView.confidential")}</Badge>}
        {words !== null && <span className="text-sm text-ink-soft">{t("words", { count: words })}</span>}
        <Link to={answerAddress(language, answer)} className="text-sm">
          {t("read")} <Code>{symbol}</Code>
        </Link>
        {!confidential && <CopyAnswer source={t("copy.source", { party: party.name, symbol, question: [question.code, row].filter(Boolean).join(" ") })} />}
      </header>
      <div {...{ [ANSWER_TEXT]: "" }}>
        <AnswerView
          question={question}
          value={value}
          texts={texts}
          language={answer.language}
          fileHref={(sha256) => links.deskFile(language, submission, sha256)}
        />
      </div>
      {below?.(answer)}
    </article>
  );
}
