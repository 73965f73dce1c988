import { useEffect, useRef, useState, type FormEvent, type MutableRefObject } from "react";
import { isObject } from "~/features/templates/model/values";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import Dialog from "~/ui/dialog";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { useSavesOfPage } from "./autosave";
import { useSection } from "./section-data";

const FORM_ID = "sign-in-over";
const ANSWERS = "form[data-answers]";

/** Where the author was writing last: a field keeps its caret while it does not have the focus. */
function useWritingPlace(): MutableRefObject<HTMLElement | null> {
  const place = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: { target: EventTarget | null }): void => {
      if (target instanceof HTMLElement && target.closest(ANSWERS)) place.current = target;
    };
    note({ target: document.activeElement });
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  return place;
}

/** What the portal says to an attempt: null when the author is signed in. `no_answer`: it said nothing. */
type Answer = FormAnswer | "no_answer" | null;

async function attempt(address: string, body: FormData): Promise<Answer> {
  try {
    const response = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    if (response.ok) return null;
    const facts: unknown = await response.json();
    if (!isObject(facts) || typeof facts.code !== "string") return "no_answer";
    const refusal = { code: facts.code, params: facts, fields: facts.fields } as unknown as FormAnswer["refusal"];
    return { refusal, typed: {} };
  } catch {
    return "no_answer";
  }
}

/** Signs the author in again over the page, which stays as it is: saving goes on, and the caret is where it was. */
export default function SignInOver() {
  const { t } = useTranslation("device");
  const { queue, elsewhere } = useSavesOfPage();
  const [step, setStep] = useState<"closed" | "open" | "done">("closed");
  const place = useWritingPlace();
  useEffect(() => {
    if (step !== "done") return;
    // The dialog has left the page by now and given up the focus.
    place.current?.focus();
    queue.resume();
    elsewhere.resume();
    setStep("closed");
  }, [step, place, queue, elsewhere]);
  return (
    <>
      <Button type="button" size="sm" onClick={() => setStep("open")}>
        {t("signIn.open")}
      </Button>
      {step === "open" && <SignInDialog onClose={() => setStep("closed")} onDone={() => setStep("done")} />}
    </>
  );
}

function SignInDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  // The words of a refusal are fetched with the dialog: it would go from the page while they come.
  const { t } = useTranslation(["device", "account", "errors"]);
  const language = useLanguage();
  const { person, email } = useSection().page;
  const [answer, setAnswer] = useState<Answer>(null);
  const [isPending, setPending] = useState(false);
  const refused = answer === "no_answer" ? undefined : (answer ?? undefined);
  const errorOf = useFieldErrors(refused);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (isPending) return;
    const body = new FormData(event.currentTarget);
    body.set("person", person);
    setPending(true);
    const said = await attempt(links.signInHere(language), body);
    setPending(false);
    setAnswer(said);
    if (said === null) onDone();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("device:signIn.title")}
      actions={
        <Button form={FORM_ID} type="submit" variant="primary" pending={isPending}>
          {t("device:signIn.submit")}
        </Button>
      }
    >
      <form id={FORM_ID} method="post" noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <p>{t("device:signIn.lead")}</p>
        {answer === "no_answer" && (
          <Notice tone="error" live>
            {t("device:signIn.noAnswer")}
          </Notice>
        )}
        <RefusalSummary refusal={refused?.refusal} prefix={FORM_ID} />
        <Field id={`${FORM_ID}-email`} label={t("account:field.email")} error={errorOf("email")}>
          {(control) => <TextInput {...control} type="email" name="email" autoComplete="username" required defaultValue={email} />}
        </Field>
        <Field id={`${FORM_ID}-password`} label={t("account:field.password")} error={errorOf("password")}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the one thing the author is asked for here */}
          {(control) => <TextInput {...control} type="password" name="password" autoComplete="current-password" required autoFocus />}
        </Field>
      </form>
    </Dialog>
  );
}
