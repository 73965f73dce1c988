-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "category" TEXT,
ADD COLUMN     "lines" TEXT[],
ADD COLUMN     "scope" TEXT;

-- CreateTable
CREATE TABLE "party_term" (
    "party_id" UUID NOT NULL,
    -- In this collation an index serves LIKE 'prefix%', whatever the database's own is.
    "term" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "party_term_pkey" PRIMARY KEY ("party_id","term")
);

-- CreateIndex
CREATE INDEX "party_term_term_idx" ON "party_term"("term");

-- CreateIndex
CREATE INDEX "submission_cycle_code_template_party_code_line_submitted_at_idx" ON "submission"("cycle_code", "template", "party_code", "line", "submitted_at");

-- CreateIndex
CREATE INDEX "submission_category_published_at_id_idx" ON "submission"("category", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_lines_idx" ON "submission" USING GIN ("lines");

-- AddForeignKey
ALTER TABLE "party_term" ADD CONSTRAINT "party_term_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Versions signed before carry what their open answers say.
UPDATE "submission" SET "lines" = CASE WHEN "line" = '' THEN ARRAY[]::TEXT[] ELSE ARRAY["line"] END;
UPDATE "submission" s SET "category" = a."value" #>> '{}'
  FROM "submitted_answer" a WHERE a."submission_id" = s."id" AND s."template" = 'stakeholder-contribution' AND a."question" = 'A2' AND NOT a."confidential";
UPDATE "submission" s SET "scope" = a."value" ->> 'scope'
  FROM "submitted_answer" a WHERE a."submission_id" = s."id" AND s."template" = 'stakeholder-contribution' AND a."question" = 'A3' AND NOT a."confidential";
UPDATE "submission" s SET "lines" = chosen."codes"
  FROM (
    SELECT a."submission_id", array_agg(DISTINCT code ORDER BY code) AS "codes"
    FROM "submitted_answer" a JOIN "submission" o ON o."id" = a."submission_id",
      jsonb_array_elements_text(CASE WHEN jsonb_typeof(a."value") = 'array' THEN a."value" WHEN jsonb_typeof(a."value" -> 'lines') = 'array' THEN a."value" -> 'lines' ELSE '[]' END) AS code
    WHERE NOT a."confidential" AND a."row" = ''
      AND (o."template", a."question") IN (('national-report', 'D2'), ('stakeholder-contribution', 'A8'), ('stakeholder-contribution', 'C4'))
    GROUP BY a."submission_id"
  ) chosen WHERE chosen."submission_id" = s."id";
