-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "gdc" TEXT[];

-- CreateIndex
CREATE INDEX "submission_gdc_idx" ON "submission" USING GIN ("gdc");

-- Versions signed before name the objectives of their open answers: every field for them goes by this name, and the rows
-- of the national report's question about them are their codes. A signed version is closed to any change but this one.
ALTER TABLE "submission" DISABLE TRIGGER submission_signed;
UPDATE "submission" s SET "gdc" = ARRAY(
  SELECT DISTINCT named FROM (
    SELECT given #>> '{}' AS named
    FROM "submitted_answer" a, jsonb_path_query(a."value", '$.**.gdc[*]') AS given
    WHERE a."submission_id" = s."id" AND NOT a."confidential" AND jsonb_typeof(given) = 'string'
    UNION ALL
    SELECT key
    FROM "submitted_answer" a, jsonb_each(CASE WHEN jsonb_typeof(a."value") = 'object' THEN a."value" END) AS cell (key, said)
    WHERE a."submission_id" = s."id" AND NOT a."confidential" AND key ~ '^O[1-5]$' AND said <> '{}'
  ) objectives ORDER BY named
);
ALTER TABLE "submission" ENABLE TRIGGER submission_signed;
