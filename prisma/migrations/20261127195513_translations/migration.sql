-- CreateTable
CREATE TABLE "translation" (
    "answer_hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "written_by_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_by_id" UUID,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_pkey" PRIMARY KEY ("answer_hash","language")
);

-- CreateTable
CREATE TABLE "translation_text" (
    "answer_hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "translation_text_pkey" PRIMARY KEY ("answer_hash","language","revision")
);

-- CreateIndex
CREATE INDEX "translation_written_by_id_idx" ON "translation"("written_by_id");

-- CreateIndex
CREATE INDEX "translation_checked_by_id_idx" ON "translation"("checked_by_id");

-- AddForeignKey
ALTER TABLE "translation" ADD CONSTRAINT "translation_written_by_id_fkey" FOREIGN KEY ("written_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation" ADD CONSTRAINT "translation_checked_by_id_fkey" FOREIGN KEY ("checked_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE translation ADD CONSTRAINT translation_state CHECK (state IN ('draft', 'checked'));
CREATE TRIGGER translation_not_deleted BEFORE DELETE ON translation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER translation_no_truncate BEFORE TRUNCATE ON translation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER translation_text_append_only BEFORE UPDATE OR DELETE ON translation_text FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER translation_text_no_truncate BEFORE TRUNCATE ON translation_text FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
