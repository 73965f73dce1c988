-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'unconfirmed',
    "state_revision" INTEGER NOT NULL DEFAULT 0,
    "email" TEXT NOT NULL,
    "open_email" TEXT,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "language" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "acronym" TEXT NOT NULL,
    "website" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "countries" TEXT[],
    "accreditation" TEXT[],
    "about" TEXT NOT NULL,
    "confirm_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "answer_hash" TEXT,
    "question" TEXT,
    "answer" TEXT,
    "reason" TEXT,
    "party_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "registration_open_email_key" ON "registration"("open_email");

-- CreateIndex
CREATE UNIQUE INDEX "registration_confirm_hash_key" ON "registration"("confirm_hash");

-- CreateIndex
CREATE UNIQUE INDEX "registration_answer_hash_key" ON "registration"("answer_hash");

-- CreateIndex
CREATE INDEX "registration_state_confirmed_at_id_idx" ON "registration"("state", "confirmed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "registration_confirmed_at_id_idx" ON "registration"("confirmed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "registration_state_expires_at_idx" ON "registration"("state", "expires_at");

-- CreateIndex
CREATE INDEX "registration_party_id_idx" ON "registration"("party_id");

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "registration" ADD CONSTRAINT "registration_state" CHECK ("state" IN ('unconfirmed', 'confirmed', 'asked', 'accepted', 'declined'));
