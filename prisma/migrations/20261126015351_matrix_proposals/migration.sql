-- CreateTable
CREATE TABLE "matrix_proposal" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "line" TEXT NOT NULL,
    "sdg" INTEGER NOT NULL,
    "targets" TEXT[],
    "kind" TEXT NOT NULL,
    "rationale" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "matrix_version_id" UUID,

    CONSTRAINT "matrix_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "matrix_proposal_submission_id_idx" ON "matrix_proposal"("submission_id");

-- CreateIndex
CREATE INDEX "matrix_proposal_matrix_version_id_idx" ON "matrix_proposal"("matrix_version_id");

-- CreateIndex
CREATE INDEX "matrix_proposal_state_id_idx" ON "matrix_proposal"("state", "id");

-- AddForeignKey
ALTER TABLE "matrix_proposal" ADD CONSTRAINT "matrix_proposal_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matrix_proposal" ADD CONSTRAINT "matrix_proposal_matrix_version_id_fkey" FOREIGN KEY ("matrix_version_id") REFERENCES "matrix_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
