import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { editCode, mergeCode, setRetired, shareMarks, splitCode } from "~/features/codings/commands/codes.server";
import { CodeActs } from "~/features/codings/components/code-acts";
import { CodeForm } from "~/features/codings/components/code-form";
import { CodeLabel, InLanguage } from "~/features/codings/components/code-label";
import { CodeTree } from "~/features/codings/components/code-tree";
import { CodingPages } from "~/features/codings/components/coding-pages";
import { codingLinks } from "~/features/codings/model/address";
import { getCode } from "~/features/codings/queries/codebook.server";
import { codeActSchema, typedAct, wordsOf } from "~/features/codings/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: { code: { name: string } } };
export const handle = {
  texts: ["coding", "desk"],
  title: (t, data) => (data ? `${data.page.code.name} · ${t("coding:page.codebook")}` : t("coding:page.codebook")),
} satisfies PageHandle<Data>;
const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const page = valueOr404(await getCode(ctx, id), request, ctx);
  noteRead(ctx, { type: "coding.read", subject: `code:${id}` });
  return { page };
});

export const action = securedAction({ params, can: "desk.code", form: codeActSchema }, async ({ params: { id }, ctx, input }) => {
  const run = () => {
    switch (input.intent) {
      case "edit": {
        const { parent, position, revision } = input;
        return editCode(ctx, id, { revision, parentId: parent || null, position, names: wordsOf(input, "name"), definitions: wordsOf(input, "definition") });
      }
      case "retire":
      case "restore":
        return setRetired(ctx, id, { revision: input.revision, retired: input.intent === "retire" });
      case "merge":
        return mergeCode(ctx, id, input);
      case "split":
        return splitCode(ctx, id, input.names);
      case "share":
        return shareMarks(ctx, id, input);
    }
  };
  const done = await run();
  return done.ok ? redirect(codingLinks.code(ctx.language, id)) : formRefusal({ ...done.error, typed: typedAct(input) });
});

/** One code: what it means, what is done with it, and what was marked with it. */
export default function CodeRoute() {
  const { t } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { code, keeps, elsewhere, under, mergedInto, mergedFrom, hidden } = page;
  const act = answer?.typed.intent ?? "";
  return (
    <>
      <PageHeader
        title={<CodeLabel code={code} />}
        lead={code.definition && <InLanguage text={code.definition} language={code.definitionLanguage} />}
        badge={code.retired && <Badge tone="warning">{t("retired")}</Badge>}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: codingLinks.start(language) },
          { label: t("page.codebook"), to: codingLinks.codebook(language) },
          { label: <bdi>{code.name}</bdi> },
        ]}
      />
      <CodingPages />
      <div className="grid gap-10">
        {answer && act !== "edit" && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {mergedInto && (
          <Notice tone="info">
            {t("mergedInto")}{" "}
            <Link to={codingLinks.code(language, mergedInto.id)}>
              <CodeLabel code={mergedInto} />
            </Link>
          </Notice>
        )}
        {mergedFrom.length > 0 && (
          <p>
            {t("mergedFrom")}{" "}
            {mergedFrom.map((one, index) => (
              <span key={one.id}>
                {index > 0 && " · "}
                <CodeLabel code={one} />
              </span>
            ))}
          </p>
        )}
        {under.length > 0 && (
          <section aria-labelledby="under" className="grid gap-3">
            <h2 id="under" className="text-xl">
              {t("under")}
            </h2>
            <CodeTree lines={under} />
          </section>
        )}
        {hidden > 0 && <p>{t("hidden", { count: hidden })}</p>}
        {keeps && !mergedInto && (
          <>
            <CodeForm key={code.revision} prefix="code" code={code} parents={elsewhere} answer={act === "edit" ? answer : undefined} />
            {/* What was split or shared out leaves empty forms. */}
            <CodeActs key={`${under.length} ${page.marks.length}`} page={page} answer={answer} act={act} />
          </>
        )}
      </div>
    </>
  );
}
