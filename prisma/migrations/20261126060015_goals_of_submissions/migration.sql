-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "sdgs" TEXT[];

-- CreateIndex
CREATE INDEX "submission_sdgs_idx" ON "submission" USING GIN ("sdgs");

-- Versions signed before name the Goals of their open answers: every field for Goals goes by this name.
UPDATE "submission" s SET "sdgs" = ARRAY(
  SELECT goal FROM (
    SELECT DISTINCT named #>> '{}' AS goal
    FROM "submitted_answer" a, jsonb_path_query(a."value", '$.**.sdgs[*]') AS named
    WHERE a."submission_id" = s."id" AND NOT a."confidential" AND jsonb_typeof(named) = 'string'
  ) goals ORDER BY goal::int
);
