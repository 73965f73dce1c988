-- DropIndex
DROP INDEX "mail_delivered_at_created_at_idx";

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "not_before" TIMESTAMPTZ(3),
ADD COLUMN     "queued_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'waiting',
ADD COLUMN     "taken_until" TIMESTAMPTZ(3),
ADD COLUMN     "unsubscribe" TEXT;

-- What is there already stands as it stood.
UPDATE "mail" SET "state" = 'sent' WHERE "delivered_at" IS NOT NULL;
UPDATE "mail" SET "state" = 'failed' WHERE "delivered_at" IS NULL AND "attempts" >= 12;

-- CreateTable
CREATE TABLE "bounced_address" (
    "email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "bounced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bounced_address_pkey" PRIMARY KEY ("email")
);

-- CreateIndex
CREATE INDEX "mail_state_queued_at_created_at_idx" ON "mail"("state", "queued_at", "created_at");

-- CreateIndex
CREATE INDEX "mail_state_created_at_id_idx" ON "mail"("state", "created_at" DESC, "id" DESC);
