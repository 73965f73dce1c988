-- CreateTable
CREATE TABLE "cycle" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "summaries" JSONB NOT NULL DEFAULT '{}',
    "groups_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "zone" TEXT NOT NULL,
    "template" TEXT,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "language" TEXT,
    "time_zone" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secretariat_role" (
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secretariat_role_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "party_id" UUID,
    "role" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "request_id" TEXT,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "un_group" TEXT,
    "itu_region" TEXT,
    "m49_region" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_group" (
    "party_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "from" DATE NOT NULL DEFAULT '1970-01-01 00:00:00 +00:00',
    "to" DATE,

    CONSTRAINT "party_group_pkey" PRIMARY KEY ("party_id","group","from")
);

-- CreateTable
CREATE TABLE "reference_item" (
    "set" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "names" JSONB NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "reference_item_pkey" PRIMARY KEY ("set","code")
);

-- CreateTable
CREATE TABLE "facilitation" (
    "id" UUID NOT NULL,
    "line" TEXT NOT NULL,
    "party_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "from" DATE,
    "to" DATE,

    CONSTRAINT "facilitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "matrix_version" (
    "id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "gdc" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "matrix_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seed_state" (
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seed_state_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "template_version_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "line" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "report_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "value" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("report_id","question","row")
);

-- CreateTable
CREATE TABLE "save" (
    "id" BIGSERIAL NOT NULL,
    "op_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "base_revision" INTEGER NOT NULL,
    "revision" INTEGER,
    "value" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "hash" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "save_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "field" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "receipt" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_revision" INTEGER NOT NULL DEFAULT 0,
    "content_hash" TEXT NOT NULL,
    "template_hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "groups" TEXT[],
    "declaration" JSONB NOT NULL,
    "signed_by_id" UUID NOT NULL,
    "signed_name" TEXT NOT NULL,
    "signed_function" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "officer_id" UUID,
    "release" TEXT NOT NULL DEFAULT 'all',
    "release_after" DATE,
    "published_at" TIMESTAMPTZ(3),
    "not_published_reason" TEXT,
    "cycle_code" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "party_code" TEXT NOT NULL,
    "un_group" TEXT,
    "itu_region" TEXT,
    "line" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submitted_answer" (
    "submission_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "row" TEXT NOT NULL DEFAULT '',
    "value" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "confidential" BOOLEAN NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "submitted_answer_pkey" PRIMARY KEY ("submission_id","question","row")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "strings" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "approval" JSONB NOT NULL DEFAULT '{}',
    "opened_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "cycle_code_key" ON "cycle"("code");

-- CreateIndex
CREATE INDEX "milestone_cycle_id_at_idx" ON "milestone"("cycle_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_cycle_id_code_key" ON "milestone"("cycle_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "membership_party_id_idx" ON "membership"("party_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_user_id_party_id_role_key" ON "membership"("user_id", "party_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_party_id_idx" ON "invitation"("party_id");

-- CreateIndex
CREATE INDEX "invitation_invited_by_id_idx" ON "invitation"("invited_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_id_idx" ON "audit_event"("subject", "id");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- CreateIndex
CREATE INDEX "mail_delivered_at_created_at_idx" ON "mail"("delivered_at", "created_at");

-- CreateIndex
CREATE INDEX "mail_created_at_id_idx" ON "mail"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "party_code_key" ON "party"("code");

-- CreateIndex
CREATE INDEX "party_kind_code_idx" ON "party"("kind", "code");

-- CreateIndex
CREATE INDEX "party_group_group_idx" ON "party_group"("group");

-- CreateIndex
CREATE INDEX "reference_item_set_position_idx" ON "reference_item"("set", "position");

-- CreateIndex
CREATE INDEX "facilitation_line_idx" ON "facilitation"("line");

-- CreateIndex
CREATE UNIQUE INDEX "facilitation_party_id_line_role_key" ON "facilitation"("party_id", "line", "role");

-- CreateIndex
CREATE UNIQUE INDEX "matrix_version_as_of_key" ON "matrix_version"("as_of");

-- CreateIndex
CREATE INDEX "report_party_id_updated_at_idx" ON "report"("party_id", "updated_at");

-- CreateIndex
CREATE INDEX "report_template_version_id_idx" ON "report"("template_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_cycle_id_party_id_template_line_key" ON "report"("cycle_id", "party_id", "template", "line");

-- CreateIndex
CREATE UNIQUE INDEX "save_op_id_key" ON "save"("op_id");

-- CreateIndex
CREATE INDEX "save_scope_unit_id_idx" ON "save"("scope", "unit", "id");

-- CreateIndex
CREATE INDEX "attachment_report_id_question_idx" ON "attachment"("report_id", "question");

-- CreateIndex
CREATE INDEX "attachment_sha256_idx" ON "attachment"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "submission_receipt_key" ON "submission"("receipt");

-- CreateIndex
CREATE UNIQUE INDEX "submission_symbol_key" ON "submission"("symbol");

-- CreateIndex
CREATE INDEX "submission_state_submitted_at_id_idx" ON "submission"("state", "submitted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_submitted_at_id_idx" ON "submission"("submitted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_officer_id_submitted_at_id_idx" ON "submission"("officer_id", "submitted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_published_at_id_idx" ON "submission"("published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_party_code_idx" ON "submission"("party_code");

-- CreateIndex
CREATE UNIQUE INDEX "submission_report_id_version_key" ON "submission"("report_id", "version");

-- CreateIndex
CREATE INDEX "submitted_answer_hash_idx" ON "submitted_answer"("hash");

-- CreateIndex
CREATE INDEX "template_version_template_version_idx" ON "template_version"("template", "version");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_cycle_id_template_version_key" ON "template_version"("cycle_id", "template", "version");

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secretariat_role" ADD CONSTRAINT "secretariat_role_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_group" ADD CONSTRAINT "party_group_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facilitation" ADD CONSTRAINT "facilitation_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_template_version_id_fkey" FOREIGN KEY ("template_version_id") REFERENCES "template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submitted_answer" ADD CONSTRAINT "submitted_answer_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
