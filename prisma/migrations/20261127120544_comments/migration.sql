-- CreateTable
CREATE TABLE "comment_thread" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "report_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "line" TEXT NOT NULL DEFAULT '',
    "question" TEXT NOT NULL DEFAULT '',
    "row" TEXT NOT NULL DEFAULT '',
    "answer_hash" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "assignee_id" UUID,
    "resolved_by_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_text" (
    "comment_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_text_pkey" PRIMARY KEY ("comment_id","revision")
);

-- CreateTable
CREATE TABLE "comment_mention" (
    "comment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,

    CONSTRAINT "comment_mention_pkey" PRIMARY KEY ("comment_id","user_id")
);

-- CreateIndex
CREATE INDEX "comment_thread_report_id_created_at_id_idx" ON "comment_thread"("report_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "comment_thread_state_created_at_id_idx" ON "comment_thread"("state", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "comment_thread_assignee_id_state_idx" ON "comment_thread"("assignee_id", "state");

-- CreateIndex
CREATE INDEX "comment_thread_submission_id_idx" ON "comment_thread"("submission_id");

-- CreateIndex
CREATE INDEX "comment_thread_party_id_idx" ON "comment_thread"("party_id");

-- CreateIndex
CREATE INDEX "comment_thread_created_by_id_idx" ON "comment_thread"("created_by_id");

-- CreateIndex
CREATE INDEX "comment_thread_resolved_by_id_idx" ON "comment_thread"("resolved_by_id");

-- CreateIndex
CREATE INDEX "comment_thread_id_at_id_idx" ON "comment"("thread_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "comment_author_id_thread_id_idx" ON "comment"("author_id", "thread_id");

-- CreateIndex
CREATE INDEX "comment_mention_user_id_thread_id_idx" ON "comment_mention"("user_id", "thread_id");

-- CreateIndex
CREATE INDEX "comment_mention_thread_id_idx" ON "comment_mention"("thread_id");

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "comment_thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_text" ADD CONSTRAINT "comment_text_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_mention" ADD CONSTRAINT "comment_mention_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_mention" ADD CONSTRAINT "comment_mention_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_mention" ADD CONSTRAINT "comment_mention_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "comment_thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_kind CHECK (kind IN ('internal', 'shared'));
ALTER TABLE comment_thread ADD CONSTRAINT comment_thread_state CHECK (state IN ('open', 'resolved'));
ALTER TABLE comment ADD CONSTRAINT comment_side CHECK (side IN ('desk', 'party'));

-- A thread keeps its readers and what it speaks of; only its state and the person assigned may change.
CREATE FUNCTION refuse_thread_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.kind, NEW.report_id, NEW.submission_id, NEW.party_id, NEW.line, NEW.question, NEW."row", NEW.answer_hash, NEW.created_by_id, NEW.created_at)
    IS DISTINCT FROM
    (OLD.id, OLD.kind, OLD.report_id, OLD.submission_id, OLD.party_id, OLD.line, OLD.question, OLD."row", OLD.answer_hash, OLD.created_by_id, OLD.created_at) THEN
    RAISE EXCEPTION 'a thread keeps its kind and its place';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comment_thread_kept BEFORE UPDATE ON comment_thread FOR EACH ROW EXECUTE FUNCTION refuse_thread_moved();
CREATE TRIGGER comment_thread_not_deleted BEFORE DELETE ON comment_thread FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_not_deleted BEFORE DELETE ON comment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_thread_no_truncate BEFORE TRUNCATE ON comment_thread FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_no_truncate BEFORE TRUNCATE ON comment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_text_no_truncate BEFORE TRUNCATE ON comment_text FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_text_append_only BEFORE UPDATE OR DELETE ON comment_text FOR EACH ROW EXECUTE FUNCTION refuse_change();
