-- CreateIndex
CREATE INDEX "report_line_idx" ON "report"("line");
