-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "answered" BOOLEAN NOT NULL,
    "filters" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL,
    "made" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "lease" UUID,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "size" BIGINT,
    "failure" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_part" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "submission_id" UUID NOT NULL,
    "symbol" TEXT NOT NULL,
    "listed" JSONB NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'waiting',
    "name" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "export_part_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateIndex
CREATE INDEX "export_user_id_asked_at_id_idx" ON "export"("user_id", "asked_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "export_state_lease_until_idx" ON "export"("state", "lease_until");

-- CreateIndex
CREATE INDEX "export_state_expires_at_idx" ON "export"("state", "expires_at");

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_part" ADD CONSTRAINT "export_part_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
