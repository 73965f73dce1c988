import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { setOpen } from "~/features/codings/commands/decide.server";
import { CodingPages } from "~/features/codings/components/coding-pages";
import { CodableList, ModeForm } from "~/features/codings/components/start-views";
import { codingLinks } from "~/features/codings/model/address";
import { getCodebook } from "~/features/codings/queries/codebook.server";
import { listCodable } from "~/features/codings/queries/questions.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["coding", "desk"], title: (t) => t("coding:title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => ({
  book: valueOr404(await getCodebook(ctx), request, ctx),
  sources: await listCodable(ctx),
}));

export const action = securedAction({ can: "desk.code", form: z.object({ intent: z.enum(["open", "blind"]) }) }, async ({ ctx, input }) => {
  const done = await setOpen(ctx, input.intent === "open");
  return done.ok ? redirect(codingLinks.start(ctx.language)) : formRefusal(done.error);
});

/** Where coding begins: what can be coded, and whether coders see each other's marks. */
export default function CodingStart() {
  const { t } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const { book, sources } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("start.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(useLanguage()) }, { label: t("title") }]}
      />
      <CodingPages here="start" />
      <ModeForm book={book} />
      <CodableList sources={sources} />
    </>
  );
}
