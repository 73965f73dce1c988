-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "withdrawn_by_party" BOOLEAN NOT NULL DEFAULT false;

-- Where a version stands with the secretariat may change, and with it whose act a withdrawal was.
CREATE OR REPLACE FUNCTION refuse_signed_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['state', 'state_revision', 'state_since', 'due_at', 'officer_id', 'officer_via', 'published_at', 'not_published_reason', 'withdrawn_reason', 'withdrawn_by_party', 'late_accepted_at'];
BEGIN
  IF to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'a signed version cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
