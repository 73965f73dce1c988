-- AlterTable
ALTER TABLE "document_paragraph" ADD COLUMN     "agreed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "draft_consultation" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "disposed_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft_input" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "paragraph_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "start" INTEGER NOT NULL DEFAULT 0,
    "end" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "party_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "submission_id" UUID,
    "question" TEXT NOT NULL DEFAULT '',
    "row" TEXT NOT NULL DEFAULT '',
    "answer_hash" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "taken_at" TIMESTAMPTZ(3),
    "disposition" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_input_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft_proponent" (
    "input_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "group" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_proponent_pkey" PRIMARY KEY ("input_id","party_id")
);

-- CreateTable
CREATE TABLE "draft_turn" (
    "id" UUID NOT NULL,
    "input_id" UUID NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_speaker" (
    "id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "party_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,
    "by_id" UUID NOT NULL,

    CONSTRAINT "group_speaker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "draft_consultation_version_id_key" ON "draft_consultation"("version_id");

-- CreateIndex
CREATE INDEX "draft_consultation_opened_by_id_idx" ON "draft_consultation"("opened_by_id");

-- CreateIndex
CREATE INDEX "draft_input_consultation_id_paragraph_id_idx" ON "draft_input"("consultation_id", "paragraph_id");

-- CreateIndex
CREATE INDEX "draft_input_paragraph_id_idx" ON "draft_input"("paragraph_id");

-- CreateIndex
CREATE INDEX "draft_input_party_id_idx" ON "draft_input"("party_id");

-- CreateIndex
CREATE INDEX "draft_input_submission_id_idx" ON "draft_input"("submission_id");

-- CreateIndex
CREATE INDEX "draft_input_by_id_idx" ON "draft_input"("by_id");

-- CreateIndex
CREATE INDEX "draft_input_answered_by_id_idx" ON "draft_input"("answered_by_id");

-- CreateIndex
CREATE INDEX "draft_proponent_party_id_idx" ON "draft_proponent"("party_id");

-- CreateIndex
CREATE INDEX "draft_proponent_by_id_idx" ON "draft_proponent"("by_id");

-- CreateIndex
CREATE INDEX "draft_turn_input_id_idx" ON "draft_turn"("input_id");

-- CreateIndex
CREATE INDEX "draft_turn_by_id_idx" ON "draft_turn"("by_id");

-- CreateIndex
CREATE INDEX "group_speaker_party_id_idx" ON "group_speaker"("party_id");

-- CreateIndex
CREATE INDEX "group_speaker_by_id_idx" ON "group_speaker"("by_id");

-- AddForeignKey
ALTER TABLE "draft_consultation" ADD CONSTRAINT "draft_consultation_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "document_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_consultation" ADD CONSTRAINT "draft_consultation_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_input" ADD CONSTRAINT "draft_input_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "draft_consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_input" ADD CONSTRAINT "draft_input_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "document_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_input" ADD CONSTRAINT "draft_input_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_input" ADD CONSTRAINT "draft_input_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_input" ADD CONSTRAINT "draft_input_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_input" ADD CONSTRAINT "draft_input_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_proponent" ADD CONSTRAINT "draft_proponent_input_id_fkey" FOREIGN KEY ("input_id") REFERENCES "draft_input"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_proponent" ADD CONSTRAINT "draft_proponent_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_proponent" ADD CONSTRAINT "draft_proponent_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_turn" ADD CONSTRAINT "draft_turn_input_id_fkey" FOREIGN KEY ("input_id") REFERENCES "draft_input"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_turn" ADD CONSTRAINT "draft_turn_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_speaker" ADD CONSTRAINT "group_speaker_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_speaker" ADD CONSTRAINT "group_speaker_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE draft_input ADD CONSTRAINT draft_input_kind CHECK (kind IN ('comment', 'ADD', 'MOD', 'DEL', 'NOC'));
ALTER TABLE draft_input ADD CONSTRAINT draft_input_state CHECK (state IN ('proposed', 'ad_referendum', 'agreed', 'not_agreed', 'withdrawn'));
ALTER TABLE draft_input ADD CONSTRAINT draft_input_disposition CHECK (disposition IN ('', 'accepted', 'in_part', 'not_accepted', 'noted'));
ALTER TABLE draft_input ADD CONSTRAINT draft_input_words CHECK ((words = '') = ("end" = 0) AND start >= 0 AND "end" >= start);
-- A proposal of a report stands once in a draft.
CREATE UNIQUE INDEX draft_input_source ON draft_input (consultation_id, answer_hash, "row") WHERE submission_id IS NOT NULL;

-- What a party said stays as it was said; only where it stands, and what became of it, is written later.
CREATE FUNCTION refuse_input_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['state', 'taken_at', 'disposition', 'answer', 'answered_by_id', 'answered_at'];
BEGIN
  IF to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'what was said to a draft cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draft_input_said BEFORE UPDATE ON draft_input FOR EACH ROW EXECUTE FUNCTION refuse_input_change();
CREATE TRIGGER draft_input_kept BEFORE DELETE ON draft_input FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_input_no_truncate BEFORE TRUNCATE ON draft_input FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_consultation_kept BEFORE DELETE ON draft_consultation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_consultation_no_truncate BEFORE TRUNCATE ON draft_consultation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_proponent_kept BEFORE DELETE ON draft_proponent FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_proponent_no_truncate BEFORE TRUNCATE ON draft_proponent FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_turn_append_only BEFORE UPDATE OR DELETE ON draft_turn FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_turn_no_truncate BEFORE TRUNCATE ON draft_turn FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER group_speaker_kept BEFORE DELETE ON group_speaker FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER group_speaker_no_truncate BEFORE TRUNCATE ON group_speaker FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
