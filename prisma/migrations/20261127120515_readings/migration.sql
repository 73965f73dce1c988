-- CreateTable
CREATE TABLE "reading" (
    "reader_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("reader_id","report_id")
);

-- CreateTable
CREATE TABLE "noted_read" (
    "reader_id" UUID NOT NULL,
    "thing" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "noted_read_pkey" PRIMARY KEY ("reader_id","thing")
);

-- CreateTable
CREATE TABLE "checklist_tick" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checklist_tick_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reading_report_id_idx" ON "reading"("report_id");

-- CreateIndex
CREATE INDEX "reading_submission_id_idx" ON "reading"("submission_id");

-- CreateIndex
CREATE INDEX "checklist_tick_submission_id_id_idx" ON "checklist_tick"("submission_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_type_id_idx" ON "audit_event"("type", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at", "id");

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "noted_read" ADD CONSTRAINT "noted_read_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_tick" ADD CONSTRAINT "checklist_tick_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is kept as it was written, whatever program writes to the database.
CREATE TRIGGER checklist_tick_append_only BEFORE UPDATE OR DELETE ON checklist_tick FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checklist_tick_no_truncate BEFORE TRUNCATE ON checklist_tick FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER taken_proposal_append_only BEFORE UPDATE OR DELETE ON taken_proposal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER taken_proposal_no_truncate BEFORE TRUNCATE ON taken_proposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_append_only BEFORE UPDATE OR DELETE ON handover FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_no_truncate BEFORE TRUNCATE ON handover FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_no_truncate BEFORE TRUNCATE ON attachment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER template_version_kept BEFORE DELETE ON template_version FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER template_version_no_truncate BEFORE TRUNCATE ON template_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
