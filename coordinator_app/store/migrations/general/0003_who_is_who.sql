-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

ALTER TABLE "school" ADD COLUMN "safeguarding_contact" TEXT NOT NULL DEFAULT '';

ALTER TABLE "school" ADD COLUMN "chair_of_governors" TEXT NOT NULL DEFAULT '';

ALTER TABLE "school" ADD COLUMN "dpo_telephone" TEXT NOT NULL DEFAULT '';

ALTER TABLE "school" ADD COLUMN "dpo_email" TEXT NOT NULL DEFAULT '';

ALTER TABLE "school" ADD COLUMN "dpo_from" TEXT;

ALTER TABLE "school" ADD COLUMN "dpo_until" TEXT;

ALTER TABLE "school" ADD COLUMN "dpo_cover" TEXT NOT NULL DEFAULT '';

ALTER TABLE "school" ADD COLUMN "dpo_cover_contact" TEXT NOT NULL DEFAULT '';

ALTER TABLE "school" ADD COLUMN "dpo_cover_from" TEXT;

ALTER TABLE "school" ADD COLUMN "dpo_cover_until" TEXT;

ALTER TABLE "school" ADD COLUMN "closed_on" TEXT;

ALTER TABLE "officer" ADD COLUMN "service" TEXT NOT NULL DEFAULT '';

ALTER TABLE "officer" ADD COLUMN "appointed_by" TEXT NOT NULL DEFAULT '';

CREATE TABLE "provider" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "provider_type" TEXT,
    "urn" TEXT NOT NULL DEFAULT '',
    "ukprn" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "safeguarding_lead" TEXT NOT NULL DEFAULT '',
    "closed_on" TEXT,
    "contact_position" TEXT NOT NULL DEFAULT '',
    "safeguarding_contact" TEXT NOT NULL DEFAULT '',
    "agreement_from" TEXT,
    "agreement_until" TEXT,
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "provider__trash" ON "provider" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "provider__name__folded" ON "provider" ("name__folded");

CREATE TABLE "provider_check" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "provider_id" TEXT REFERENCES "provider" (id),
    "check" TEXT,
    "done_on" TEXT,
    "valid_until" TEXT,
    "checked_by" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "provider_check__trash" ON "provider_check" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "provider_check__done_on" ON "provider_check" ("done_on");

CREATE INDEX "provider_check__provider_id" ON "provider_check" ("provider_id", "done_on");

CREATE TABLE "agency" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "service" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "closed_on" TEXT,
    "contact_position" TEXT NOT NULL DEFAULT '',
    "name__folded" TEXT NOT NULL DEFAULT '',
    "service__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "agency__trash" ON "agency" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "agency__name__folded" ON "agency" ("name__folded");

CREATE INDEX "agency__service__folded" ON "agency" ("service__folded");

CREATE TABLE "officer_cover" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "officer_id" TEXT REFERENCES "officer" (id),
    "name" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "to_day" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "officer_cover__trash" ON "officer_cover" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "officer_cover__name__folded" ON "officer_cover" ("name__folded");

CREATE INDEX "officer_cover__from_day" ON "officer_cover" ("from_day");

CREATE INDEX "officer_cover__officer_id" ON "officer_cover" ("officer_id", "from_day");

CREATE TABLE "other_partnership" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "fund_holding_school" TEXT NOT NULL DEFAULT '',
    "data_protection_officer" TEXT NOT NULL DEFAULT '',
    "dpo_telephone" TEXT NOT NULL DEFAULT '',
    "dpo_email" TEXT NOT NULL DEFAULT '',
    "chair" TEXT NOT NULL DEFAULT '',
    "coordinator" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "closed_on" TEXT,
    "name__folded" TEXT NOT NULL DEFAULT '',
    "fund_holding_school__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "other_partnership__trash" ON "other_partnership" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "other_partnership__name__folded" ON "other_partnership" ("name__folded");

CREATE INDEX "other_partnership__fund_holding_school__folded" ON "other_partnership" ("fund_holding_school__folded");

CREATE TABLE "steering_member" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT,
    "body" TEXT NOT NULL DEFAULT '',
    "group" TEXT,
    "position" TEXT NOT NULL DEFAULT '',
    "acts_for" TEXT NOT NULL DEFAULT '',
    "mandate" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "to_day" TEXT,
    "name__folded" TEXT NOT NULL DEFAULT '',
    "body__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "steering_member__trash" ON "steering_member" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "steering_member__name__folded" ON "steering_member" ("name__folded");

CREATE INDEX "steering_member__body__folded" ON "steering_member" ("body__folded");

CREATE TABLE "fund_agreement" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "school_id" TEXT REFERENCES "school" (id),
    "council" TEXT NOT NULL DEFAULT '',
    "head" TEXT NOT NULL DEFAULT '',
    "chair_of_governors" TEXT NOT NULL DEFAULT '',
    "signed_on" TEXT,
    "from_day" TEXT,
    "to_day" TEXT,
    "reviewed_on" TEXT,
    "where_kept" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "fund_agreement__trash" ON "fund_agreement" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "fund_agreement__school_id" ON "fund_agreement" ("school_id");

CREATE TABLE "policy_issue" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "clause" TEXT NOT NULL DEFAULT '',
    "problem" TEXT NOT NULL DEFAULT '',
    "raised_by" TEXT NOT NULL DEFAULT '',
    "raised_on" TEXT,
    "to_chair_on" TEXT,
    "to_group_on" TEXT,
    "answer_by" TEXT,
    "chased_on" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_on" TEXT,
    "number" INTEGER,
    "title__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "policy_issue__trash" ON "policy_issue" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "policy_issue__title__folded" ON "policy_issue" ("title__folded");

CREATE INDEX "policy_issue__raised_on" ON "policy_issue" ("raised_on");

ALTER TABLE "pupil" ADD COLUMN "pronunciation" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "former_upns" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "uln" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "ethnicity" TEXT;

ALTER TABLE "pupil" ADD COLUMN "ethnicity_source" TEXT;

ALTER TABLE "pupil" ADD COLUMN "first_language" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "has_additional_language" INTEGER;

ALTER TABLE "pupil" ADD COLUMN "free_meals_from" TEXT;

ALTER TABLE "pupil" ADD COLUMN "free_meals_until" TEXT;

ALTER TABLE "pupil" ADD COLUMN "is_in_care" INTEGER;

ALTER TABLE "pupil" ADD COLUMN "care_authority" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "care_status" TEXT;

ALTER TABLE "pupil" ADD COLUMN "was_in_care" INTEGER;

ALTER TABLE "pupil" ADD COLUMN "is_young_carer" INTEGER;

ALTER TABLE "pupil" ADD COLUMN "is_service_child" INTEGER;

ALTER TABLE "pupil" ADD COLUMN "in_an_emergency" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "closed_on" TEXT;

ALTER TABLE "pupil" ADD COLUMN "closed_because" TEXT NOT NULL DEFAULT '';

ALTER TABLE "pupil" ADD COLUMN "merged_into_id" TEXT REFERENCES "pupil" (id);

CREATE INDEX "pupil__merged_into_id" ON "pupil" ("merged_into_id");

ALTER TABLE "carer" ADD COLUMN "contact_order" INTEGER;

ALTER TABLE "carer" ADD COLUMN "preferred_way" TEXT;

ALTER TABLE "carer" ADD COLUMN "other_telephone" TEXT NOT NULL DEFAULT '';

ALTER TABLE "carer" ADD COLUMN "language" TEXT NOT NULL DEFAULT '';

ALTER TABLE "carer" ADD COLUMN "needs_interpreter" INTEGER DEFAULT 0;

ALTER TABLE "carer" ADD COLUMN "evidence_note" TEXT NOT NULL DEFAULT '';

ALTER TABLE "carer" ADD COLUMN "evidence_document_id" TEXT;

ALTER TABLE "carer" ADD COLUMN "lives_with_pupil" INTEGER;

ALTER TABLE "carer" ADD COLUMN "no_contact" INTEGER DEFAULT 0;

ALTER TABLE "carer" ADD COLUMN "no_contact_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "carer" ADD COLUMN "has_died" INTEGER DEFAULT 0;

ALTER TABLE "carer" ADD COLUMN "died_on" TEXT;

CREATE INDEX "carer__evidence_document_id" ON "carer" ("evidence_document_id");

CREATE TABLE "pupil_name" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "name_kind" TEXT,
    "given_names" TEXT NOT NULL DEFAULT '',
    "family_name" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "until_day" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "given_names__folded" TEXT NOT NULL DEFAULT '',
    "family_name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "pupil_name__trash" ON "pupil_name" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pupil_name__given_names__folded" ON "pupil_name" ("given_names__folded");

CREATE INDEX "pupil_name__family_name__folded" ON "pupil_name" ("family_name__folded");

CREATE INDEX "pupil_name__from_day" ON "pupil_name" ("from_day");

CREATE INDEX "pupil_name__pupil_id" ON "pupil_name" ("pupil_id", "from_day");

CREATE TABLE "school_on_roll" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "school_id" TEXT REFERENCES "school" (id),
    "school_name" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "until_day" TEXT,
    "why_left" TEXT NOT NULL DEFAULT '',
    "school_name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "school_on_roll__trash" ON "school_on_roll" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "school_on_roll__school_name__folded" ON "school_on_roll" ("school_name__folded");

CREATE INDEX "school_on_roll__from_day" ON "school_on_roll" ("from_day");

CREATE INDEX "school_on_roll__pupil_id" ON "school_on_roll" ("pupil_id", "from_day");

CREATE INDEX "school_on_roll__school_id" ON "school_on_roll" ("school_id", "from_day");

CREATE TABLE "pupil_need" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "need" TEXT,
    "rank" INTEGER,
    "from_day" TEXT,
    "until_day" TEXT,
    "assessed_by" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "pupil_need__trash" ON "pupil_need" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pupil_need__from_day" ON "pupil_need" ("from_day");

CREATE INDEX "pupil_need__pupil_id" ON "pupil_need" ("pupil_id", "from_day");

CREATE TABLE "court_order" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "order_kind" TEXT,
    "made_on" TEXT,
    "ends_on" TEXT,
    "about" TEXT NOT NULL DEFAULT '',
    "carer_id" TEXT REFERENCES "carer" (id),
    "meaning" TEXT NOT NULL DEFAULT '',
    "hides_address" INTEGER,
    "seen_by" TEXT NOT NULL DEFAULT '',
    "seen_on" TEXT,
    "document_id" TEXT,
    "ended_on" TEXT
) STRICT;

CREATE INDEX "court_order__trash" ON "court_order" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "court_order__made_on" ON "court_order" ("made_on");

CREATE INDEX "court_order__pupil_id" ON "court_order" ("pupil_id", "made_on");

CREATE INDEX "court_order__carer_id" ON "court_order" ("carer_id", "made_on");

CREATE INDEX "court_order__document_id" ON "court_order" ("document_id", "made_on");

CREATE TABLE "sibling" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "other_id" TEXT REFERENCES "pupil" (id),
    "bond" TEXT,
    "note" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "sibling__trash" ON "sibling" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "sibling__pupil_id" ON "sibling" ("pupil_id");

CREATE INDEX "sibling__other_id" ON "sibling" ("other_id");

CREATE TABLE "different_children" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "other_id" TEXT REFERENCES "pupil" (id),
    "said_on" TEXT
) STRICT;

CREATE INDEX "different_children__trash" ON "different_children" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "different_children__pupil_id" ON "different_children" ("pupil_id");

CREATE INDEX "different_children__other_id" ON "different_children" ("other_id");

CREATE TABLE "pupil_merge" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "kept_id" TEXT REFERENCES "pupil" (id),
    "gone_id" TEXT REFERENCES "pupil" (id),
    "merged_at" TEXT,
    "why" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "pupil_merge__trash" ON "pupil_merge" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pupil_merge__kept_id" ON "pupil_merge" ("kept_id");

CREATE INDEX "pupil_merge__gone_id" ON "pupil_merge" ("gone_id");

CREATE TABLE "merged_record" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "kept_id" TEXT REFERENCES "pupil" (id),
    "gone_id" TEXT REFERENCES "pupil" (id),
    "merge_id" TEXT NOT NULL DEFAULT '',
    "moved_kind" TEXT NOT NULL DEFAULT '',
    "moved_id" TEXT NOT NULL DEFAULT '',
    "field_name" TEXT NOT NULL DEFAULT '',
    "was_trashed" INTEGER,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "merged_record__trash" ON "merged_record" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "merged_record__kept_id" ON "merged_record" ("kept_id");

CREATE INDEX "merged_record__gone_id" ON "merged_record" ("gone_id");

ALTER TABLE "initial_discussion" ADD COLUMN "school_basis" TEXT;

ALTER TABLE "initial_discussion" ADD COLUMN "parents_told" INTEGER;

ALTER TABLE "initial_discussion" ADD COLUMN "advice" TEXT NOT NULL DEFAULT '';

ALTER TABLE "initial_discussion" ADD COLUMN "form_sent_on" TEXT;

CREATE TABLE "later_talk" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "discussion_id" TEXT REFERENCES "initial_discussion" (id),
    "held_on" TEXT,
    "rang" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "advice" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "later_talk__trash" ON "later_talk" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "later_talk__held_on" ON "later_talk" ("held_on");

CREATE INDEX "later_talk__discussion_id" ON "later_talk" ("discussion_id", "held_on");

ALTER TABLE "referral" ADD COLUMN "decline_code" TEXT;

ALTER TABLE "referral" ADD COLUMN "sent_on" TEXT;

ALTER TABLE "referral" ADD COLUMN "sent_back_on" TEXT;

ALTER TABLE "referral" ADD COLUMN "withdrawn_on" TEXT;

ALTER TABLE "referral" ADD COLUMN "withdrawn_by" TEXT;

ALTER TABLE "referral" ADD COLUMN "withdrawn_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "referral" ADD COLUMN "former_id" TEXT REFERENCES "referral" (id);

ALTER TABLE "referral" ADD COLUMN "responsible_school_id" TEXT REFERENCES "school" (id);

ALTER TABLE "referral" ADD COLUMN "risk_named" INTEGER;

ALTER TABLE "referral" ADD COLUMN "forum_on" TEXT;

ALTER TABLE "referral" ADD COLUMN "forum_outcome" TEXT;

ALTER TABLE "referral" ADD COLUMN "forum_minute" TEXT NOT NULL DEFAULT '';

ALTER TABLE "referral" ADD COLUMN "scan_document_id" TEXT;

ALTER TABLE "referral" ADD COLUMN "form_reference" TEXT NOT NULL DEFAULT '';

CREATE INDEX "referral__state" ON "referral" ("state");

CREATE INDEX "referral__former_id" ON "referral" ("former_id", "signed_on");

CREATE INDEX "referral__responsible_school_id" ON "referral" ("responsible_school_id", "signed_on");

CREATE INDEX "referral__scan_document_id" ON "referral" ("scan_document_id", "signed_on");

CREATE TABLE "referral_reason" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "referral_id" TEXT REFERENCES "referral" (id),
    "reason" TEXT,
    "rank" INTEGER
) STRICT;

CREATE INDEX "referral_reason__trash" ON "referral_reason" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "referral_reason__referral_id" ON "referral_reason" ("referral_id");

ALTER TABLE "consent" ADD COLUMN "withdrawn_by" TEXT NOT NULL DEFAULT '';

ALTER TABLE "consent" ADD COLUMN "scan_document_id" TEXT;

ALTER TABLE "consent" ADD COLUMN "signature_document_id" TEXT;

ALTER TABLE "consent" ADD COLUMN "typed_name" TEXT NOT NULL DEFAULT '';

ALTER TABLE "consent" ADD COLUMN "witness" TEXT NOT NULL DEFAULT '';

ALTER TABLE "consent" ADD COLUMN "format_given" TEXT;

ALTER TABLE "consent" ADD COLUMN "young_person_agrees" INTEGER;

ALTER TABLE "consent" ADD COLUMN "young_person_competence" TEXT;

ALTER TABLE "consent" ADD COLUMN "competence_note" TEXT NOT NULL DEFAULT '';

ALTER TABLE "consent" ADD COLUMN "young_person_signature_id" TEXT;

CREATE INDEX "consent__scan_document_id" ON "consent" ("scan_document_id", "signed_on");

CREATE INDEX "consent__signature_document_id" ON "consent" ("signature_document_id", "signed_on");

CREATE INDEX "consent__young_person_signature_id" ON "consent" ("young_person_signature_id", "signed_on");

CREATE TABLE "optional_extra" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "in_use" INTEGER,
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "optional_extra__trash" ON "optional_extra" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "optional_extra__name__folded" ON "optional_extra" ("name__folded");

CREATE TABLE "consent_answer" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "consent_id" TEXT REFERENCES "consent" (id),
    "purpose" TEXT,
    "extra_id" TEXT REFERENCES "optional_extra" (id),
    "ticked" INTEGER,
    "only_for" TEXT NOT NULL DEFAULT '',
    "expires_on" TEXT,
    "withdrawn_on" TEXT,
    "withdrawn_words" TEXT NOT NULL DEFAULT '',
    "withdrawn_by" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "consent_answer__trash" ON "consent_answer" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "consent_answer__consent_id" ON "consent_answer" ("consent_id");

CREATE INDEX "consent_answer__extra_id" ON "consent_answer" ("extra_id");

CREATE TABLE "consent_resolution" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "decided_on" TEXT,
    "goes_ahead" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    "decided_by" TEXT NOT NULL DEFAULT '',
    "review_on" TEXT,
    "forms" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "consent_resolution__trash" ON "consent_resolution" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "consent_resolution__decided_on" ON "consent_resolution" ("decided_on");

CREATE INDEX "consent_resolution__pupil_id" ON "consent_resolution" ("pupil_id", "decided_on");

CREATE TABLE "consent_chase" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "reason" TEXT,
    "chased_on" TEXT,
    "how" TEXT,
    "asked" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "next_on" TEXT,
    "template_version" INTEGER,
    "template_hash" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "consent_chase__trash" ON "consent_chase" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "consent_chase__chased_on" ON "consent_chase" ("chased_on");

CREATE INDEX "consent_chase__pupil_id" ON "consent_chase" ("pupil_id", "chased_on");

CREATE TABLE "programme" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "referral_id" TEXT REFERENCES "referral" (id),
    "programme_type" TEXT,
    "tier" TEXT,
    "state" TEXT,
    "provider_id" TEXT REFERENCES "provider" (id),
    "host_school_id" TEXT REFERENCES "school" (id),
    "site" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "start_on" TEXT,
    "planned_end_on" TEXT,
    "longest_weeks" INTEGER,
    "pattern" TEXT,
    "sessions" INTEGER,
    "legal_route" TEXT,
    "plan_named" INTEGER,
    "transport" TEXT,
    "cost_code" TEXT NOT NULL DEFAULT '',
    "weekly_cost" INTEGER,
    "partnership_share" INTEGER,
    "school_share" INTEGER,
    "authority_share" INTEGER,
    "objectives" TEXT NOT NULL DEFAULT '',
    "return_plan" TEXT NOT NULL DEFAULT '',
    "paused_on" TEXT,
    "pause_reason" TEXT NOT NULL DEFAULT '',
    "ended_on" TEXT,
    "end_reason" TEXT,
    "end_words" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT,
    "destination" TEXT
) STRICT;

CREATE INDEX "programme__trash" ON "programme" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "programme__start_on" ON "programme" ("start_on");

CREATE INDEX "programme__state" ON "programme" ("state");

CREATE INDEX "programme__ended_on" ON "programme" ("ended_on");

CREATE INDEX "programme__pupil_id" ON "programme" ("pupil_id", "start_on");

CREATE INDEX "programme__referral_id" ON "programme" ("referral_id", "start_on");

CREATE INDEX "programme__provider_id" ON "programme" ("provider_id", "start_on");

CREATE INDEX "programme__host_school_id" ON "programme" ("host_school_id", "start_on");

CREATE TABLE "programme_day" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "programme_id" TEXT REFERENCES "programme" (id),
    "weekday" TEXT,
    "half" TEXT,
    "begins" TEXT NOT NULL DEFAULT '',
    "ends" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "programme_day__trash" ON "programme_day" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "programme_day__programme_id" ON "programme_day" ("programme_id");

CREATE TABLE "programme_target" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "programme_id" TEXT REFERENCES "programme" (id),
    "words" TEXT NOT NULL DEFAULT '',
    "result" TEXT,
    "words__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "programme_target__trash" ON "programme_target" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "programme_target__words__folded" ON "programme_target" ("words__folded");

CREATE INDEX "programme_target__programme_id" ON "programme_target" ("programme_id");

CREATE TABLE "risk_assessment" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "programme_id" TEXT REFERENCES "programme" (id),
    "made_by" TEXT NOT NULL DEFAULT '',
    "made_on" TEXT,
    "valid_until" TEXT,
    "words_id" TEXT
) STRICT;

CREATE INDEX "risk_assessment__trash" ON "risk_assessment" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "risk_assessment__made_on" ON "risk_assessment" ("made_on");

CREATE INDEX "risk_assessment__programme_id" ON "risk_assessment" ("programme_id", "made_on");

CREATE INDEX "risk_assessment__words_id" ON "risk_assessment" ("words_id", "made_on");

CREATE TABLE "start_override" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "programme_id" TEXT REFERENCES "programme" (id),
    "missing" TEXT NOT NULL DEFAULT '',
    "missing_words" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "without_consent" INTEGER,
    "made_on" TEXT,
    "review_on" TEXT,
    "resolved_on" TEXT,
    "resolved_words" TEXT NOT NULL DEFAULT '',
    "provider_id" TEXT REFERENCES "provider" (id)
) STRICT;

CREATE INDEX "start_override__trash" ON "start_override" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "start_override__programme_id" ON "start_override" ("programme_id");

CREATE INDEX "start_override__provider_id" ON "start_override" ("provider_id");

CREATE TABLE "form_wording" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "template" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "wording_version" INTEGER,
    "title" TEXT NOT NULL DEFAULT '',
    "subtitle" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "digest" TEXT NOT NULL DEFAULT '',
    "is_shipped" INTEGER,
    "based_on" TEXT NOT NULL DEFAULT '',
    "approved_by" TEXT NOT NULL DEFAULT '',
    "in_force_from" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "left_out_reason" TEXT NOT NULL DEFAULT '',
    "template__folded" TEXT NOT NULL DEFAULT '',
    "language__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "form_wording__trash" ON "form_wording" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "form_wording__template__folded" ON "form_wording" ("template__folded");

CREATE INDEX "form_wording__language__folded" ON "form_wording" ("language__folded");

CREATE INDEX "form_wording__in_force_from" ON "form_wording" ("in_force_from");

CREATE TABLE "wording_review" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "template" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "wording_version" INTEGER,
    "digest" TEXT NOT NULL DEFAULT '',
    "looked_on" TEXT,
    "looked_by" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "template__folded" TEXT NOT NULL DEFAULT '',
    "language__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "wording_review__trash" ON "wording_review" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "wording_review__template__folded" ON "wording_review" ("template__folded");

CREATE INDEX "wording_review__language__folded" ON "wording_review" ("language__folded");

CREATE INDEX "wording_review__looked_on" ON "wording_review" ("looked_on");

CREATE TABLE "blank_form" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "template" TEXT,
    "template_version" INTEGER,
    "template_hash" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "printed_on" TEXT,
    "large_print" INTEGER,
    "used_on" TEXT,
    "reference__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "blank_form__trash" ON "blank_form" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "blank_form__reference__folded" ON "blank_form" ("reference__folded");

CREATE INDEX "blank_form__printed_on" ON "blank_form" ("printed_on");

CREATE TABLE "paper_taken_out" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "taken_on" TEXT,
    "was_kind" TEXT,
    "was_dated" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "was_called" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "paper_id" TEXT NOT NULL DEFAULT '',
    "paper_version" INTEGER
) STRICT;

CREATE INDEX "paper_taken_out__trash" ON "paper_taken_out" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "paper_taken_out__taken_on" ON "paper_taken_out" ("taken_on");

CREATE INDEX "paper_taken_out__pupil_id" ON "paper_taken_out" ("pupil_id", "taken_on");

CREATE TABLE "scan_batch" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "given_name" TEXT NOT NULL DEFAULT '',
    "given_folder" TEXT NOT NULL DEFAULT '',
    "media_type" TEXT NOT NULL DEFAULT '',
    "byte_count" INTEGER,
    "page_count" INTEGER,
    "pages_read" INTEGER,
    "sha256" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "file_date" TEXT,
    "dropped_on" TEXT,
    "state" TEXT,
    "problem" TEXT NOT NULL DEFAULT '',
    "original_deleted_on" TEXT
) STRICT;

CREATE INDEX "scan_batch__trash" ON "scan_batch" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "scan_batch__dropped_on" ON "scan_batch" ("dropped_on");

CREATE TABLE "scanned_form" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "reference" TEXT NOT NULL DEFAULT '',
    "arrived_on" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "printed_form_id" TEXT REFERENCES "printed_form" (id),
    "follows" TEXT NOT NULL DEFAULT '',
    "confirmed" INTEGER,
    "title" TEXT NOT NULL DEFAULT '',
    "kind_of_document" TEXT,
    "dated" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "document_id" TEXT,
    "filed_on" TEXT,
    "reference__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "scanned_form__trash" ON "scanned_form" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "scanned_form__reference__folded" ON "scanned_form" ("reference__folded");

CREATE INDEX "scanned_form__arrived_on" ON "scanned_form" ("arrived_on");

CREATE INDEX "scanned_form__pupil_id" ON "scanned_form" ("pupil_id", "arrived_on");

CREATE INDEX "scanned_form__printed_form_id" ON "scanned_form" ("printed_form_id", "arrived_on");

CREATE INDEX "scanned_form__document_id" ON "scanned_form" ("document_id", "arrived_on");

CREATE TABLE "scanned_page" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "form_id" TEXT REFERENCES "scanned_form" (id),
    "batch_id" TEXT REFERENCES "scan_batch" (id),
    "file_page" INTEGER,
    "place" INTEGER,
    "turn" INTEGER,
    "left_out" INTEGER,
    "is_blank" INTEGER,
    "mark" TEXT,
    "reference" TEXT NOT NULL DEFAULT '',
    "form_page" INTEGER,
    "form_pages" INTEGER,
    "signatures" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "thumbnail_id" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "scanned_page__trash" ON "scanned_page" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "scanned_page__form_id" ON "scanned_page" ("form_id");

CREATE INDEX "scanned_page__batch_id" ON "scanned_page" ("batch_id");
