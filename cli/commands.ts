import type { Command } from "./command";
import { accountCommands } from "./commands/accounts";
import { auditCommands } from "./commands/audit";
import { cycleCommands } from "./commands/cycles";
import { formCommands } from "./commands/forms";
import { invitationCommands } from "./commands/invitations";
import { mailCommands } from "./commands/mails";
import { machineCommands } from "./commands/machine";
import { reportCommands } from "./commands/reports";
import { seedCommands } from "./commands/seed";
import { templateCommands } from "./commands/templates";

/** Every command there is, in the order in which they are explained. */
export const commands: readonly Command[] = [
  ...machineCommands,
  ...auditCommands,
  ...mailCommands,
  ...seedCommands,
  ...accountCommands,
  ...invitationCommands,
  ...cycleCommands,
  ...templateCommands,
  ...reportCommands,
  ...formCommands,
];
