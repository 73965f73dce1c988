import { redirect } from "@remix-run/node";
import { useTranslation } from "~/ui/use-translation";
import { VerifyForm } from "~/features/publication/components/verify-form";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["public"], title: (t) => t("public:verify.title") } satisfies PageHandle;
export const meta = publicMeta;

const MAX_RECEIPT = 60;

/** The form asks by its address, so that a receipt can be looked up without a script and its page be shared. */
export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const receipt = new URL(request.url).searchParams.get("receipt")?.trim().slice(0, MAX_RECEIPT);
  if (receipt) throw redirect(links.verify(ctx.language, encodeURIComponent(receipt)));
  return { origin: world.origin };
});

export default function VerifyPage() {
  const { t } = useTranslation("public");
  return (
    <>
      <PageHeader title={t("verify.title")} lead={t("verify.lead")} />
      <VerifyForm />
    </>
  );
}
