import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { documentLinks } from "~/features/documents/model/address";
import { arrangeGroups } from "~/features/negotiations/commands/arrange.server";
import { AddGroupForm, GroupList, SpeakerForms } from "~/features/negotiations/components/group-forms";
import { draftLinks } from "~/features/negotiations/model/address";
import { getGroups } from "~/features/negotiations/queries/groups.server";
import { groupsSchema } from "~/features/negotiations/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["negotiations", "documents", "desk"], title: (t) => t("negotiations:groups.title") } satisfies PageHandle;

/** Negotiating groups, and who speaks for which group. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => valueOr404(await getGroups(ctx), request, ctx));

export const action = securedAction({ can: "desk.decide", form: groupsSchema }, async ({ ctx, input }) => {
  const arranged = await arrangeGroups(ctx, input);
  if (arranged.ok) return redirect(draftLinks.groups(ctx.language));
  const typed = Object.entries(input).map(([name, value]): [string, string] => [name, String(value)]);
  return formRefusal({ ...arranged.error, typed: Object.fromEntries(typed) });
});

export default function GroupsRoute() {
  const { t } = useTranslation("negotiations");
  const { t: documents } = useTranslation("documents");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const answerTo = (...intents: string[]) => (intents.includes(answer?.typed.intent ?? "") ? answer : undefined);
  const { groups, speakers, mayDecide } = page;
  return (
    <>
      <PageHeader
        title={t("groups.title")}
        lead={t("groups.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: documents("title"), to: documentLinks.all(language) },
          { label: t("groups.title") },
        ]}
      />
      <div className="grid gap-10">
        <GroupList page={page} answer={answerTo("edit_group")} />
        {/* A group that was added, and a speaker that was named, leave an empty form. */}
        {mayDecide && <AddGroupForm key={groups.length} answer={answerTo("add_group")} />}
        <SpeakerForms key={`speakers ${speakers.length}`} page={page} answer={answerTo("name_speaker", "end_speaker")} />
      </div>
    </>
  );
}
