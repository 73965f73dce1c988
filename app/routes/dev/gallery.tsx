import { useTranslation } from "react-i18next";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { Content } from "~/ui/gallery/content";
import { Controls } from "~/ui/gallery/controls";
import { LongForm } from "~/ui/gallery/long-form";
import { ok, refuse } from "~/lib/result";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["gallery"], title: (t) => t("gallery:title") } satisfies PageHandle;

/** For those who build the portal: not there where it is in use. */
export const loader = publicLoader({}, ({ ctx, request, world }) =>
  Promise.resolve(valueOr404(world.demo ? ok(null) : refuse({ code: "request.not_found" }), request, ctx)),
);

/** Every component in every state, in each language and direction. */
export default function GalleryPage() {
  const { t } = useTranslation("gallery");
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: t("crumb"), to: "/" }, { label: t("title") }]}
        actions={LANGUAGES.map((language) => (
          <a key={language} href={`?lang=${language}`} lang={language}>
            {LANGUAGE_NAMES[language]}
          </a>
        ))}
      />
      <LongForm />
      <Controls />
      <Content />
    </>
  );
}
