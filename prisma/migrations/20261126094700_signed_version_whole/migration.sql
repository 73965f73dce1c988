-- All of a signed version is signed, whatever columns it has; only where it stands with the secretariat may change.
CREATE OR REPLACE FUNCTION refuse_signed_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing CONSTANT text[] := ARRAY['state', 'state_revision', 'officer_id', 'published_at', 'not_published_reason'];
BEGIN
  IF to_jsonb(NEW) - standing IS DISTINCT FROM to_jsonb(OLD) - standing
  THEN RAISE EXCEPTION 'a signed version cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- What may lose no row may not be emptied either.
CREATE TRIGGER save_no_truncate BEFORE TRUNCATE ON save FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_no_truncate BEFORE TRUNCATE ON submission FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submitted_answer_no_truncate BEFORE TRUNCATE ON submitted_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
