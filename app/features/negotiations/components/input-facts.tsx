import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { useTranslation } from "~/ui/use-translation";
import type { Input, State } from "../model";
import type { Moved, OpenInput } from "../model/pages";

const TONES: Record<State, BadgeTone> = { proposed: "accent", ad_referendum: "warning", agreed: "success", not_agreed: "danger", withdrawn: "neutral" };

/** Where a proposal stands, in a word. */
export function StateBadge({ state }: { state: State }) {
  const { t } = useTranslation("negotiations");
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}

/** What a proposal or comment says: the words it is about, its own, why, who stands behind it, and where it comes from. */
export function InputText({ input, documentLanguage }: { input: OpenInput; documentLanguage: string }) {
  const { t } = useTranslation("negotiations");
  const { words, kind, text, reason, language, proponents, party, source, withheld, moved } = input;
  return (
    <div className="grid max-w-measure gap-2">
      {words !== "" && (
        <p>
          <span className="text-sm text-ink-soft">{t("input.words")}</span>{" "}
          <q lang={documentLanguage} dir="auto">
            {words}
          </q>
        </p>
      )}
      {withheld && <p className="text-ink-soft">{t("input.withheld")}</p>}
      {text !== "" && (
        <blockquote lang={language} dir="auto" className="border-s-4 border-accent ps-4 whitespace-pre-line">
          {text}
        </blockquote>
      )}
      {reason !== "" && (
        <p className="whitespace-pre-line">
          <span className="text-sm text-ink-soft">{t("input.reason")}</span>{" "}
          <bdi lang={language} dir="auto">
            {reason}
          </bdi>
        </p>
      )}
      {kind === "comment" ? (
        <p className="text-sm">
          <Code>{party.code}</Code> · <bdi>{party.name}</bdi>
        </p>
      ) : (
        <Proponents proponents={proponents} />
      )}
      {source && (
        <p className="text-sm text-ink-soft">
          {t("input.source")} <Code>{`${source.symbol}, ${source.question}`}</Code>
          {" · "}
          <Code mono>{source.hash.slice(0, 12)}</Code>
        </p>
      )}
      {moved && <MovedTo moved={moved} documentLanguage={documentLanguage} />}
    </div>
  );
}

/** That the desk put it in the draft anew, when, where and why. */
function MovedTo({ moved: { number, words, reason, at }, documentLanguage }: { moved: Moved; documentLanguage: string }) {
  const { t } = useTranslation("negotiations");
  return (
    <div className="grid gap-1 text-sm">
      <p>
        <Badge tone="accent">{t("input.moved")}</Badge> <DateTime at={at} show="day" />
        {number !== "" && <> · {t("paragraph.title", { number })}</>}
        {words !== "" && (
          <>
            {" · "}
            <q lang={documentLanguage} dir="auto">
              {words}
            </q>
          </>
        )}
      </p>
      <p className="whitespace-pre-line">
        <span className="text-ink-soft">{t("input.reason")}</span> <bdi dir="auto">{reason}</bdi>
      </p>
    </div>
  );
}

function Proponents({ proponents }: Pick<Input, "proponents">) {
  const { t } = useTranslation("negotiations");
  if (proponents.length === 0) return null;
  return (
    <ul aria-label={t("input.proponents")} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {proponents.map(({ partyId, code, name, group }) => (
        <li key={partyId}>
          {group === "" ? (
            <>
              <Code>{code}</Code> · <bdi>{name}</bdi>
            </>
          ) : (
            <>
              <Code>{group}</Code> · {t("input.spokenBy", { party: name })}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the desk answered, and why it marked it as taken by hand. */
export function InputAnswer({ input: { disposition, answer, takenReason } }: { input: Pick<Input, "disposition" | "answer" | "takenReason"> }) {
  const { t } = useTranslation("negotiations");
  return (
    <>
      {disposition !== "" && (
        <p className="max-w-measure whitespace-pre-line">
          <strong>{t(`disposition.${disposition}`)}</strong> <bdi dir="auto">{answer}</bdi>
        </p>
      )}
      {takenReason !== "" && (
        <p className="max-w-measure whitespace-pre-line">
          <strong>{t("input.byHand")}</strong> <bdi dir="auto">{takenReason}</bdi>
        </p>
      )}
    </>
  );
}
