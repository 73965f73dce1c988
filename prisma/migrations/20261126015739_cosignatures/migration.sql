-- CreateTable
CREATE TABLE "cosignature" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "organisation" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "cosignature_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "cosignature_token_hash_key" ON "cosignature"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "cosignature_submission_id_question_row_key" ON "cosignature"("submission_id", "question", "row");

-- AddForeignKey
ALTER TABLE "cosignature" ADD CONSTRAINT "cosignature_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "cosignature" ADD CONSTRAINT "cosignature_state" CHECK ("state" IN ('asked', 'confirmed', 'declined'));
