-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

ALTER TABLE "printed_form" ADD COLUMN "contact_because" TEXT NOT NULL DEFAULT '';

CREATE INDEX "chronology_entry__soft_purpose" ON "chronology_entry" ("soft_purpose") WHERE "soft_purpose" > '';

ALTER TABLE "document" ADD COLUMN "part_number" INTEGER;

ALTER TABLE "document" ADD COLUMN "part_count" INTEGER;

ALTER TABLE "document" ADD COLUMN "first_page" INTEGER;

ALTER TABLE "document" ADD COLUMN "whole_pages" INTEGER;

ALTER TABLE "correction_claim" ADD COLUMN "by_pupil" INTEGER DEFAULT 0;

ALTER TABLE "correction_claim" ADD COLUMN "told_how" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "extended_on" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "extension_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "extension_ground" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "extension_letter_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "extension_reference" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "identity_asked_on" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "identity_asked_how" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "identity_seen_on" TEXT;

ALTER TABLE "correction_notice" ADD COLUMN "told_line_id" TEXT;

CREATE INDEX "correction_notice__told_line_id" ON "correction_notice" ("told_line_id");

CREATE TABLE "correction_question" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "question" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "asked_on" TEXT,
    "letter_id" TEXT NOT NULL DEFAULT '',
    "letter_reference" TEXT NOT NULL DEFAULT '',
    "chased_on" TEXT,
    "answered_on" TEXT,
    "answered_by" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "claim_id" TEXT
) STRICT;

CREATE INDEX "correction_question__trash" ON "correction_question" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "correction_question__asked_on" ON "correction_question" ("asked_on");

CREATE INDEX "correction_question__claim_id" ON "correction_question" ("claim_id", "asked_on");

ALTER TABLE "disclosure" ADD COLUMN "in_error" INTEGER DEFAULT 0;

ALTER TABLE "disclosure" ADD COLUMN "meant_for" TEXT NOT NULL DEFAULT '';

ALTER TABLE "disclosed_item" ADD COLUMN "copy_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "disclosed_item" ADD COLUMN "file_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "identity_asked_how" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "authority_asked_how" TEXT NOT NULL DEFAULT '';

ALTER TABLE "access_request" ADD COLUMN "orders_read" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_pause" ADD COLUMN "asked_how" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_letter" ADD COLUMN "sent_how" TEXT;

ALTER TABLE "request_letter" ADD COLUMN "sent_to" TEXT NOT NULL DEFAULT '';

ALTER TABLE "request_letter" ADD COLUMN "answer_by" TEXT;

ALTER TABLE "request_letter" ADD COLUMN "longer_ground" TEXT;

CREATE TABLE "request_mishap" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT REFERENCES "access_request" (id),
    "went_wrong" TEXT,
    "happened_on" TEXT,
    "pack_id" TEXT NOT NULL DEFAULT '',
    "copy_at" TEXT,
    "breach_id" TEXT NOT NULL DEFAULT '',
    "breach_number" INTEGER,
    "is_apart" INTEGER,
    "answered" INTEGER,
    "answered_on" TEXT,
    "said_by" TEXT NOT NULL DEFAULT '',
    "said_how" TEXT NOT NULL DEFAULT '',
    "sent_by" TEXT,
    "sent_to" TEXT NOT NULL DEFAULT '',
    "delivery_reference" TEXT NOT NULL DEFAULT '',
    "password_told" TEXT NOT NULL DEFAULT '',
    "arrived_on" TEXT
) STRICT;

CREATE INDEX "request_mishap__trash" ON "request_mishap" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_mishap__happened_on" ON "request_mishap" ("happened_on");

CREATE INDEX "request_mishap__pack_id" ON "request_mishap" ("pack_id");

CREATE INDEX "request_mishap__breach_id" ON "request_mishap" ("breach_id");

CREATE INDEX "request_mishap__request_id" ON "request_mishap" ("request_id", "happened_on");

ALTER TABLE "rights_request" ADD COLUMN "identity_asked_how" TEXT NOT NULL DEFAULT '';

ALTER TABLE "rights_request" ADD COLUMN "extended_on" TEXT;

ALTER TABLE "rights_request" ADD COLUMN "extension_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "rights_request" ADD COLUMN "extension_ground" TEXT;

ALTER TABLE "rights_request" ADD COLUMN "extension_letter_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "rights_request" ADD COLUMN "extension_reference" TEXT NOT NULL DEFAULT '';

ALTER TABLE "rights_request" ADD COLUMN "told_how" TEXT;

ALTER TABLE "rights_request" ADD COLUMN "lift_told_how" TEXT;

ALTER TABLE "rights_notice" ADD COLUMN "end_told_on" TEXT;

ALTER TABLE "rights_notice" ADD COLUMN "end_told_how" TEXT;

ALTER TABLE "rights_notice" ADD COLUMN "end_not_needed" TEXT NOT NULL DEFAULT '';

CREATE TABLE "rights_question" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "question" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "asked_on" TEXT,
    "letter_id" TEXT NOT NULL DEFAULT '',
    "letter_reference" TEXT NOT NULL DEFAULT '',
    "chased_on" TEXT,
    "answered_on" TEXT,
    "answered_by" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "request_id" TEXT
) STRICT;

CREATE INDEX "rights_question__trash" ON "rights_question" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "rights_question__asked_on" ON "rights_question" ("asked_on");

CREATE INDEX "rights_question__request_id" ON "rights_question" ("request_id", "asked_on");

ALTER TABLE "restriction" ADD COLUMN "about" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "people_told" TEXT;

ALTER TABLE "breach" ADD COLUMN "people_told_on" TEXT;

ALTER TABLE "breach" ADD COLUMN "told_whom" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "told_address" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "told_by" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "told_how" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "told_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "may_mean" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "they_can_do" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "told_letter_id" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "told_reference" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "closed_although" TEXT NOT NULL DEFAULT '';

ALTER TABLE "breach" ADD COLUMN "reopened_on" TEXT;

ALTER TABLE "breach" ADD COLUMN "reopened_because" TEXT NOT NULL DEFAULT '';

CREATE TABLE "breach_person" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "breach_id" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "concerned" TEXT NOT NULL DEFAULT '',
    "must" TEXT,
    "why" TEXT NOT NULL DEFAULT '',
    "told_whom" TEXT NOT NULL DEFAULT '',
    "told_address" TEXT NOT NULL DEFAULT '',
    "of_theirs" TEXT NOT NULL DEFAULT '',
    "may_mean" TEXT NOT NULL DEFAULT '',
    "they_can_do" TEXT NOT NULL DEFAULT '',
    "letter_id" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "told_on" TEXT,
    "told_how" TEXT NOT NULL DEFAULT '',
    "told_by" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "breach_person__trash" ON "breach_person" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "breach_person__told_on" ON "breach_person" ("told_on");

CREATE INDEX "breach_person__breach_id" ON "breach_person" ("breach_id", "told_on");

CREATE INDEX "breach_person__pupil_id" ON "breach_person" ("pupil_id", "told_on");

ALTER TABLE "complaint" ADD COLUMN "by_pupil" INTEGER DEFAULT 0;

ALTER TABLE "complaint" ADD COLUMN "told_how" TEXT NOT NULL DEFAULT '';
