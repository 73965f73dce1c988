-- CreateTable
CREATE TABLE "trace_consent" (
    "report_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3),
    "by_id" UUID NOT NULL,

    CONSTRAINT "trace_consent_pkey" PRIMARY KEY ("report_id")
);

-- CreateIndex
CREATE INDEX "trace_consent_by_id_idx" ON "trace_consent"("by_id");

-- AddForeignKey
ALTER TABLE "trace_consent" ADD CONSTRAINT "trace_consent_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_consent" ADD CONSTRAINT "trace_consent_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
