-- AlterTable
ALTER TABLE "report" ADD COLUMN     "unit" TEXT;

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "unit" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "party_unit" (
    "party_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "names" JSONB NOT NULL,
    "from" DATE,
    "to" DATE,

    CONSTRAINT "party_unit_pkey" PRIMARY KEY ("party_id","code")
);

-- CreateIndex
CREATE INDEX "report_party_id_unit_idx" ON "report"("party_id", "unit");

-- CreateIndex
CREATE INDEX "submission_unit_idx" ON "submission"("unit");

-- AddForeignKey
ALTER TABLE "party_unit" ADD CONSTRAINT "party_unit_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_party_id_unit_fkey" FOREIGN KEY ("party_id", "unit") REFERENCES "party_unit"("party_id", "code") ON DELETE RESTRICT ON UPDATE CASCADE;
