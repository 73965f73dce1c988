import { heldAt } from "~/features/identity/model";
import { letterKeys } from "~/features/reminders/commands/letter-keys.server";
import { firstLanguage, type Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMails } from "~/platform/mail/write.server";
import type { VersionContent, VersionLine } from "../model";
import { documentLinks } from "../model/address";

type Numbers = { report: string; party: string; language: Language; symbol: string; cited: number; aside: number };
type Frozen = Pick<VersionLine, "stage" | "revision">;

/** How many answers of each report a version cites, and how many it sets aside. */
async function readNumbers(tx: Tx, { chapters, aside }: VersionContent): Promise<Numbers[]> {
  const excerpts = chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences.flatMap(({ evidence }) => evidence)));
  const went = [...excerpts.map((one) => ({ ...one, went: "cited" })), ...aside.map((one) => ({ ...one, went: "aside" }))].map((one) => ({
    submission: one.submission,
    hash: one.hash,
    went: one.went,
  }));
  return runSql<Numbers>(
    tx,
    sql`select s.report_id as report, r.party_id as party, max(s.language) as language, max(s.symbol) as symbol,
          count(distinct hash) filter (where went = 'cited')::int as cited, count(distinct hash) filter (where went = 'aside')::int as aside
        from jsonb_to_recordset(${JSON.stringify(went)}::jsonb) as given (submission uuid, hash text, went text)
        join submission s on s.id = given.submission join report r on r.id = s.report_id group by 1, 2 order by 1`,
  );
}

/**
 * Tells the focal points of every report a version cites or sets aside answers of, each in their own language and with the
 * report's own numbers; nobody who left the letters they may do without. Answers how many letters there are.
 */
export async function mailTraces(tx: Tx, ctx: UserCtx, version: Frozen, content: VersionContent): Promise<number> {
  const numbers = await readNumbers(tx, content);
  const held = { partyId: { in: numbers.map(({ party }) => party) }, role: "focal_point", ...heldAt(ctx.now()) };
  const people = await tx.user.findMany({
    where: { disabledAt: null, memberships: { some: held } },
    select: {
      id: true,
      email: true,
      language: true,
      memberships: { where: held, select: { partyId: true } },
      letterChoice: { select: { remindersOff: true } },
    },
    orderBy: { email: "asc" },
  });
  const readers = people.filter(({ letterChoice }) => !letterChoice?.remindersOff);
  const keys = await letterKeys(
    tx,
    readers.map(({ id }) => id),
  );
  const mails = numbers.flatMap((own) =>
    readers
      .filter(({ memberships }) => memberships.some(({ partyId }) => partyId === own.party))
      .map(({ id, email, language: chosen }) => {
        const language = firstLanguage(chosen, own.language);
        const leave = ctx.origin + links.letters(language, keys.get(id)!);
        return {
          to: email,
          language,
          kind: "document.frozen",
          unsubscribe: leave,
          ...letterOf(own, version, content, { language, origin: ctx.origin, leave }),
        };
      }),
  );
  await writeMails(tx, mails);
  return mails.length;
}

type Written = { language: Language; origin: string; leave: string };

function letterOf(own: Numbers, { stage, revision }: Frozen, { title }: VersionContent, { language, origin, leave }: Written): ReturnType<typeof renderMail> {
  const t = translator(language);
  const version = stage === "revision" ? t("documents:stage.revision", { revision }) : t(`documents:stage.${stage}`);
  const facts = { title, version, symbol: own.symbol };
  return renderMail({
    language,
    subject: t("mail:traces.subject", facts),
    paragraphs: [
      t("mail:traces.text", facts),
      ...(own.cited > 0 ? [t("mail:traces.cited", { count: own.cited })] : []),
      ...(own.aside > 0 ? [t("mail:traces.aside", { count: own.aside })] : []),
      `${t("mail:traces.leave")}\n${leave}`,
    ],
    link: { label: t("documents:traces.title"), href: origin + documentLinks.traces(language, own.report) },
  });
}
