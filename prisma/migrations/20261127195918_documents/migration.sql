-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_chapter" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "document_chapter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_paragraph" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "chapter_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "number" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "hash" TEXT NOT NULL,
    "updated_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_paragraph_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sentence_tie" (
    "id" UUID NOT NULL,
    "paragraph_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" INTEGER,
    "sentence" TEXT NOT NULL,
    "tied" TEXT NOT NULL,
    "submission_id" UUID,
    "question" TEXT NOT NULL DEFAULT '',
    "row" TEXT NOT NULL DEFAULT '',
    "answer_hash" TEXT NOT NULL DEFAULT '',
    "quote" TEXT NOT NULL DEFAULT '',
    "start" INTEGER NOT NULL DEFAULT 0,
    "end" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sentence_tie_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "set_aside_answer" (
    "document_id" UUID NOT NULL,
    "answer_hash" TEXT NOT NULL,
    "submission_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "set_aside_answer_pkey" PRIMARY KEY ("document_id","answer_hash")
);

-- CreateTable
CREATE TABLE "document_version" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "frozen_by_id" UUID NOT NULL,
    "frozen_name" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_created_by_id_idx" ON "document"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_cycle_id_title_key" ON "document"("cycle_id", "title");

-- CreateIndex
CREATE INDEX "document_chapter_document_id_position_idx" ON "document_chapter"("document_id", "position");

-- CreateIndex
CREATE INDEX "document_paragraph_document_id_deleted_at_idx" ON "document_paragraph"("document_id", "deleted_at");

-- CreateIndex
CREATE INDEX "document_paragraph_chapter_id_position_idx" ON "document_paragraph"("chapter_id", "position");

-- CreateIndex
CREATE INDEX "document_paragraph_updated_by_id_idx" ON "document_paragraph"("updated_by_id");

-- CreateIndex
CREATE INDEX "sentence_tie_paragraph_id_at_idx" ON "sentence_tie"("paragraph_id", "at");

-- CreateIndex
CREATE INDEX "sentence_tie_answer_hash_idx" ON "sentence_tie"("answer_hash");

-- CreateIndex
CREATE INDEX "sentence_tie_submission_id_idx" ON "sentence_tie"("submission_id");

-- CreateIndex
CREATE INDEX "sentence_tie_created_by_id_idx" ON "sentence_tie"("created_by_id");

-- CreateIndex
CREATE INDEX "set_aside_answer_submission_id_idx" ON "set_aside_answer"("submission_id");

-- CreateIndex
CREATE INDEX "set_aside_answer_by_id_idx" ON "set_aside_answer"("by_id");

-- CreateIndex
CREATE INDEX "document_version_frozen_by_id_idx" ON "document_version"("frozen_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_version_document_id_number_key" ON "document_version"("document_id", "number");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_chapter" ADD CONSTRAINT "document_chapter_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_paragraph" ADD CONSTRAINT "document_paragraph_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_paragraph" ADD CONSTRAINT "document_paragraph_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "document_chapter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_paragraph" ADD CONSTRAINT "document_paragraph_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sentence_tie" ADD CONSTRAINT "sentence_tie_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "document_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sentence_tie" ADD CONSTRAINT "sentence_tie_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sentence_tie" ADD CONSTRAINT "sentence_tie_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "set_aside_answer" ADD CONSTRAINT "set_aside_answer_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "set_aside_answer" ADD CONSTRAINT "set_aside_answer_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "set_aside_answer" ADD CONSTRAINT "set_aside_answer_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_frozen_by_id_fkey" FOREIGN KEY ("frozen_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE sentence_tie ADD CONSTRAINT sentence_tie_kind CHECK (kind IN ('evidence', 'editorial') AND (kind = 'evidence') = (submission_id IS NOT NULL));
ALTER TABLE document_version ADD CONSTRAINT document_version_stage CHECK (stage IN ('elements', 'zero_draft', 'revision'));
ALTER TABLE document_paragraph ADD CONSTRAINT document_paragraph_revision CHECK (revision > 0);

-- A frozen version stays as it was frozen; documents, their paragraphs and what was set aside stay, marked or not.
CREATE TRIGGER document_version_append_only BEFORE UPDATE OR DELETE ON document_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_version_no_truncate BEFORE TRUNCATE ON document_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_kept BEFORE DELETE ON document FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_no_truncate BEFORE TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_paragraph_kept BEFORE DELETE ON document_paragraph FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_paragraph_no_truncate BEFORE TRUNCATE ON document_paragraph FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER set_aside_answer_kept BEFORE DELETE ON set_aside_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER set_aside_answer_no_truncate BEFORE TRUNCATE ON set_aside_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
