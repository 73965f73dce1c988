-- CreateTable
CREATE TABLE "carry_over" (
    "report_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "decision" TEXT NOT NULL,
    "submission_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carry_over_pkey" PRIMARY KEY ("report_id","question","row")
);

-- CreateIndex
CREATE INDEX "carry_over_submission_id_idx" ON "carry_over"("submission_id");

-- AddForeignKey
ALTER TABLE "carry_over" ADD CONSTRAINT "carry_over_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carry_over" ADD CONSTRAINT "carry_over_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "carry_over" ADD CONSTRAINT "carry_over_decision" CHECK ("decision" IN ('still_true', 'update', 'no_longer'));
