import { useTranslation } from "~/ui/use-translation";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { refuse } from "~/lib/result";
import { Content } from "~/ui/gallery/content";
import { Controls } from "~/ui/gallery/controls";
import { Frame } from "~/ui/gallery/frame";
import { LongForm } from "~/ui/gallery/long-form";
import { States } from "~/ui/gallery/states";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["gallery"], title: (t) => t("gallery:title") } satisfies PageHandle;

/** Long enough to see that a page is on its way. */
const SLOW_MS = 3_000;

/** For those who build the portal: not there where it is in use. */
export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  if (!world.demo) return valueOr404(refuse({ code: "request.not_found" }), request, ctx);
  if (new URL(request.url).searchParams.has("slow")) await new Promise((done) => setTimeout(done, SLOW_MS));
  return null;
});

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
      <States />
      <Content />
      <Frame />
    </>
  );
}
