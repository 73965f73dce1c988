-- CreateTable
CREATE TABLE "code" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "parent_id" UUID,
    "names" JSONB NOT NULL,
    "definitions" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "retired_at" TIMESTAMPTZ(3),
    "merged_into_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_mark" (
    "id" UUID NOT NULL,
    "code_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "coder_id" UUID NOT NULL,
    "coder_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "resembles_id" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by_id" UUID,
    "removed_name" TEXT,
    "moved_to_id" UUID,
    "moved_at" TIMESTAMPTZ(3),
    "moved_by_id" UUID,
    "moved_name" TEXT,

    CONSTRAINT "code_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coding_done" (
    "hash" TEXT NOT NULL,
    "coder_id" UUID NOT NULL,
    "coder_name" TEXT NOT NULL,
    "coded" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coding_done_pkey" PRIMARY KEY ("hash","coder_id")
);

-- CreateTable
CREATE TABLE "coding_decision" (
    "id" UUID NOT NULL,
    "code_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "kept" BOOLEAN NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coding_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coding_mode" (
    "cycle_id" UUID NOT NULL,
    "open" BOOLEAN NOT NULL,

    CONSTRAINT "coding_mode_pkey" PRIMARY KEY ("cycle_id")
);

-- CreateIndex
CREATE INDEX "code_cycle_id_position_idx" ON "code"("cycle_id", "position");

-- CreateIndex
CREATE INDEX "code_parent_id_idx" ON "code"("parent_id");

-- CreateIndex
CREATE INDEX "code_merged_into_id_idx" ON "code"("merged_into_id");

-- CreateIndex
CREATE INDEX "code_mark_hash_idx" ON "code_mark"("hash");

-- CreateIndex
CREATE INDEX "code_mark_code_id_idx" ON "code_mark"("code_id");

-- CreateIndex
CREATE INDEX "code_mark_moved_to_id_idx" ON "code_mark"("moved_to_id");

-- CreateIndex
CREATE INDEX "coding_decision_hash_idx" ON "coding_decision"("hash");

-- CreateIndex
CREATE INDEX "coding_decision_code_id_idx" ON "coding_decision"("code_id");

-- AddForeignKey
ALTER TABLE "code" ADD CONSTRAINT "code_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code" ADD CONSTRAINT "code_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "code"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code" ADD CONSTRAINT "code_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "code"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_mark" ADD CONSTRAINT "code_mark_code_id_fkey" FOREIGN KEY ("code_id") REFERENCES "code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_mark" ADD CONSTRAINT "code_mark_moved_to_id_fkey" FOREIGN KEY ("moved_to_id") REFERENCES "code"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coding_decision" ADD CONSTRAINT "coding_decision_code_id_fkey" FOREIGN KEY ("code_id") REFERENCES "code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coding_mode" ADD CONSTRAINT "coding_mode_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "code_mark" ADD CONSTRAINT "code_mark_span" CHECK (start_offset >= 0 AND end_offset > start_offset AND length(quote) > 0);
ALTER TABLE "code_mark" ADD CONSTRAINT "code_mark_removed" CHECK ((removed_at IS NULL) = (removed_by_id IS NULL) AND (removed_at IS NULL) = (removed_name IS NULL));
ALTER TABLE "code_mark" ADD CONSTRAINT "code_mark_moved" CHECK ((moved_to_id IS NULL) = (moved_by_id IS NULL) AND (moved_to_id IS NULL) = (moved_at IS NULL));
ALTER TABLE "code" ADD CONSTRAINT "code_not_itself" CHECK (parent_id IS DISTINCT FROM id AND merged_into_id IS DISTINCT FROM id);
-- One coder marks one span with one code once.
CREATE UNIQUE INDEX "code_mark_one" ON "code_mark"("hash", "place", "start_offset", "end_offset", "code_id", "coder_id") WHERE removed_at IS NULL;

-- Who coded what is kept for ever: a mark ends, or is put under another code, and nothing else of it changes.
CREATE FUNCTION refuse_mark_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['removed_at', 'removed_by_id', 'removed_name', 'moved_to_id', 'moved_at', 'moved_by_id', 'moved_name'];
BEGIN
  IF OLD.removed_at IS NOT NULL OR to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'a mark cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER code_mark_standing BEFORE UPDATE ON "code_mark" FOR EACH ROW EXECUTE FUNCTION refuse_mark_change();
CREATE TRIGGER code_mark_kept BEFORE DELETE ON "code_mark" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_mark_no_truncate BEFORE TRUNCATE ON "code_mark" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_kept BEFORE DELETE ON "code" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_no_truncate BEFORE TRUNCATE ON "code" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coding_done_append_only BEFORE UPDATE OR DELETE ON "coding_done" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coding_done_no_truncate BEFORE TRUNCATE ON "coding_done" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coding_decision_append_only BEFORE UPDATE OR DELETE ON "coding_decision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coding_decision_no_truncate BEFORE TRUNCATE ON "coding_decision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
