-- CreateTable
CREATE TABLE "delegation" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "assigned_by_id" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation_place" (
    "delegation_id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "question" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "delegation_place_pkey" PRIMARY KEY ("delegation_id","page","question")
);

-- CreateIndex
CREATE INDEX "delegation_report_id_assigned_at_id_idx" ON "delegation"("report_id", "assigned_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "delegation_user_id_report_id_idx" ON "delegation"("user_id", "report_id");

-- CreateIndex
CREATE INDEX "delegation_assigned_by_id_idx" ON "delegation"("assigned_by_id");

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_assigned_by_id_fkey" FOREIGN KEY ("assigned_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation_place" ADD CONSTRAINT "delegation_place_delegation_id_fkey" FOREIGN KEY ("delegation_id") REFERENCES "delegation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
