-- CreateTable
CREATE TABLE "document_wording" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "chapter_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "sentences" JSONB NOT NULL DEFAULT '[]',
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_wording_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_wording_document_id_answered_at_idx" ON "document_wording"("document_id", "answered_at");

-- CreateIndex
CREATE INDEX "document_wording_asked_at_idx" ON "document_wording"("asked_at");

-- CreateIndex
CREATE INDEX "document_wording_asked_by_id_idx" ON "document_wording"("asked_by_id");

-- AddForeignKey
ALTER TABLE "document_wording" ADD CONSTRAINT "document_wording_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_wording" ADD CONSTRAINT "document_wording_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER document_wording_kept BEFORE DELETE ON document_wording FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_wording_no_truncate BEFORE TRUNCATE ON document_wording FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
