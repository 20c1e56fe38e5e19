-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

CREATE INDEX "audit__action" ON "audit" ("action");

CREATE INDEX "audit__at" ON "audit" ("at");

ALTER TABLE "review" ADD COLUMN "starts_at" TEXT NOT NULL DEFAULT '';

ALTER TABLE "review" ADD COLUMN "where_held" TEXT NOT NULL DEFAULT '';

ALTER TABLE "review" ADD COLUMN "provider_asked_on" TEXT;

ALTER TABLE "review" ADD COLUMN "without_feedback" TEXT NOT NULL DEFAULT '';

ALTER TABLE "review" ADD COLUMN "reopened_on" TEXT;

ALTER TABLE "review" ADD COLUMN "reopened_because" TEXT NOT NULL DEFAULT '';

CREATE INDEX "review__finished" ON "review" ("finished");

CREATE INDEX "review_item__item_id" ON "review_item" ("item_id");

CREATE TABLE "review_person" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "review_id" TEXT REFERENCES "review" (id),
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT,
    "carer_id" TEXT REFERENCES "carer" (id),
    "asked_on" TEXT,
    "came" INTEGER
) STRICT;

CREATE INDEX "review_person__trash" ON "review_person" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "review_person__review_id" ON "review_person" ("review_id");

CREATE INDEX "review_person__carer_id" ON "review_person" ("carer_id");

CREATE TABLE "review_copy" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "review_id" TEXT REFERENCES "review" (id),
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT,
    "carer_id" TEXT REFERENCES "carer" (id),
    "way" TEXT,
    "given_on" TEXT
) STRICT;

CREATE INDEX "review_copy__trash" ON "review_copy" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "review_copy__review_id" ON "review_copy" ("review_id");

CREATE INDEX "review_copy__carer_id" ON "review_copy" ("carer_id");

ALTER TABLE "chronology_entry" ADD COLUMN "written_by" TEXT NOT NULL DEFAULT '';

ALTER TABLE "chronology_entry" ADD COLUMN "may_be_told" TEXT;

ALTER TABLE "chronology_entry" ADD COLUMN "is_soft" INTEGER DEFAULT 0;

ALTER TABLE "chronology_entry" ADD COLUMN "soft_purpose" TEXT NOT NULL DEFAULT '';

ALTER TABLE "chronology_entry" ADD COLUMN "for_others" INTEGER DEFAULT 0;

ALTER TABLE "chronology_entry" ADD COLUMN "incident" TEXT NOT NULL DEFAULT '';

CREATE INDEX "chronology_entry__for_others" ON "chronology_entry" ("for_others");

CREATE INDEX "chronology_entry__incident" ON "chronology_entry" ("incident");

CREATE TABLE "entry_action" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "entry_id" TEXT,
    "what" TEXT NOT NULL DEFAULT '',
    "who" TEXT NOT NULL DEFAULT '',
    "due_on" TEXT,
    "done_on" TEXT,
    "not_needed" INTEGER,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "entry_action__trash" ON "entry_action" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "entry_action__done_on" ON "entry_action" ("done_on");

CREATE INDEX "entry_action__entry_id" ON "entry_action" ("entry_id");

CREATE TABLE "entry_seen" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "entry_id" TEXT,
    "role" TEXT NOT NULL DEFAULT '',
    "slot_id" TEXT NOT NULL DEFAULT '',
    "seen_at" TEXT,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "entry_seen__trash" ON "entry_seen" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "entry_seen__entry_id" ON "entry_seen" ("entry_id");

CREATE TABLE "entry_template" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "category" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "title__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "entry_template__trash" ON "entry_template" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "entry_template__title__folded" ON "entry_template" ("title__folded");

CREATE TABLE "suspension" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "exclusion_kind" TEXT,
    "first_on" TEXT,
    "half_days" INTEGER,
    "school_id" TEXT REFERENCES "school" (id),
    "reason" TEXT,
    "second_reason" TEXT,
    "third_reason" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "arranged_from" TEXT,
    "arranged_where" TEXT NOT NULL DEFAULT '',
    "entry_id" TEXT
) STRICT;

CREATE INDEX "suspension__trash" ON "suspension" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "suspension__first_on" ON "suspension" ("first_on");

CREATE INDEX "suspension__pupil_id" ON "suspension" ("pupil_id", "first_on");

CREATE INDEX "suspension__school_id" ON "suspension" ("school_id", "first_on");

CREATE INDEX "suspension__entry_id" ON "suspension" ("entry_id", "first_on");

ALTER TABLE "document" ADD COLUMN "may_be_told" TEXT;

ALTER TABLE "document" ADD COLUMN "came_with_id" TEXT;

ALTER TABLE "document" ADD COLUMN "made_from_id" TEXT;

ALTER TABLE "document" ADD COLUMN "read_by_machine" INTEGER DEFAULT 0;

ALTER TABLE "document" ADD COLUMN "unread_pages" INTEGER;

ALTER TABLE "document" ADD COLUMN "machine_tried" INTEGER DEFAULT 0;

ALTER TABLE "document" ADD COLUMN "lies_hidden" TEXT NOT NULL DEFAULT '';

ALTER TABLE "document" ADD COLUMN "trash_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "document" ADD COLUMN "held_elsewhere" TEXT NOT NULL DEFAULT '';

CREATE INDEX "document__came_with_id" ON "document" ("came_with_id", "dated");

CREATE INDEX "document__made_from_id" ON "document" ("made_from_id", "dated");

ALTER TABLE "scan_batch" ADD COLUMN "kept_apart" INTEGER DEFAULT 0;

ALTER TABLE "scanned_form" ADD COLUMN "kept_apart" INTEGER DEFAULT 0;

ALTER TABLE "scanned_page" ADD COLUMN "kept_apart" INTEGER DEFAULT 0;

CREATE TABLE "attendance_week" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "school_id" TEXT REFERENCES "school" (id),
    "provider_id" TEXT REFERENCES "provider" (id),
    "monday" TEXT,
    "marks" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "brought_in_id" TEXT REFERENCES "attendance_file" (id)
) STRICT;

CREATE INDEX "attendance_week__trash" ON "attendance_week" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "attendance_week__monday" ON "attendance_week" ("monday");

CREATE INDEX "attendance_week__pupil_id" ON "attendance_week" ("pupil_id", "monday");

CREATE INDEX "attendance_week__school_id" ON "attendance_week" ("school_id", "monday");

CREATE INDEX "attendance_week__provider_id" ON "attendance_week" ("provider_id", "monday");

CREATE INDEX "attendance_week__brought_in_id" ON "attendance_week" ("brought_in_id", "monday");

CREATE TABLE "attendance_file" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "brought_at" TEXT,
    "called" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL DEFAULT '',
    "school_id" TEXT REFERENCES "school" (id),
    "provider_id" TEXT REFERENCES "provider" (id),
    "rows" INTEGER,
    "new_weeks" INTEGER,
    "changed_weeks" INTEGER,
    "refused_rows" INTEGER
) STRICT;

CREATE INDEX "attendance_file__trash" ON "attendance_file" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "attendance_file__school_id" ON "attendance_file" ("school_id");

CREATE INDEX "attendance_file__provider_id" ON "attendance_file" ("provider_id");

CREATE TABLE "attendance_columns" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "heading" TEXT NOT NULL DEFAULT '',
    "meaning" TEXT NOT NULL DEFAULT '',
    "encoding" TEXT NOT NULL DEFAULT '',
    "day_first" INTEGER
) STRICT;

CREATE INDEX "attendance_columns__trash" ON "attendance_columns" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "attendance_columns__heading" ON "attendance_columns" ("heading");

CREATE TABLE "saved_view" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "page" TEXT NOT NULL DEFAULT '',
    "filters" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "title__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "saved_view__trash" ON "saved_view" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "saved_view__title__folded" ON "saved_view" ("title__folded");

CREATE TABLE "correction_claim" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT REFERENCES "pupil" (id),
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "field_label" TEXT NOT NULL DEFAULT '',
    "asked_by" TEXT NOT NULL DEFAULT '',
    "asked_on" TEXT,
    "says" TEXT NOT NULL DEFAULT '',
    "evidence" TEXT NOT NULL DEFAULT '',
    "evidence_document_id" TEXT,
    "outcome" TEXT,
    "decided_on" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "told_on" TEXT,
    "before_version" INTEGER,
    "after_version" INTEGER,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "correction_claim__trash" ON "correction_claim" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "correction_claim__asked_on" ON "correction_claim" ("asked_on");

CREATE INDEX "correction_claim__item_id" ON "correction_claim" ("item_id");

CREATE INDEX "correction_claim__pupil_id" ON "correction_claim" ("pupil_id", "asked_on");

CREATE INDEX "correction_claim__evidence_document_id" ON "correction_claim" ("evidence_document_id", "asked_on");

CREATE TABLE "correction_notice" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "claim_id" TEXT,
    "disclosure_id" TEXT REFERENCES "disclosure" (id),
    "recipient" TEXT NOT NULL DEFAULT '',
    "told_on" TEXT,
    "confirmed_on" TEXT,
    "not_needed" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "correction_notice__trash" ON "correction_notice" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "correction_notice__claim_id" ON "correction_notice" ("claim_id");

CREATE INDEX "correction_notice__disclosure_id" ON "correction_notice" ("disclosure_id");

ALTER TABLE "disclosed_item" ADD COLUMN "why" TEXT NOT NULL DEFAULT '';

CREATE INDEX "disclosed_item__item_id" ON "disclosed_item" ("item_id");

CREATE INDEX "request_item__item_id" ON "request_item" ("item_id");
