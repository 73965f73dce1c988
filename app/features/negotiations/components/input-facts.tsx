import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { useTranslation } from "~/ui/use-translation";
import type { Input, State } from "../model";

const TONES: Record<State, BadgeTone> = { proposed: "accent", ad_referendum: "warning", agreed: "success", not_agreed: "danger", withdrawn: "neutral" };

/** Where a proposal stands, in a word. */
export function StateBadge({ state }: { state: State }) {
  const { t } = useTranslation("negotiations");
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}

/** What a proposal or comment says: the words it is about, its own, why, who stands behind it, and where it comes from. */
export function InputText({ input, documentLanguage }: { input: Input; documentLanguage: string }) {
  const { t } = useTranslation("negotiations");
  const { words, kind, text, reason, language, proponents, party, source, withheld } = input;
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

/** What the desk answered, and when. */
export function InputAnswer({ input: { disposition, answer } }: { input: Pick<Input, "disposition" | "answer"> }) {
  const { t } = useTranslation("negotiations");
  if (disposition === "") return null;
  return (
    <p className="max-w-measure whitespace-pre-line">
      <strong>{t(`disposition.${disposition}`)}</strong> <bdi dir="auto">{answer}</bdi>
    </p>
  );
}
