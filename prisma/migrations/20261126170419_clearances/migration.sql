-- AlterTable
ALTER TABLE "report" ADD COLUMN     "cleared_hash" TEXT,
ADD COLUMN     "held_from" TIMESTAMPTZ(3),
ADD COLUMN     "held_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "clearance_chain" (
    "party_id" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clearance_chain_pkey" PRIMARY KEY ("party_id")
);

-- CreateTable
CREATE TABLE "clearance_step" (
    "party_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "clearance_step_pkey" PRIMARY KEY ("party_id","position")
);

-- CreateTable
CREATE TABLE "clearance_person" (
    "party_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "clearance_person_pkey" PRIMARY KEY ("party_id","position","user_id")
);

-- CreateTable
CREATE TABLE "clearance" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "step" INTEGER NOT NULL DEFAULT 1,
    "content_hash" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clearance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clearance_entry" (
    "id" UUID NOT NULL,
    "clearance_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "step_name" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clearance_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "clearance_person_user_id_idx" ON "clearance_person"("user_id");

-- CreateIndex
CREATE INDEX "clearance_report_id_id_idx" ON "clearance"("report_id", "id" DESC);

-- CreateIndex
CREATE INDEX "clearance_asked_by_id_idx" ON "clearance"("asked_by_id");

-- CreateIndex
CREATE INDEX "clearance_state_until_idx" ON "clearance"("state", "until");

-- CreateIndex
CREATE INDEX "clearance_entry_clearance_id_idx" ON "clearance_entry"("clearance_id");

-- CreateIndex
CREATE INDEX "clearance_entry_report_id_at_id_idx" ON "clearance_entry"("report_id", "at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "clearance_chain" ADD CONSTRAINT "clearance_chain_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_step" ADD CONSTRAINT "clearance_step_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "clearance_chain"("party_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_person" ADD CONSTRAINT "clearance_person_party_id_position_fkey" FOREIGN KEY ("party_id", "position") REFERENCES "clearance_step"("party_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_person" ADD CONSTRAINT "clearance_person_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance" ADD CONSTRAINT "clearance_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance" ADD CONSTRAINT "clearance_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_entry" ADD CONSTRAINT "clearance_entry_clearance_id_fkey" FOREIGN KEY ("clearance_id") REFERENCES "clearance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "clearance" ADD CONSTRAINT "clearance_state" CHECK ("state" IN ('asked', 'cleared', 'returned', 'cancelled', 'withdrawn', 'lapsed'));
-- A report has one request open at a time.
CREATE UNIQUE INDEX "clearance_open" ON "clearance"("report_id") WHERE "state" = 'asked';
ALTER TABLE "clearance_chain" ADD CONSTRAINT "clearance_chain_days" CHECK ("days" BETWEEN 1 AND 30);
CREATE TRIGGER clearance_entry_append_only BEFORE UPDATE OR DELETE ON clearance_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clearance_entry_no_truncate BEFORE TRUNCATE ON clearance_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
