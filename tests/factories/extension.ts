import { grantExtension } from "~/features/extensions/commands/grant.server";
import type { GrantInput } from "~/features/extensions/schema";
import type { UserCtx } from "~/platform/context.server";

/** Extends the deadline of a party's national report, unless another is given; gives the extension's id. */
export async function extend(desk: UserCtx, party: string, input: Partial<GrantInput> = {}): Promise<string> {
  const granted = await grantExtension(desk, { party, template: "national-report", line: "", day: "2027-02-28", reason: "Elections in the capital", ...input });
  if (!granted.ok) throw new Error(JSON.stringify(granted.error));
  return granted.value.id;
}
