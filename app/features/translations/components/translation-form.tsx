import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useId, useRef, useState } from "react";
import { directionOf, LANGUAGE_NAMES, type Language } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { useFieldErrors, useRefusalText } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import { linesFor, type PlaceTexts, type TextPlace, type TranslatedAnswer, type Translation } from "../model";
import { fieldName } from "../schema";
import { PlaceText } from "./place-text";
import { TranslationMark } from "./translation-state";
import { SAVED } from "./unsaved-guard";

/** What a translation says now that somebody else changed it, as the refusal tells it. */
type Now = { texts: PlaceTexts; revision: number; by: string };

/** `action`: an address that goes on showing this answer, whatever somebody else makes of it meanwhile. */
type TranslationFormProps = { answer: TranslatedAnswer; to: Language; action: string; refused: FormAnswer | undefined };

/** One answer beside its translation, with a field for each of its texts. What was typed and refused is shown again. */
export function TranslationForm({ answer, to, action, refused }: TranslationFormProps) {
  const { t } = useTranslation("translations");
  const refusalText = useRefusalText();
  const errorOf = useFieldErrors(refused);
  const { formData } = useNavigation();
  const { unit, language, places, translation, uncheckable } = answer;
  const { form, base } = useTypedOn(translation);
  const now = refused?.refusal.code === "translation.changed" ? ((refused.refusal.detail as Now | null) ?? null) : null;
  const isOpen = translation?.state !== "checked";
  const button = (intent: "saved" | "checked" | "unchecked") => ({
    type: "submit" as const,
    size: "sm" as const,
    name: "intent",
    value: intent,
    "aria-label": t(`form.${intent}Named`, { question: unit }),
    pending: formData?.get("unit") === unit && formData.get("intent") === intent,
    children: t(`form.${intent}`),
  });
  return (
    <Form ref={form} method="post" action={action} className="grid grid-cols-1 gap-4">
      <input type="hidden" name="unit" value={unit} />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="revision" value={now?.revision ?? base.revision} />
      {refused && (
        <Notice tone="error" live>
          {refusalText(refused.refusal)}
        </Notice>
      )}
      {places.map((place) => (
        <PlaceField
          // Another text than the one that was shown comes as another field; the buttons stay, and with them the focus.
          key={`${to} ${base.revision} ${place.place}`}
          {...{ unit, language, to, place }}
          text={refused ? (refused.typed[fieldName(place.place)] ?? "") : (base.texts[place.place] ?? "")}
          saved={base.texts[place.place] ?? ""}
          now={now && { by: now.by, text: now.texts[place.place] ?? "" }}
          error={errorOf(fieldName(place.place))}
        />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 lg:ms-[50%] lg:ps-3">
        <Button {...button("saved")} />
        {translation && (!isOpen || uncheckable === null) && <Button {...button(isOpen ? "checked" : "unchecked")} />}
        {translation && <TranslationMark translation={translation} />}
        {isOpen && (uncheckable === "own" || uncheckable === "incomplete") && <p className="text-sm text-ink-soft">{t(`form.${uncheckable}`)}</p>}
      </div>
    </Form>
  );
}

type Base = { revision: number; texts: PlaceTexts };
const baseOf = (translation: Translation | null): Base => ({ revision: translation?.revision ?? 0, texts: translation?.texts ?? {} });

/**
 * What the fields of a form were filled with, which is what its save is made on. Where somebody else's text arrives while
 * something is typed, what is typed stays, and the save finds the other text; where nothing is, the fields take it over.
 */
function useTypedOn(translation: Translation | null) {
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(() => baseOf(translation));
  const next = baseOf(translation);
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLTextAreaElement>(`textarea[${SAVED}]`) ?? [])];
    const isSaid = ({ name, value }: HTMLTextAreaElement, { texts }: Base): boolean =>
      value.trim() === (Object.entries(texts).find(([place]) => fieldName(place) === name)?.[1] ?? "").trim();
    if (fields.every((field) => isSaid(field, base) || isSaid(field, next))) setBase(next);
    // A translation is another one when its revision is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [next.revision]);
  return { form, base };
}

type PlaceFieldProps = {
  unit: string;
  language: Language;
  to: Language;
  place: TextPlace;
  text: string;
  /** What of it is saved. */
  saved: string;
  /** What stands there now, where somebody else has changed it. */
  now: { by: string; text: string } | null;
  error: string | undefined;
};

/** A text beside the field for its translation; below each other where there is no room. */
function PlaceField({ unit, language, to, place: { place, label, text: original, long }, text, saved, now, error }: PlaceFieldProps) {
  const { t } = useTranslation("translations");
  const id = useId();
  return (
    <div className="grid grid-cols-1 gap-x-6 gap-y-3 lg:grid-cols-2">
      <div className="grid min-w-0 grid-cols-1 content-start gap-1">
        <p className="text-sm font-semibold">{label ? <span dir="auto">{label}</span> : t("original")}</p>
        <PlaceText text={original} long={long} language={language} />
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-2">
        <Field
          id={id}
          error={error}
          label={
            <span className="text-sm">
              <span lang={to}>{LANGUAGE_NAMES[to]}</span> · <Code>{unit}</Code>
              {label && (
                <>
                  {" · "}
                  <bdi>{label}</bdi>
                </>
              )}
            </span>
          }
        >
          {(control) => (
            <TextArea
              {...control}
              {...{ [SAVED]: saved }}
              name={fieldName(place)}
              lang={to}
              dir={directionOf(to)}
              rows={long ? linesFor(original) : 1}
              defaultValue={text}
            />
          )}
        </Field>
        {now && now.text !== text && (
          <div className="grid gap-1 border-s-4 border-line ps-4 text-sm">
            <p className="font-semibold">{t("form.now", { name: now.by })}</p>
            {now.text === "" ? <p>{t("beside.noText")}</p> : <PlaceText text={now.text} long={long} language={to} />}
          </div>
        )}
      </div>
    </div>
  );
}
