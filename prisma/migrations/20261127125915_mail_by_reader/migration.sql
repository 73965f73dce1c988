-- CreateIndex
CREATE INDEX "mail_to_created_at_idx" ON "mail"("to", "created_at" DESC);
