import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addCode } from "~/features/codings/commands/codes.server";
import { CodeForm } from "~/features/codings/components/code-form";
import { CodeTree } from "~/features/codings/components/code-tree";
import { CodingPages } from "~/features/codings/components/coding-pages";
import { codingLinks } from "~/features/codings/model/address";
import { getCodebook } from "~/features/codings/queries/codebook.server";
import { codeSchema, typedAct, wordsOf } from "~/features/codings/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["coding", "desk"], title: (t) => t("coding:page.codebook") } satisfies PageHandle;

/** The codebook of the open cycle. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => ({ book: valueOr404(await getCodebook(ctx), request, ctx) }));

export const action = securedAction({ can: "desk.code", form: codeSchema }, async ({ ctx, input }) => {
  const { parent, position } = input;
  const done = await addCode(ctx, { parentId: parent || null, position, names: wordsOf(input, "name"), definitions: wordsOf(input, "definition") });
  return done.ok ? redirect(codingLinks.codebook(ctx.language)) : formRefusal({ ...done.error, typed: typedAct(input) });
});

export default function CodebookRoute() {
  const { t } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { book } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("page.codebook")}
        lead={t("codebook.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: codingLinks.start(language) },
          { label: t("page.codebook") },
        ]}
      />
      <CodingPages here="codebook" />
      <div className="grid gap-10">
        {book.lines.length === 0 ? <EmptyState title={t("codebook.none")} /> : <CodeTree lines={book.lines} />}
        {/* A code that was added leaves an empty form. */}
        {book.keeps && <CodeForm key={book.lines.length} prefix="code" parents={book.lines} answer={answer} />}
      </div>
    </>
  );
}
