import { useMemo, type ReactNode } from "react";
import { questionKey } from "~/features/templates/model/texts";
import type { FormQuestion } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { Choice } from "~/ui/choice";
import { flatAnswer } from "../model/flat-answer";
import { TwoTexts } from "./two-texts";

/** One of two answers to a question: what its side is called, what it says, in which language. */
type Side = { title: ReactNode; value: unknown; language: Language };
type Props = {
  name: string;
  value: string;
  isTicked: boolean;
  question: FormQuestion;
  /** The repeat row the question stands in, where there is one. */
  row?: string;
  texts: Readonly<Record<string, string>>;
  here: Side;
  there: Side;
  /** Said of the two beside the question. */
  badge?: ReactNode;
};

/** An answer that may be taken from elsewhere, beside what stands here: ticked, it replaces it. */
export function AnswerChoice({ name, value, isTicked, question, row = "", texts, here, there, badge }: Props) {
  const [before, after] = useMemo(
    () => [flatAnswer(question, here.value, texts), flatAnswer(question, there.value, texts)],
    [question, here.value, there.value, texts],
  );
  return (
    <Card>
      {badge && <p>{badge}</p>}
      <Choice
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isTicked}
        label={
          <span className="font-semibold">
            <span className="me-2 text-ink-soft">
              <Code>{row === "" ? question.code : `${row} ${question.code}`}</Code>
            </span>
            {texts[questionKey(question, "label")]}
          </span>
        }
      />
      <TwoTexts start={{ title: here.title, pieces: before, language: here.language }} end={{ title: there.title, pieces: after, language: there.language }} />
    </Card>
  );
}
