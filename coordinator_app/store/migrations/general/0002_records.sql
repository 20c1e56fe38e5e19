-- Made from the catalogue by tools/make_migration.py: do not edit until the first release.

CREATE TABLE "partnership" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "fund_holding_school_id" TEXT REFERENCES "school" (id),
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "partnership__trash" ON "partnership" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "partnership__name__folded" ON "partnership" ("name__folded");

CREATE INDEX "partnership__fund_holding_school_id" ON "partnership" ("fund_holding_school_id");

CREATE TABLE "school" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "school_type" TEXT,
    "laestab" TEXT NOT NULL DEFAULT '',
    "urn" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "head" TEXT NOT NULL DEFAULT '',
    "data_protection_officer" TEXT NOT NULL DEFAULT '',
    "safeguarding_lead" TEXT NOT NULL DEFAULT '',
    "term_calendar_id" TEXT REFERENCES "term_calendar" (id),
    "name__folded" TEXT NOT NULL DEFAULT '',
    "laestab__folded" TEXT NOT NULL DEFAULT '',
    "head__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "school__trash" ON "school" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "school__name__folded" ON "school" ("name__folded");

CREATE INDEX "school__laestab__folded" ON "school" ("laestab__folded");

CREATE INDEX "school__head__folded" ON "school" ("head__folded");

CREATE INDEX "school__term_calendar_id" ON "school" ("term_calendar_id");

CREATE TABLE "officer" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "office" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "organisation" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "to_day" TEXT,
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "officer__trash" ON "officer" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "officer__name__folded" ON "officer" ("name__folded");

CREATE TABLE "term_calendar" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "term_calendar__trash" ON "term_calendar" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "term_calendar__name__folded" ON "term_calendar" ("name__folded");

CREATE TABLE "term_block" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "term_calendar_id" TEXT REFERENCES "term_calendar" (id),
    "title" TEXT NOT NULL DEFAULT '',
    "first_day" TEXT,
    "last_day" TEXT
) STRICT;

CREATE INDEX "term_block__trash" ON "term_block" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "term_block__first_day" ON "term_block" ("first_day");

CREATE INDEX "term_block__term_calendar_id" ON "term_block" ("term_calendar_id", "first_day");

CREATE TABLE "term_exception" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "term_calendar_id" TEXT REFERENCES "term_calendar" (id),
    "school_id" TEXT REFERENCES "school" (id),
    "on_day" TEXT,
    "kind_of_day" TEXT,
    "title" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "term_exception__trash" ON "term_exception" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "term_exception__on_day" ON "term_exception" ("on_day");

CREATE INDEX "term_exception__term_calendar_id" ON "term_exception" ("term_calendar_id", "on_day");

CREATE INDEX "term_exception__school_id" ON "term_exception" ("school_id", "on_day");

CREATE TABLE "pupil" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "given_names" TEXT NOT NULL DEFAULT '',
    "family_name" TEXT NOT NULL DEFAULT '',
    "known_as" TEXT NOT NULL DEFAULT '',
    "birth_date" TEXT,
    "upn" TEXT NOT NULL DEFAULT '',
    "year_group" INTEGER,
    "school_id" TEXT REFERENCES "school" (id),
    "sen_status" TEXT,
    "given_names__folded" TEXT NOT NULL DEFAULT '',
    "family_name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "pupil__trash" ON "pupil" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pupil__given_names__folded" ON "pupil" ("given_names__folded");

CREATE INDEX "pupil__family_name__folded" ON "pupil" ("family_name__folded");

CREATE INDEX "pupil__school_id" ON "pupil" ("school_id");

CREATE TABLE "carer" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "name" TEXT NOT NULL DEFAULT '',
    "relationship" TEXT,
    "has_responsibility" INTEGER,
    "evidence" TEXT,
    "evidence_seen_on" TEXT,
    "telephone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "address_is_confidential" INTEGER,
    "restrictions" TEXT NOT NULL DEFAULT '',
    "name__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "carer__trash" ON "carer" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "carer__name__folded" ON "carer" ("name__folded");

CREATE INDEX "carer__pupil_id" ON "carer" ("pupil_id");

CREATE TABLE "initial_discussion" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "initials" TEXT NOT NULL DEFAULT '',
    "school_id" TEXT REFERENCES "school" (id),
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "held_on" TEXT,
    "rang" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "initials__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "initial_discussion__trash" ON "initial_discussion" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "initial_discussion__initials__folded" ON "initial_discussion" ("initials__folded");

CREATE INDEX "initial_discussion__held_on" ON "initial_discussion" ("held_on");

CREATE INDEX "initial_discussion__school_id" ON "initial_discussion" ("school_id", "held_on");

CREATE INDEX "initial_discussion__pupil_id" ON "initial_discussion" ("pupil_id", "held_on");

CREATE TABLE "referral" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "school_id" TEXT REFERENCES "school" (id),
    "state" TEXT,
    "received_on" TEXT,
    "reason" TEXT,
    "school_words" TEXT NOT NULL DEFAULT '',
    "signed_by" TEXT NOT NULL DEFAULT '',
    "signatory_job" TEXT NOT NULL DEFAULT '',
    "signed_on" TEXT,
    "statement_acknowledged" INTEGER,
    "statement_version" INTEGER,
    "statement_hash" TEXT NOT NULL DEFAULT '',
    "decided_on" TEXT,
    "decision_reason" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "referral__trash" ON "referral" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "referral__signed_on" ON "referral" ("signed_on");

CREATE INDEX "referral__pupil_id" ON "referral" ("pupil_id", "signed_on");

CREATE INDEX "referral__school_id" ON "referral" ("school_id", "signed_on");

CREATE TABLE "printed_form" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "template" TEXT,
    "template_version" INTEGER,
    "template_hash" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "printed_on" TEXT,
    "large_print" INTEGER,
    "returned_on" TEXT,
    "reference__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "printed_form__trash" ON "printed_form" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "printed_form__reference__folded" ON "printed_form" ("reference__folded");

CREATE INDEX "printed_form__printed_on" ON "printed_form" ("printed_on");

CREATE INDEX "printed_form__pupil_id" ON "printed_form" ("pupil_id", "printed_on");

CREATE TABLE "consent" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "carer_id" TEXT REFERENCES "carer" (id),
    "form_reference" TEXT NOT NULL DEFAULT '',
    "signed_on" TEXT,
    "method" TEXT,
    "has_read" INTEGER,
    "understands" INTEGER,
    "is_content" INTEGER,
    "agrees_programme" INTEGER,
    "allows_photographs" INTEGER,
    "allows_trips" INTEGER,
    "allows_online" INTEGER,
    "responsibility_stated" INTEGER,
    "signature_seen" INTEGER,
    "young_person_signed" INTEGER,
    "young_person_view" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "interpreter" TEXT NOT NULL DEFAULT '',
    "statement_version" INTEGER,
    "statement_hash" TEXT NOT NULL DEFAULT '',
    "withdrawn_on" TEXT,
    "withdrawn_words" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "consent__trash" ON "consent" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "consent__signed_on" ON "consent" ("signed_on");

CREATE INDEX "consent__pupil_id" ON "consent" ("pupil_id", "signed_on");

CREATE INDEX "consent__carer_id" ON "consent" ("carer_id", "signed_on");

CREATE TABLE "review" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "review_number" INTEGER,
    "due_on" TEXT,
    "held_on" TEXT,
    "who_was_there" TEXT NOT NULL DEFAULT '',
    "attendance_percent" TEXT NOT NULL DEFAULT '',
    "attendance_words" TEXT NOT NULL DEFAULT '',
    "provider_words" TEXT NOT NULL DEFAULT '',
    "pupil_words" TEXT NOT NULL DEFAULT '',
    "family_words" TEXT NOT NULL DEFAULT '',
    "copy_given_to" TEXT NOT NULL DEFAULT '',
    "copy_given_on" TEXT,
    "finished" INTEGER
) STRICT;

CREATE INDEX "review__trash" ON "review" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "review__due_on" ON "review" ("due_on");

CREATE INDEX "review__pupil_id" ON "review" ("pupil_id", "due_on");

CREATE TABLE "review_target" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "review_id" TEXT REFERENCES "review" (id),
    "words" TEXT NOT NULL DEFAULT '',
    "result" TEXT,
    "comment" TEXT NOT NULL DEFAULT '',
    "words__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "review_target__trash" ON "review_target" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "review_target__words__folded" ON "review_target" ("words__folded");

CREATE INDEX "review_target__review_id" ON "review_target" ("review_id");

CREATE TABLE "review_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "review_id" TEXT REFERENCES "review" (id),
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "item_version" INTEGER,
    "is_guarded" INTEGER,
    "shared" INTEGER,
    "why_not" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "review_item__trash" ON "review_item" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "review_item__review_id" ON "review_item" ("review_id");

CREATE TABLE "chronology_entry" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "category" TEXT,
    "happened_on" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "standing" TEXT,
    "correction_reason" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "chronology_entry__trash" ON "chronology_entry" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "chronology_entry__happened_on" ON "chronology_entry" ("happened_on");

CREATE INDEX "chronology_entry__pupil_id" ON "chronology_entry" ("pupil_id", "happened_on");

CREATE TABLE "document" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "title" TEXT NOT NULL DEFAULT '',
    "kind_of_document" TEXT,
    "dated" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "given_name" TEXT NOT NULL DEFAULT '',
    "media_type" TEXT NOT NULL DEFAULT '',
    "byte_count" INTEGER,
    "page_count" INTEGER,
    "sha256" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "title__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "document__trash" ON "document" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "document__title__folded" ON "document" ("title__folded");

CREATE INDEX "document__dated" ON "document" ("dated");

CREATE INDEX "document__pupil_id" ON "document" ("pupil_id", "dated");

CREATE TABLE "disclosure" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "recipient" TEXT NOT NULL DEFAULT '',
    "recipient_kind" TEXT,
    "given_on" TEXT,
    "method" TEXT,
    "why" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "review_id" TEXT REFERENCES "review" (id),
    "request_id" TEXT REFERENCES "access_request" (id),
    "recipient__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "disclosure__trash" ON "disclosure" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "disclosure__recipient__folded" ON "disclosure" ("recipient__folded");

CREATE INDEX "disclosure__given_on" ON "disclosure" ("given_on");

CREATE INDEX "disclosure__pupil_id" ON "disclosure" ("pupil_id", "given_on");

CREATE INDEX "disclosure__review_id" ON "disclosure" ("review_id", "given_on");

CREATE INDEX "disclosure__request_id" ON "disclosure" ("request_id", "given_on");

CREATE TABLE "disclosed_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "disclosure_id" TEXT REFERENCES "disclosure" (id),
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "item_version" INTEGER,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "disclosed_item__trash" ON "disclosed_item" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "disclosed_item__disclosure_id" ON "disclosed_item" ("disclosure_id");

CREATE TABLE "access_request" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_number" INTEGER,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "carer_id" TEXT REFERENCES "carer" (id),
    "requester" TEXT NOT NULL DEFAULT '',
    "requester_kind" TEXT,
    "requester_address" TEXT NOT NULL DEFAULT '',
    "channel" TEXT,
    "received_on" TEXT,
    "typed_on" TEXT,
    "taken_by" TEXT NOT NULL DEFAULT '',
    "wanted" TEXT NOT NULL DEFAULT '',
    "stage" TEXT,
    "school_id" TEXT REFERENCES "school" (id),
    "identity_known" INTEGER,
    "identity_reason" TEXT NOT NULL DEFAULT '',
    "identity_asked_on" TEXT,
    "identity_seen_on" TEXT,
    "authority_asked_on" TEXT,
    "authority_seen_on" TEXT,
    "child_view" TEXT NOT NULL DEFAULT '',
    "child_understands" INTEGER,
    "child_understands_reason" TEXT NOT NULL DEFAULT '',
    "extended_on" TEXT,
    "extension_reason" TEXT NOT NULL DEFAULT '',
    "search_words" TEXT NOT NULL DEFAULT '',
    "gathered_at" TEXT,
    "approved_by" TEXT NOT NULL DEFAULT '',
    "approved_on" TEXT,
    "approval_reason" TEXT NOT NULL DEFAULT '',
    "approved_mark" TEXT NOT NULL DEFAULT '',
    "sent_on" TEXT,
    "sent_by" TEXT,
    "requester__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "access_request__trash" ON "access_request" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "access_request__requester__folded" ON "access_request" ("requester__folded");

CREATE INDEX "access_request__received_on" ON "access_request" ("received_on");

CREATE INDEX "access_request__pupil_id" ON "access_request" ("pupil_id", "received_on");

CREATE INDEX "access_request__carer_id" ON "access_request" ("carer_id", "received_on");

CREATE INDEX "access_request__school_id" ON "access_request" ("school_id", "received_on");

CREATE TABLE "request_pause" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "asked_on" TEXT,
    "question" TEXT NOT NULL DEFAULT '',
    "answered_on" TEXT,
    "answer" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_pause__trash" ON "request_pause" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_pause__asked_on" ON "request_pause" ("asked_on");

CREATE INDEX "request_pause__request_id" ON "request_pause" ("request_id", "asked_on");

CREATE TABLE "request_consultation" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "asked_on" TEXT,
    "asked_who" TEXT NOT NULL DEFAULT '',
    "chased_on" TEXT,
    "chased_who" TEXT NOT NULL DEFAULT '',
    "replied_on" TEXT,
    "reply" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_consultation__trash" ON "request_consultation" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_consultation__asked_on" ON "request_consultation" ("asked_on");

CREATE INDEX "request_consultation__request_id" ON "request_consultation" ("request_id", "asked_on");

CREATE TABLE "request_letter" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "letter" TEXT,
    "template_version" INTEGER,
    "template_hash" TEXT NOT NULL DEFAULT '',
    "written_on" TEXT,
    "sent_on" TEXT,
    "reference" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_letter__trash" ON "request_letter" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_letter__written_on" ON "request_letter" ("written_on");

CREATE INDEX "request_letter__request_id" ON "request_letter" ("request_id", "written_on");

CREATE TABLE "request_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "item_version" INTEGER,
    "parts_mark" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "title" TEXT NOT NULL DEFAULT '',
    "on_day" TEXT,
    "state_label" TEXT NOT NULL DEFAULT '',
    "draft_screen" TEXT NOT NULL DEFAULT '',
    "draft_words" TEXT NOT NULL DEFAULT '',
    "already_shared_on" TEXT,
    "outcome" TEXT,
    "exemption" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "decided_at" TEXT,
    "reset_because" TEXT NOT NULL DEFAULT '',
    "title__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_item__trash" ON "request_item" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_item__title__folded" ON "request_item" ("title__folded");

CREATE INDEX "request_item__on_day" ON "request_item" ("on_day");

CREATE INDEX "request_item__request_id" ON "request_item" ("request_id", "on_day");

CREATE TABLE "redaction" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_item_id" TEXT,
    "is_guarded" INTEGER,
    "field_name" TEXT NOT NULL DEFAULT '',
    "start" INTEGER,
    "end" INTEGER,
    "page" INTEGER,
    "left" INTEGER,
    "top" INTEGER,
    "right" INTEGER,
    "bottom" INTEGER,
    "exemption" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "covered_words" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "redaction__trash" ON "redaction" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "redaction__request_item_id" ON "redaction" ("request_item_id");

CREATE TABLE "pack" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "is_guarded" INTEGER,
    "built_at" TEXT,
    "pages" INTEGER,
    "byte_count" INTEGER,
    "sha256" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "readable_id" TEXT NOT NULL DEFAULT '',
    "decisions_mark" TEXT NOT NULL DEFAULT '',
    "audit_mark" TEXT NOT NULL DEFAULT '',
    "sent_on" TEXT
) STRICT;

CREATE INDEX "pack__trash" ON "pack" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pack__request_id" ON "pack" ("request_id");

CREATE TABLE "pack_finding" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pack_id" TEXT,
    "is_guarded" INTEGER,
    "check_name" TEXT NOT NULL DEFAULT '',
    "state" TEXT,
    "page" INTEGER,
    "detail" TEXT NOT NULL DEFAULT '',
    "kept_reason" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "pack_finding__trash" ON "pack_finding" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pack_finding__pack_id" ON "pack_finding" ("pack_id");
