-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "officer_via" TEXT,
ADD COLUMN     "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "state_target" (
    "state" TEXT NOT NULL,
    "working_days" INTEGER NOT NULL,

    CONSTRAINT "state_target_pkey" PRIMARY KEY ("state")
);

-- CreateTable
CREATE TABLE "queue_view" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "queue_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue_default" (
    "user_id" UUID NOT NULL,
    "view_id" UUID NOT NULL,

    CONSTRAINT "queue_default_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "officer_rule" (
    "id" UUID NOT NULL,
    "priority" INTEGER NOT NULL,
    "template" TEXT NOT NULL DEFAULT '',
    "line" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "party_group" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_rule_person" (
    "rule_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "officer_rule_person_pkey" PRIMARY KEY ("rule_id","user_id")
);

-- CreateTable
CREATE TABLE "bulk_act" (
    "id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "officer_id" UUID,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "undo_until" TIMESTAMPTZ(3),
    "undo_from" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_item" (
    "act_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "submission_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "refusal" JSONB,
    "before" JSONB,
    "after" JSONB,
    "mail_ids" UUID[],

    CONSTRAINT "bulk_item_pkey" PRIMARY KEY ("act_id","position")
);

-- CreateIndex
CREATE INDEX "queue_view_shared_name_idx" ON "queue_view"("shared", "name");

-- CreateIndex
CREATE UNIQUE INDEX "queue_view_owner_id_name_key" ON "queue_view"("owner_id", "name");

-- CreateIndex
CREATE INDEX "queue_default_view_id_idx" ON "queue_default"("view_id");

-- CreateIndex
CREATE INDEX "officer_rule_priority_id_idx" ON "officer_rule"("priority", "id");

-- CreateIndex
CREATE INDEX "officer_rule_person_user_id_idx" ON "officer_rule_person"("user_id");

-- CreateIndex
CREATE INDEX "bulk_act_by_id_prepared_at_id_idx" ON "bulk_act"("by_id", "prepared_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "bulk_act_prepared_at_id_idx" ON "bulk_act"("prepared_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "bulk_act_officer_id_idx" ON "bulk_act"("officer_id");

-- CreateIndex
CREATE INDEX "bulk_item_act_id_state_position_idx" ON "bulk_item"("act_id", "state", "position");

-- CreateIndex
CREATE INDEX "bulk_item_submission_id_idx" ON "bulk_item"("submission_id");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_item_act_id_submission_id_key" ON "bulk_item"("act_id", "submission_id");

-- CreateIndex
CREATE INDEX "submission_due_at_id_idx" ON "submission"("due_at", "id");

-- CreateIndex
CREATE INDEX "submission_officer_via_submitted_at_idx" ON "submission"("officer_via", "submitted_at");

-- AddForeignKey
ALTER TABLE "queue_view" ADD CONSTRAINT "queue_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_default" ADD CONSTRAINT "queue_default_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_default" ADD CONSTRAINT "queue_default_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "queue_view"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_rule_person" ADD CONSTRAINT "officer_rule_person_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "officer_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_rule_person" ADD CONSTRAINT "officer_rule_person_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_act" ADD CONSTRAINT "bulk_act_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_act" ADD CONSTRAINT "bulk_act_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_act_id_fkey" FOREIGN KEY ("act_id") REFERENCES "bulk_act"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Where a version stands with the secretariat may change, and with it since when, by when and how it came to its officer.
CREATE OR REPLACE FUNCTION refuse_signed_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['state', 'state_revision', 'state_since', 'due_at', 'officer_id', 'officer_via', 'published_at', 'not_published_reason', 'withdrawn_reason', 'late_accepted_at'];
BEGIN
  IF to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'a signed version cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Versions that are here already stand where their last event put them; the end of the working day in Geneva is `dueAfter` of the code,
-- the days are its standard targets.
UPDATE submission s SET
  state_since = coalesce((SELECT max(e.at) FROM audit_event e WHERE e.subject = 'submission:' || s.id AND e.type = 'submission.' || s.state), s.submitted_at),
  officer_via = CASE WHEN s.officer_id IS NULL THEN NULL ELSE 'hand' END;
UPDATE submission s SET due_at = (
  SELECT (day::date + time '23:59') AT TIME ZONE 'Europe/Zurich'
  FROM generate_series((s.state_since AT TIME ZONE 'Europe/Zurich')::date + 1, (s.state_since AT TIME ZONE 'Europe/Zurich')::date + t.working_days * 2 + 7, interval '1 day') day
  WHERE extract(isodow FROM day) < 6 ORDER BY day LIMIT 1 OFFSET t.working_days - 1)
FROM (VALUES ('submitted', 3), ('acknowledged', 10), ('under_review', 20), ('accepted', 10)) AS t(state, working_days) WHERE t.state = s.state;
