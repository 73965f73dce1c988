import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { draftLinks } from "~/features/negotiations/model/address";
import { BoardCount } from "~/features/publication/components/board-count";
import { PhaseList } from "~/features/publication/components/phase-list";
import { PublishedList } from "~/features/publication/components/published-list";
import { hasAbility } from "~/features/identity/policy";
import { boardSummary } from "~/features/publication/queries/board.server";
import { listTemplates, publicTimeline } from "~/features/publication/queries/consultation.server";
import { listPublished } from "~/features/publication/queries/published.server";
import { publicLoader } from "~/http/secured.server";
import type { Actor } from "~/lib/actor";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Card } from "~/ui/card";
import { DateTimeInZones } from "~/ui/date-time";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["public"], title: (t) => t("public:home.title") } satisfies PageHandle;
export const meta = publicMeta;

const LATEST = 5;
const STEPS = ["read", "write", "sign"] as const;
const WHO = ["states", "facilitators", "stakeholders"] as const;

/** Where somebody who is signed in does their work. */
const areaOf = (actor: Actor) => (["reports", "desk"] as const).find((area) => hasAbility(actor, `${area}.read`)) ?? null;

export const loader = publicLoader({}, async ({ ctx, world }) => {
  const [timeline, templates, latest, board] = await Promise.all([
    publicTimeline(ctx),
    listTemplates(ctx),
    listPublished(ctx, {}, { limit: LATEST }),
    boardSummary(ctx),
  ]);
  return {
    origin: world.origin,
    timeline,
    templates,
    latest: latest.items,
    reported: board?.kinds ?? null,
    area: areaOf(ctx.actor),
  };
});

export default function HomePage() {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const { timeline, templates, latest, reported, area } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-12">
      <header className="grid max-w-measure gap-4">
        <p className="font-semibold text-accent">{timeline?.name}</p>
        <h1 className="text-2xl">{t("home.title")}</h1>
        <p className="text-lg">{timeline ? timeline.summary : t("home.noCycle")}</p>
        <p className="text-ink-soft">{t("home.lead")}</p>
        <div className="flex flex-wrap gap-3">
          <LinkButton to={area ? links[area](language) : links.signIn(language)} variant="primary">
            {t(`home.start.${area ?? "nobody"}`)}
          </LinkButton>
          <LinkButton to={links.templates(language)}>{t("home.readTemplates")}</LinkButton>
        </div>
      </header>

      <section aria-labelledby="steps" className="grid gap-5">
        <h2 id="steps" className="text-xl">
          {t("home.steps.title")}
        </h2>
        <ol className="grid gap-5 lg:grid-cols-3">
          {STEPS.map((step, index) => (
            <Card key={step} as="li" level={3} title={t("home.steps.numbered", { number: index + 1, step: t(`home.steps.${step}.title`) })}>
              <p>{t(`home.steps.${step}.text`)}</p>
              {step === "write" && (
                <p>
                  <Link to={links.register(language)}>{t("home.register")}</Link>
                </p>
              )}
            </Card>
          ))}
        </ol>
      </section>

      <div className="grid gap-12 lg:grid-cols-[3fr_2fr]">
        <section aria-labelledby="phases" className="grid content-start gap-5">
          <h2 id="phases" className="text-xl">
            {t("home.phases")}
          </h2>
          {timeline && <PhaseList steps={timeline.steps.filter(({ kind }) => kind === "phase")} />}
          <p>
            <Link to={links.timeline(language)}>{t("home.wholeTimeline")}</Link>
          </p>
        </section>
        <section aria-labelledby="deadlines" className="grid content-start gap-5">
          <h2 id="deadlines" className="text-xl">
            {t("home.deadlines")}
          </h2>
          {templates.map(({ template, title, deadline }) => (
            <Card key={template} level={3} title={<Link to={links.template(language, template)}>{title}</Link>}>
              {deadline ? <DateTimeInZones at={deadline} /> : <p>{t("templates.noDeadline")}</p>}
            </Card>
          ))}
          {reported && (
            <Card level={3} title={t("status.title")} footer={<Link to={links.status(language)}>{t("home.toStatus")}</Link>}>
              <ul className="grid gap-3">
                {reported.map((kind) => (
                  <li key={kind.audience} className="grid gap-1">
                    <span>{t(`templates.kind.${kind.audience}`)}</span>
                    <BoardCount {...kind} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </section>
      </div>

      <section aria-labelledby="who" className="grid gap-4">
        <h2 id="who" className="text-xl">
          {t("home.who.title")}
        </h2>
        <dl className="grid gap-5 lg:grid-cols-3">
          {WHO.map((who) => (
            <div key={who}>
              <dt className="font-semibold">{t(`home.who.${who}.title`)}</dt>
              <dd className="max-w-measure">{t(`home.who.${who}.text`)}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section aria-labelledby="latest" className="grid gap-4">
        <h2 id="latest" className="text-xl">
          {t("home.latest")}
        </h2>
        {latest.length > 0 ? <PublishedList items={latest} /> : <p>{t("submissions.none")}</p>}
        {latest.length > 0 && (
          <p>
            <Link to={links.submissions(language)}>{t("home.allSubmissions")}</Link>
          </p>
        )}
        <p>
          <Link to={draftLinks.all(language)}>{t("home.drafts")}</Link>
        </p>
      </section>
    </div>
  );
}
