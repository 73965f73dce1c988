import { Form } from "@remix-run/react";
import type { Language } from "~/lib/languages";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { LinkButton } from "~/ui/link-button";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { MeetingPage, OwnPlace, ShownItem } from "../model";
import { meetingLinks } from "../model/address";
import { SpeakerList, StandingBadge } from "./speaker-list";
import { StatementList } from "./statement-list";

type Item = MeetingPage["items"][number];

/** The title of an item with its number, in the language of the meeting. */
export const ItemTitle = ({ item: { number, title }, written }: { item: Pick<ShownItem, "number" | "title">; written: Language }) => (
  <bdi lang={written}>
    {number > 0 && `${number}. `}
    {title}
  </bdi>
);

/** What an item is planned as: its time, how many can speak, what of the document it is about. */
export function ItemPlan({ item: { minutes, capacity, chapter } }: { item: Pick<ShownItem, "minutes" | "capacity" | "chapter"> }) {
  const { t } = useTranslation("meetings");
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-soft">
      <li>{t("minutes", { count: minutes })}</li>
      <li>{t("room", { count: capacity })}</li>
      {chapter && (
        <li>
          {t("item.chapterIs")} <bdi>{chapter}</bdi>
        </li>
      )}
    </ul>
  );
}

/** An item in public: who speaks, what was said in writing, and what the reader's own parties can do. */
export function AgendaItem({ meeting, item }: { meeting: MeetingPage["meeting"]; item: Item }) {
  const { t } = useTranslation("meetings");
  return (
    <div id={`item-${item.id}`}>
      <Card title={<ItemTitle item={item} written={meeting.language} />} level={3}>
        <ItemPlan item={item} />
        {item.own.map((own) => (
          <OwnTurn key={own.party.code} meeting={meeting.id} item={item} own={own} cancelled={meeting.cancelled !== null} />
        ))}
        <h4 className="font-semibold">{t("speakers.title")}</h4>
        <SpeakerList turns={item.turns} />
        {item.statements.length > 0 && (
          <>
            <h4 className="font-semibold">{t("statements")}</h4>
            <StatementList meeting={meeting.id} statements={item.statements} />
          </>
        )}
      </Card>
    </div>
  );
}

type OwnTurnProps = { meeting: string; item: Item; own: OwnPlace; cancelled: boolean };

/** What somebody does for a party they speak for: its turn and its statement. */
function OwnTurn({ meeting, item, own: { party, standing, mayAsk, mayGiveBack, statement }, cancelled }: OwnTurnProps) {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  return (
    <div className="grid gap-3 rounded-sm border border-accent-line bg-accent-soft p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="font-semibold">{party.name}</bdi>
        {standing && <StandingBadge standing={standing} />}
      </p>
      {standing && <p>{t(`ownTurn.${standing}`)}</p>}
      <div className="flex flex-wrap gap-3">
        {(mayAsk || mayGiveBack) && (
          <Form method="post">
            <input type="hidden" name="item" value={item.id} />
            <input type="hidden" name="party" value={party.code} />
            <Button type="submit" name="intent" value={mayAsk ? "ask" : "give_back"} variant={mayAsk ? "primary" : "secondary"}>
              {t(mayAsk ? "own.ask" : "own.giveBack")}
            </Button>
          </Form>
        )}
        {statement ? (
          <LinkButton to={meetingLinks.statement(language, meeting, statement)}>{t("own.read")}</LinkButton>
        ) : (
          !cancelled && <LinkButton to={meetingLinks.giveStatement(language, meeting, item.id, party.code)}>{t("own.give")}</LinkButton>
        )}
      </div>
    </div>
  );
}
