-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

ALTER TABLE "correction_claim" ADD COLUMN "other_view" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "recipients_asked_on" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "answer_letter_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "answer_reference" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_notice" ADD COLUMN "why_told" TEXT;

ALTER TABLE "correction_notice" ADD COLUMN "recipient_kind" TEXT;

ALTER TABLE "correction_notice" ADD COLUMN "contact" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_notice" ADD COLUMN "address" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_notice" ADD COLUMN "letter_on" TEXT;

ALTER TABLE "correction_notice" ADD COLUMN "letter_reference" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_notice" ADD COLUMN "letter_version" INTEGER;

ALTER TABLE "correction_notice" ADD COLUMN "letter_hash" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_notice" ADD COLUMN "letter_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_notice" ADD COLUMN "told_how" TEXT;

ALTER TABLE "disclosure" ADD COLUMN "is_guarded" INTEGER DEFAULT 0;

ALTER TABLE "access_request" ADD COLUMN "sort" TEXT;

ALTER TABLE "access_request" ADD COLUMN "about_staff" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "repeats_id" TEXT REFERENCES "access_request" (id);

ALTER TABLE "access_request" ADD COLUMN "identity_seen" TEXT;

ALTER TABLE "access_request" ADD COLUMN "identity_seen_by" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "authority_seen" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "court_order" TEXT;

ALTER TABLE "access_request" ADD COLUMN "court_order_note" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "court_order_checked_on" TEXT;

ALTER TABLE "access_request" ADD COLUMN "child_judged_by" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "child_judged_on" TEXT;

ALTER TABLE "access_request" ADD COLUMN "child_agrees" INTEGER;

ALTER TABLE "access_request" ADD COLUMN "in_childs_interests" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "sent_to" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "delivery_reference" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "password_told" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "arrived_on" TEXT;

ALTER TABLE "access_request" ADD COLUMN "closed_on" TEXT;

ALTER TABLE "access_request" ADD COLUMN "closed_as" TEXT;

ALTER TABLE "access_request" ADD COLUMN "closed_because" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "told_target_on" TEXT;

ALTER TABLE "access_request" ADD COLUMN "told_school_on" TEXT;

ALTER TABLE "access_request" ADD COLUMN "told_legal_on" TEXT;

CREATE INDEX "access_request__repeats_id" ON "access_request" ("repeats_id", "received_on");

ALTER TABLE "request_pause" ADD COLUMN "reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_pause" ADD COLUMN "letter_id" TEXT;

ALTER TABLE "request_pause" ADD COLUMN "chased_on" TEXT;

ALTER TABLE "request_pause" ADD COLUMN "answered_by" TEXT;

CREATE INDEX "request_pause__letter_id" ON "request_pause" ("letter_id", "asked_on");

ALTER TABLE "request_letter" ADD COLUMN "is_guarded" INTEGER DEFAULT 0;

ALTER TABLE "request_letter" ADD COLUMN "addressed_to" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_letter" ADD COLUMN "person_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_letter" ADD COLUMN "chased_on" TEXT;

ALTER TABLE "request_letter" ADD COLUMN "replied_on" TEXT;

ALTER TABLE "request_letter" ADD COLUMN "question" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_letter" ADD COLUMN "why" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_letter" ADD COLUMN "reply" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "is_mention" INTEGER DEFAULT 0;

ALTER TABLE "request_item" ADD COLUMN "mention" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "mention_score" INTEGER;

ALTER TABLE "request_item" ADD COLUMN "from_item_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "hidden_part" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "duplicate_of_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "likeness" INTEGER;

ALTER TABLE "request_item" ADD COLUMN "thread" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "unread_pages" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_item" ADD COLUMN "pages_read_on" TEXT;

CREATE INDEX "request_item__from_item_id" ON "request_item" ("from_item_id");

CREATE INDEX "request_item__duplicate_of_id" ON "request_item" ("duplicate_of_id");

ALTER TABLE "redaction" ADD COLUMN "person_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "redaction" ADD COLUMN "origin" TEXT;

ALTER TABLE "redaction" ADD COLUMN "stands_for" TEXT NOT NULL DEFAULT '';

CREATE INDEX "redaction__person_id" ON "redaction" ("person_id");

ALTER TABLE "pack" ADD COLUMN "volumes" INTEGER;

ALTER TABLE "pack" ADD COLUMN "print_id" TEXT NOT NULL DEFAULT '';

CREATE TABLE "pack_volume" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pack_id" TEXT,
    "is_guarded" INTEGER,
    "volume" INTEGER,
    "first_page" INTEGER,
    "pages" INTEGER,
    "byte_count" INTEGER,
    "sha256" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "readable_id" TEXT NOT NULL DEFAULT '',
    "print_id" TEXT NOT NULL DEFAULT '',
    "opens_with" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "pack_volume__trash" ON "pack_volume" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "pack_volume__pack_id" ON "pack_volume" ("pack_id");

CREATE TABLE "request_person" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "is_guarded" INTEGER,
    "person_kind" TEXT,
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "called" TEXT NOT NULL DEFAULT '',
    "also_called" TEXT NOT NULL DEFAULT '',
    "decision" TEXT,
    "exemption" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "kind_of_information" TEXT NOT NULL DEFAULT '',
    "confidence" TEXT NOT NULL DEFAULT '',
    "steps_taken" TEXT NOT NULL DEFAULT '',
    "asked_on" TEXT,
    "answer" TEXT,
    "answered_on" TEXT,
    "places" INTEGER
) STRICT;

CREATE INDEX "request_person__trash" ON "request_person" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_person__item_id" ON "request_person" ("item_id");

CREATE INDEX "request_person__request_id" ON "request_person" ("request_id");

CREATE TABLE "request_place" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "place_kind" TEXT,
    "called" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "asked_who" TEXT NOT NULL DEFAULT '',
    "asked_on" TEXT,
    "chased_on" TEXT,
    "answered_on" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "found_something" INTEGER,
    "attached_on" TEXT,
    "left_out" TEXT NOT NULL DEFAULT '',
    "called__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_place__trash" ON "request_place" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_place__called__folded" ON "request_place" ("called__folded");

CREATE INDEX "request_place__asked_on" ON "request_place" ("asked_on");

CREATE INDEX "request_place__request_id" ON "request_place" ("request_id", "asked_on");

CREATE TABLE "request_search" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "is_guarded" INTEGER,
    "terms" TEXT NOT NULL DEFAULT '',
    "where" TEXT NOT NULL DEFAULT '',
    "hits" INTEGER,
    "searched_at" TEXT
) STRICT;

CREATE INDEX "request_search__trash" ON "request_search" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_search__request_id" ON "request_search" ("request_id");

CREATE TABLE "request_work" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "on_day" TEXT,
    "minutes" INTEGER,
    "doing" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_work__trash" ON "request_work" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_work__on_day" ON "request_work" ("on_day");

CREATE INDEX "request_work__request_id" ON "request_work" ("request_id", "on_day");

CREATE TABLE "rights_request" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_number" INTEGER,
    "kind_asked" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "about_carer" TEXT NOT NULL DEFAULT '',
    "asked_by" TEXT NOT NULL DEFAULT '',
    "asker_kind" TEXT,
    "address" TEXT NOT NULL DEFAULT '',
    "authority" TEXT NOT NULL DEFAULT '',
    "channel" TEXT,
    "received_on" TEXT,
    "typed_on" TEXT,
    "says" TEXT NOT NULL DEFAULT '',
    "identity_known" INTEGER,
    "identity_reason" TEXT NOT NULL DEFAULT '',
    "identity_asked_on" TEXT,
    "identity_seen_on" TEXT,
    "identity_seen" TEXT,
    "outcome" TEXT,
    "decided_on" TEXT,
    "decided_by" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "what_is_done" TEXT NOT NULL DEFAULT '',
    "told_on" TEXT,
    "done_on" TEXT,
    "lift_reason" TEXT NOT NULL DEFAULT '',
    "lift_told_on" TEXT,
    "lifted_on" TEXT,
    "recipients_asked_on" TEXT,
    "is_guarded" INTEGER,
    "asked_by__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "rights_request__trash" ON "rights_request" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "rights_request__asked_by__folded" ON "rights_request" ("asked_by__folded");

CREATE INDEX "rights_request__received_on" ON "rights_request" ("received_on");

CREATE INDEX "rights_request__pupil_id" ON "rights_request" ("pupil_id", "received_on");

CREATE TABLE "rights_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "called" TEXT NOT NULL DEFAULT '',
    "erased_on" TEXT,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "rights_item__trash" ON "rights_item" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "rights_item__item_id" ON "rights_item" ("item_id");

CREATE INDEX "rights_item__request_id" ON "rights_item" ("request_id");

CREATE TABLE "rights_check" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "question" TEXT NOT NULL DEFAULT '',
    "answer" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "answered_on" TEXT,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "rights_check__trash" ON "rights_check" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "rights_check__request_id" ON "rights_check" ("request_id");

CREATE TABLE "rights_notice" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "disclosure_id" TEXT NOT NULL DEFAULT '',
    "recipient" TEXT NOT NULL DEFAULT '',
    "recipient_kind" TEXT,
    "why_told" TEXT,
    "contact" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "told_on" TEXT,
    "told_how" TEXT,
    "confirmed_on" TEXT,
    "not_needed" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "rights_notice__trash" ON "rights_notice" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "rights_notice__request_id" ON "rights_notice" ("request_id");

CREATE TABLE "restricted_use" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "on_day" TEXT,
    "allowed" TEXT,
    "what" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "restricted_use__trash" ON "restricted_use" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "restricted_use__on_day" ON "restricted_use" ("on_day");

CREATE INDEX "restricted_use__request_id" ON "restricted_use" ("request_id", "on_day");

CREATE TABLE "rights_letter" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "letter" TEXT,
    "addressed_to" TEXT NOT NULL DEFAULT '',
    "sent_how" TEXT,
    "written_on" TEXT,
    "reference" TEXT NOT NULL DEFAULT '',
    "template_version" INTEGER,
    "template_hash" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "rights_letter__trash" ON "rights_letter" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "rights_letter__written_on" ON "rights_letter" ("written_on");

CREATE INDEX "rights_letter__request_id" ON "rights_letter" ("request_id", "written_on");

CREATE TABLE "erasure_certificate" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "erased_at" TEXT,
    "kinds" TEXT NOT NULL DEFAULT '',
    "agreed_by" TEXT NOT NULL DEFAULT '',
    "agreed_how" TEXT NOT NULL DEFAULT '',
    "backups" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "erasure_certificate__trash" ON "erasure_certificate" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "erasure_certificate__request_id" ON "erasure_certificate" ("request_id");

CREATE TABLE "restriction" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "request_id" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "until_day" TEXT
) STRICT;

CREATE INDEX "restriction__trash" ON "restriction" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "restriction__from_day" ON "restriction" ("from_day");

CREATE INDEX "restriction__request_id" ON "restriction" ("request_id");

CREATE INDEX "restriction__pupil_id" ON "restriction" ("pupil_id", "from_day");

CREATE TABLE "breach" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "breach_number" INTEGER,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "request_id" TEXT NOT NULL DEFAULT '',
    "pack_id" TEXT NOT NULL DEFAULT '',
    "happened_on" TEXT,
    "aware_at" TEXT,
    "what_happened" TEXT NOT NULL DEFAULT '',
    "recipient" TEXT NOT NULL DEFAULT '',
    "what_was_in_it" TEXT NOT NULL DEFAULT '',
    "was_locked" INTEGER,
    "contained" TEXT NOT NULL DEFAULT '',
    "contained_on" TEXT,
    "report" TEXT,
    "report_reason" TEXT NOT NULL DEFAULT '',
    "decided_on" TEXT,
    "closed_on" TEXT,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "breach__trash" ON "breach" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "breach__happened_on" ON "breach" ("happened_on");

CREATE INDEX "breach__request_id" ON "breach" ("request_id");

CREATE INDEX "breach__pupil_id" ON "breach" ("pupil_id", "happened_on");

CREATE TABLE "complaint" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "complaint_number" INTEGER,
    "route" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "request_kind" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT NOT NULL DEFAULT '',
    "about" TEXT,
    "complainant" TEXT NOT NULL DEFAULT '',
    "complainant_is" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "channel" TEXT,
    "received_on" TEXT,
    "typed_on" TEXT,
    "says" TEXT NOT NULL DEFAULT '',
    "wants" TEXT NOT NULL DEFAULT '',
    "about_whom" TEXT NOT NULL DEFAULT '',
    "handler" TEXT NOT NULL DEFAULT '',
    "first_contact" TEXT NOT NULL DEFAULT '',
    "acknowledged_on" TEXT,
    "acknowledged_how" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT,
    "decided_on" TEXT,
    "decided_by" TEXT NOT NULL DEFAULT '',
    "found" TEXT NOT NULL DEFAULT '',
    "put_right" TEXT NOT NULL DEFAULT '',
    "told_on" TEXT,
    "taken_to_ico_on" TEXT,
    "ico_reference" TEXT NOT NULL DEFAULT '',
    "closed_on" TEXT,
    "is_guarded" INTEGER,
    "complainant__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "complaint__trash" ON "complaint" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "complaint__complainant__folded" ON "complaint" ("complainant__folded");

CREATE INDEX "complaint__received_on" ON "complaint" ("received_on");

CREATE INDEX "complaint__request_id" ON "complaint" ("request_id");

CREATE INDEX "complaint__pupil_id" ON "complaint" ("pupil_id", "received_on");

CREATE TABLE "complaint_step" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "complaint_id" TEXT,
    "step" TEXT,
    "on_day" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "by_whom" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "complaint_step__trash" ON "complaint_step" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "complaint_step__on_day" ON "complaint_step" ("on_day");

CREATE INDEX "complaint_step__complaint_id" ON "complaint_step" ("complaint_id", "on_day");

CREATE TABLE "complaint_letter" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "complaint_id" TEXT,
    "letter" TEXT,
    "written_on" TEXT,
    "reference" TEXT NOT NULL DEFAULT '',
    "template_version" INTEGER,
    "template_hash" TEXT NOT NULL DEFAULT '',
    "content_id" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "complaint_letter__trash" ON "complaint_letter" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "complaint_letter__written_on" ON "complaint_letter" ("written_on");

CREATE INDEX "complaint_letter__complaint_id" ON "complaint_letter" ("complaint_id", "written_on");
