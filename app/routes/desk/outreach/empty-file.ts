import { emptyFile } from "~/features/outreach/queries/empty-file.server";
import { downloadOf } from "~/http/download.server";
import { securedLoader } from "~/http/secured.server";

/** An empty file of people, with its columns explained and lists to choose from. */
export const loader = securedLoader({ can: "admin.manage" }, async ({ ctx }) => downloadOf(await emptyFile(ctx)));
