-- DropIndex
DROP INDEX "facilitation_party_id_line_role_key";

-- CreateIndex
CREATE INDEX "facilitation_party_id_line_idx" ON "facilitation"("party_id", "line");
