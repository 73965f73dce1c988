import { test } from "vitest";
import { expectIndexes } from "../../support/plans";

test("what the queue, its orders, the rules and bulk acts ask for is found by an index", async () => {
  const id = "00000000-0000-4000-8000-000000000000";
  await expectIndexes([
    ["select id from submission order by submitted_at desc, id desc limit 26", "submission_submitted_at_id_idx"],
    [
      `select id from submission where submitted_at <= now() and (submitted_at < now() or (submitted_at = now() and id < '${id}')) order by submitted_at desc, id desc limit 26`,
      "submission_submitted_at_id_idx",
    ],
    ["select id from submission order by submitted_at, id limit 26", "submission_submitted_at_id_idx"],
    ["select id from submission where due_at is not null order by due_at, id limit 26", "submission_due_at_id_idx"],
    ["select count(*) from submission where due_at < now()", "submission_due_at_id_idx"],
    ["select id from submission where party_code in ('CHE', 'FRA') limit 26", "submission_party_code_cycle_code_state_idx"],
    ["select id from submission where officer_via is null and officer_id is null order by submitted_at limit 500", "submission_officer_via_submitted_at_idx"],
    [`select position from bulk_item where act_id = '${id}' and state = 'waiting' order by position limit 1`, "bulk_item_act_id_state_position_idx"],
    ["select id from bulk_act order by prepared_at desc, id desc limit 26", "bulk_act_prepared_at_id_idx"],
    [
      `select count(*) from comment_thread t join comment m on m.thread_id = t.id where t.report_id = '${id}' and m.at > now()`,
      "comment_thread_report_id_created_at_id_idx",
    ],
    [`select count(*) from comment m where m.thread_id = '${id}' and m.at > now()`, "comment_thread_id_at_id_idx"],
    [`select id from queue_view where owner_id = '${id}'`, "queue_view_owner_id_name_key"],
  ]);
});
