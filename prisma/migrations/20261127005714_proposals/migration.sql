-- AlterTable
ALTER TABLE "delegation" ADD COLUMN     "proposes" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "proposed_answer" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "value" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposed_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "taken_proposal" (
    "op_id" UUID NOT NULL,
    "proposer_id" UUID NOT NULL,

    CONSTRAINT "taken_proposal_pkey" PRIMARY KEY ("op_id")
);

-- CreateIndex
CREATE INDEX "proposed_answer_report_id_created_at_id_idx" ON "proposed_answer"("report_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "proposed_answer_user_id_idx" ON "proposed_answer"("user_id");

-- CreateIndex
CREATE INDEX "proposed_answer_decided_by_id_idx" ON "proposed_answer"("decided_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposed_answer_report_id_user_id_question_row_key" ON "proposed_answer"("report_id", "user_id", "question", "row");

-- CreateIndex
CREATE INDEX "taken_proposal_proposer_id_idx" ON "taken_proposal"("proposer_id");

-- AddForeignKey
ALTER TABLE "proposed_answer" ADD CONSTRAINT "proposed_answer_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposed_answer" ADD CONSTRAINT "proposed_answer_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposed_answer" ADD CONSTRAINT "proposed_answer_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taken_proposal" ADD CONSTRAINT "taken_proposal_proposer_id_fkey" FOREIGN KEY ("proposer_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
