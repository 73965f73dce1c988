-- AlterTable
ALTER TABLE "report" ADD COLUMN     "reopened" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "late_accepted_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_reason" TEXT;

-- CreateTable
CREATE TABLE "clarification_point" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "base_revision" INTEGER NOT NULL,
    "reply" TEXT NOT NULL DEFAULT '',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clarification_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clarification_turn" (
    "id" UUID NOT NULL,
    "point_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3),
    "submission_id" UUID NOT NULL,
    "changed" BOOLEAN NOT NULL DEFAULT false,
    "letter" JSONB,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clarification_turn_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "clarification_point_report_id_asked_at_id_idx" ON "clarification_point"("report_id", "asked_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "clarification_point_submission_id_idx" ON "clarification_point"("submission_id");

-- CreateIndex
CREATE INDEX "clarification_point_state_due_at_idx" ON "clarification_point"("state", "due_at");

-- CreateIndex
CREATE INDEX "clarification_turn_point_id_id_idx" ON "clarification_turn"("point_id", "id");

-- CreateIndex
CREATE INDEX "clarification_turn_submission_id_idx" ON "clarification_turn"("submission_id");

-- AddForeignKey
ALTER TABLE "clarification_point" ADD CONSTRAINT "clarification_point_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarification_point" ADD CONSTRAINT "clarification_point_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarification_turn" ADD CONSTRAINT "clarification_turn_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "clarification_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarification_turn" ADD CONSTRAINT "clarification_turn_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The states of the one table in app/features/reports/model.ts.
ALTER TABLE "submission" DROP CONSTRAINT "submission_state";
ALTER TABLE "submission" ADD CONSTRAINT "submission_state" CHECK (state IN ('submitted', 'acknowledged', 'under_review', 'clarification_requested', 'answered', 'accepted', 'in_translation', 'published', 'not_published', 'recalled', 'superseded', 'withdrawn'));
ALTER TABLE "submission" ADD CONSTRAINT "submission_withdrawn_reason" CHECK (state <> 'withdrawn' OR withdrawn_reason IS NOT NULL);

ALTER TABLE "clarification_point" ADD CONSTRAINT "clarification_point_state" CHECK (state IN ('open', 'answered', 'closed'));
ALTER TABLE "clarification_turn" ADD CONSTRAINT "clarification_turn_kind" CHECK (kind IN ('asked', 'answered', 'closed') AND (kind = 'asked') = (letter IS NOT NULL));
-- Of one answer, one point at a time is asked.
CREATE UNIQUE INDEX "clarification_point_one" ON "clarification_point"("report_id", "question", "row") WHERE state <> 'closed';

-- What was written to a party, and what it answered, is kept for ever.
CREATE TRIGGER clarification_turn_append_only BEFORE UPDATE OR DELETE ON "clarification_turn" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clarification_turn_no_truncate BEFORE TRUNCATE ON "clarification_turn" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Only where a version stands with the secretariat changes after it is signed.
CREATE OR REPLACE FUNCTION refuse_signed_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['state', 'state_revision', 'officer_id', 'published_at', 'not_published_reason', 'withdrawn_reason', 'late_accepted_at'];
BEGIN
  IF to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'a signed version cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
