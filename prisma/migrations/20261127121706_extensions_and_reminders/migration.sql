-- CreateTable
CREATE TABLE "extension" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "line" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "stands" BOOLEAN DEFAULT true,
    "granted_by_id" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "extension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder_rule" (
    "id" UUID NOT NULL,
    "template" TEXT NOT NULL DEFAULT '',
    "days" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "optional" BOOLEAN NOT NULL DEFAULT true,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "rule_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "line" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("rule_id","user_id","cycle_id","party_id","template","line","due_at")
);

-- CreateTable
CREATE TABLE "letter_choice" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "reminders_off" TIMESTAMPTZ(3),

    CONSTRAINT "letter_choice_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "extension_cycle_id_granted_at_id_idx" ON "extension"("cycle_id", "granted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "extension_granted_by_id_idx" ON "extension"("granted_by_id");

-- CreateIndex
CREATE INDEX "extension_ended_by_id_idx" ON "extension"("ended_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "extension_party_id_cycle_id_template_line_stands_key" ON "extension"("party_id", "cycle_id", "template", "line", "stands");

-- CreateIndex
CREATE INDEX "reminder_rule_created_at_id_idx" ON "reminder_rule"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "reminder_rule_created_by_id_idx" ON "reminder_rule"("created_by_id");

-- CreateIndex
CREATE INDEX "reminder_user_id_idx" ON "reminder"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_choice_key_key" ON "letter_choice"("key");

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_rule" ADD CONSTRAINT "reminder_rule_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "reminder_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_choice" ADD CONSTRAINT "letter_choice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
