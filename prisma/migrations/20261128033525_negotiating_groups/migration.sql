-- AlterTable
ALTER TABLE "draft_input" ADD COLUMN     "taken_reason" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "draft_anchor" (
    "id" UUID NOT NULL,
    "input_id" UUID NOT NULL,
    "paragraph_id" UUID NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "start" INTEGER NOT NULL DEFAULT 0,
    "end" INTEGER NOT NULL DEFAULT 0,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_anchor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "negotiating_group" (
    "symbol" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "negotiating_group_pkey" PRIMARY KEY ("symbol")
);

-- CreateTable
CREATE TABLE "group_member" (
    "id" UUID NOT NULL,
    "symbol" TEXT NOT NULL,
    "party_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "draft_anchor_input_id_idx" ON "draft_anchor"("input_id");

-- CreateIndex
CREATE INDEX "draft_anchor_paragraph_id_idx" ON "draft_anchor"("paragraph_id");

-- CreateIndex
CREATE INDEX "draft_anchor_by_id_idx" ON "draft_anchor"("by_id");

-- CreateIndex
CREATE INDEX "negotiating_group_created_by_id_idx" ON "negotiating_group"("created_by_id");

-- CreateIndex
CREATE INDEX "group_member_symbol_idx" ON "group_member"("symbol");

-- CreateIndex
CREATE INDEX "group_member_party_id_idx" ON "group_member"("party_id");

-- AddForeignKey
ALTER TABLE "draft_anchor" ADD CONSTRAINT "draft_anchor_input_id_fkey" FOREIGN KEY ("input_id") REFERENCES "draft_input"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_anchor" ADD CONSTRAINT "draft_anchor_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "document_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_anchor" ADD CONSTRAINT "draft_anchor_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "negotiating_group" ADD CONSTRAINT "negotiating_group_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_symbol_fkey" FOREIGN KEY ("symbol") REFERENCES "negotiating_group"("symbol") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE negotiating_group ADD CONSTRAINT negotiating_group_symbol CHECK (symbol ~ '^[A-Z0-9]{2,12}$');
-- A party is in a group once at a time.
CREATE UNIQUE INDEX group_member_standing ON group_member (symbol, party_id) WHERE "to" IS NULL;
ALTER TABLE draft_anchor ADD CONSTRAINT draft_anchor_words CHECK ((words = '') = ("end" = 0) AND start >= 0 AND "end" >= start);

CREATE TRIGGER draft_anchor_append_only BEFORE UPDATE OR DELETE ON draft_anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_anchor_no_truncate BEFORE TRUNCATE ON draft_anchor FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER negotiating_group_kept BEFORE DELETE ON negotiating_group FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER negotiating_group_no_truncate BEFORE TRUNCATE ON negotiating_group FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER group_member_kept BEFORE DELETE ON group_member FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER group_member_no_truncate BEFORE TRUNCATE ON group_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Why something was marked as taken by hand stands beside it, too.
CREATE OR REPLACE FUNCTION refuse_input_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['state', 'taken_at', 'taken_reason', 'disposition', 'answer', 'answered_by_id', 'answered_at'];
BEGIN
  IF to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'what was said to a draft cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
UPDATE draft_input SET taken_reason = event.data ->> 'reason' FROM audit_event event
  WHERE event.type = 'draft.taken_by_hand' AND event.data ->> 'input' = draft_input.id::text;
