-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "account_key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("account_key")
);

-- CreateIndex
CREATE INDEX "sign_in_attempts_last_at_idx" ON "sign_in_attempts"("last_at");
