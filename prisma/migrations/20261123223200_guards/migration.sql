-- What the database itself holds, whatever program writes to it.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER save_append_only BEFORE UPDATE OR DELETE ON save FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submitted_answer_append_only BEFORE UPDATE OR DELETE ON submitted_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A signed version keeps what was signed; only where it stands with the secretariat may change.
CREATE FUNCTION refuse_signed_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.report_id, NEW.version, NEW.receipt, NEW.symbol, NEW.content_hash, NEW.template_hash, NEW.groups, NEW.declaration, NEW.signed_by_id, NEW.signed_name, NEW.signed_function, NEW.submitted_at)
     IS DISTINCT FROM
     (OLD.report_id, OLD.version, OLD.receipt, OLD.symbol, OLD.content_hash, OLD.template_hash, OLD.groups, OLD.declaration, OLD.signed_by_id, OLD.signed_name, OLD.signed_function, OLD.submitted_at)
  THEN RAISE EXCEPTION 'a signed version cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_signed BEFORE UPDATE ON submission FOR EACH ROW EXECUTE FUNCTION refuse_signed_change();
CREATE TRIGGER submission_kept BEFORE DELETE ON submission FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An opened template version is what people are filling in.
CREATE FUNCTION refuse_opened_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (NEW.definition, NEW.strings, NEW.hash) IS DISTINCT FROM (OLD.definition, OLD.strings, OLD.hash)
  THEN RAISE EXCEPTION 'an opened template version cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER template_version_opened BEFORE UPDATE ON template_version FOR EACH ROW EXECUTE FUNCTION refuse_opened_change();

ALTER TABLE report ADD CONSTRAINT report_state CHECK (state IN ('draft', 'submitted'));
ALTER TABLE submission ADD CONSTRAINT submission_state CHECK (state IN ('submitted', 'acknowledged', 'under_review', 'accepted', 'published', 'not_published', 'recalled', 'superseded'));
ALTER TABLE template_version ADD CONSTRAINT template_version_state CHECK (state IN ('draft', 'open', 'closed'));
ALTER TABLE cycle ADD CONSTRAINT cycle_state CHECK (state IN ('prepared', 'open', 'closed'));
ALTER TABLE answer ADD CONSTRAINT answer_revision CHECK (revision > 0);
