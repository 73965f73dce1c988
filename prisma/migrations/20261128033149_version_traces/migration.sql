-- CreateTable
CREATE TABLE "version_trace" (
    "answer_hash" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "paragraphs" JSONB NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "version_trace_pkey" PRIMARY KEY ("answer_hash","version_id")
);

-- CreateIndex
CREATE INDEX "version_trace_version_id_idx" ON "version_trace"("version_id");

-- CreateIndex
CREATE INDEX "draft_consultation_closes_at_id_idx" ON "draft_consultation"("closes_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "version_trace" ADD CONSTRAINT "version_trace_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "document_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a version says never changes.
CREATE TRIGGER version_trace_append_only BEFORE UPDATE OR DELETE ON version_trace FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_trace_no_truncate BEFORE TRUNCATE ON version_trace FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
