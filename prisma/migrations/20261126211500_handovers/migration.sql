-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "starts_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "starts_at" TIMESTAMPTZ(3),
ADD COLUMN     "succeeds_id" UUID;

-- CreateTable
CREATE TABLE "handover" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "successor_name" TEXT NOT NULL,
    "successor_email" TEXT NOT NULL,
    "invitation_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT,
    "file_name" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invitation_succeeds_id_idx" ON "invitation"("succeeds_id");

-- CreateIndex
CREATE INDEX "handover_party_id_created_at_id_idx" ON "handover"("party_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "handover_membership_id_idx" ON "handover"("membership_id");

-- CreateIndex
CREATE INDEX "handover_invitation_id_idx" ON "handover"("invitation_id");

-- CreateIndex
CREATE INDEX "handover_sha256_idx" ON "handover"("sha256");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_succeeds_id_fkey" FOREIGN KEY ("succeeds_id") REFERENCES "membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_file"("sha256") ON DELETE SET NULL ON UPDATE CASCADE;
