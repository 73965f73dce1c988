-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "link" TEXT NOT NULL DEFAULT '',
    "document_id" UUID,
    "slot" INTEGER NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agenda_item" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "chapter_id" UUID,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "agenda_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_turn" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "speaker_turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT,
    "file_name" TEXT NOT NULL DEFAULT '',
    "release" TEXT NOT NULL,
    "version" INTEGER,
    "stands" BOOLEAN DEFAULT true,
    "given_by_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_tie" (
    "statement_id" UUID NOT NULL,
    "paragraph_id" UUID NOT NULL,
    "number" TEXT NOT NULL,

    CONSTRAINT "statement_tie_pkey" PRIMARY KEY ("statement_id","paragraph_id")
);

-- CreateIndex
CREATE INDEX "meeting_cycle_id_idx" ON "meeting"("cycle_id");

-- CreateIndex
CREATE INDEX "meeting_starts_at_id_idx" ON "meeting"("starts_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "meeting_document_id_idx" ON "meeting"("document_id");

-- CreateIndex
CREATE INDEX "meeting_created_by_id_idx" ON "meeting"("created_by_id");

-- CreateIndex
CREATE INDEX "agenda_item_meeting_id_position_idx" ON "agenda_item"("meeting_id", "position");

-- CreateIndex
CREATE INDEX "agenda_item_chapter_id_idx" ON "agenda_item"("chapter_id");

-- CreateIndex
CREATE INDEX "speaker_turn_party_id_idx" ON "speaker_turn"("party_id");

-- CreateIndex
CREATE INDEX "speaker_turn_asked_by_id_idx" ON "speaker_turn"("asked_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "speaker_turn_item_id_party_id_key" ON "speaker_turn"("item_id", "party_id");

-- CreateIndex
CREATE INDEX "statement_party_id_idx" ON "statement"("party_id");

-- CreateIndex
CREATE INDEX "statement_sha256_idx" ON "statement"("sha256");

-- CreateIndex
CREATE INDEX "statement_given_by_id_idx" ON "statement"("given_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_item_id_party_id_stands_key" ON "statement"("item_id", "party_id", "stands");

-- CreateIndex
CREATE INDEX "statement_tie_paragraph_id_idx" ON "statement_tie"("paragraph_id");

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "document_chapter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_turn" ADD CONSTRAINT "speaker_turn_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "agenda_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_turn" ADD CONSTRAINT "speaker_turn_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_turn" ADD CONSTRAINT "speaker_turn_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "agenda_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_file"("sha256") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_given_by_id_fkey" FOREIGN KEY ("given_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_tie" ADD CONSTRAINT "statement_tie_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_tie" ADD CONSTRAINT "statement_tie_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "document_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE meeting ADD CONSTRAINT meeting_format CHECK (format IN ('on_site', 'virtual', 'hybrid') AND starts_at < ends_at AND slot > 0);
ALTER TABLE agenda_item ADD CONSTRAINT agenda_item_minutes CHECK (minutes > 0);
ALTER TABLE speaker_turn ADD CONSTRAINT speaker_turn_state CHECK (state IN ('asked', 'spoken', 'absent', 'withdrawn'));
ALTER TABLE statement ADD CONSTRAINT statement_release CHECK (release IN ('at_once', 'delivered'));
ALTER TABLE statement ADD CONSTRAINT statement_content CHECK (text <> '' OR sha256 IS NOT NULL);
ALTER TABLE statement ADD CONSTRAINT statement_stands CHECK (stands AND withdrawn_at IS NULL OR stands IS NULL AND withdrawn_at IS NOT NULL);

-- Meetings, who asked to speak and what was said stay, cancelled, given back or withdrawn.
CREATE TRIGGER meeting_kept BEFORE DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER meeting_no_truncate BEFORE TRUNCATE ON meeting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER speaker_turn_kept BEFORE DELETE ON speaker_turn FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER speaker_turn_no_truncate BEFORE TRUNCATE ON speaker_turn FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_kept BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_no_truncate BEFORE TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_tie_kept BEFORE DELETE ON statement_tie FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_tie_no_truncate BEFORE TRUNCATE ON statement_tie FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
