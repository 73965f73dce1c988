import { addRule } from "~/features/reminders/commands/rules.server";
import type { UserCtx } from "~/platform/context.server";

/** A rule that is off; gives its id. */
export async function makeRule(desk: UserCtx): Promise<string> {
  const added = await addRule(desk, { template: "", days: 14, audience: "not_begun", required: false });
  if (!added.ok) throw new Error(added.error.code);
  return added.value.id;
}
