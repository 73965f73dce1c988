-- DropIndex
DROP INDEX "submission_party_code_idx";

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "name" TEXT;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "last_sign_in_on" DATE;

-- CreateTable
CREATE TABLE "invitation_list" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'rehearsed',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation_list_row" (
    "list_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "party_id" UUID,
    "role" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "near" TEXT[],
    "outcome" TEXT,

    CONSTRAINT "invitation_list_row_pkey" PRIMARY KEY ("list_id","line")
);

-- CreateIndex
CREATE INDEX "invitation_list_created_by_id_idx" ON "invitation_list"("created_by_id");

-- CreateIndex
CREATE INDEX "invitation_list_state_created_at_idx" ON "invitation_list"("state", "created_at");

-- CreateIndex
CREATE INDEX "invitation_list_created_at_id_idx" ON "invitation_list"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invitation_list_row_list_id_plan_outcome_line_idx" ON "invitation_list_row"("list_id", "plan", "outcome", "line");

-- CreateIndex
CREATE INDEX "invitation_email_idx" ON "invitation"("email");

-- CreateIndex
CREATE INDEX "mail_to_created_at_idx" ON "mail"("to", "created_at" DESC);

-- CreateIndex
CREATE INDEX "report_cycle_id_created_at_idx" ON "report"("cycle_id", "created_at");

-- CreateIndex
CREATE INDEX "submission_party_code_cycle_code_state_idx" ON "submission"("party_code", "cycle_code", "state");

-- CreateIndex
CREATE INDEX "submission_cycle_code_version_submitted_at_state_idx" ON "submission"("cycle_code", "version", "submitted_at", "state");

-- AddForeignKey
ALTER TABLE "invitation_list" ADD CONSTRAINT "invitation_list_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_list_row" ADD CONSTRAINT "invitation_list_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "invitation_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
