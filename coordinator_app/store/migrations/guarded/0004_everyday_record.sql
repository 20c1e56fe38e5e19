-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

CREATE INDEX "audit__action" ON "audit" ("action");

CREATE INDEX "audit__at" ON "audit" ("at");

CREATE TABLE "unplaced_call" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "given_names" TEXT NOT NULL DEFAULT '',
    "family_name" TEXT NOT NULL DEFAULT '',
    "birth_date" TEXT,
    "school_id" TEXT,
    "happened_on" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "discussion_id" TEXT,
    "pupil_id" TEXT,
    "entry_id" TEXT,
    "closed_on" TEXT,
    "closed_why" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "unplaced_call__trash" ON "unplaced_call" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "unplaced_call__happened_on" ON "unplaced_call" ("happened_on");

CREATE INDEX "unplaced_call__school_id" ON "unplaced_call" ("school_id", "happened_on");

CREATE INDEX "unplaced_call__discussion_id" ON "unplaced_call" ("discussion_id", "happened_on");

CREATE INDEX "unplaced_call__pupil_id" ON "unplaced_call" ("pupil_id", "happened_on");

CREATE INDEX "unplaced_call__entry_id" ON "unplaced_call" ("entry_id", "happened_on");

CREATE INDEX "review_item__item_id" ON "review_item" ("item_id");

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
    "original_deleted_on" TEXT,
    "kept_apart" INTEGER
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
    "pupil_id" TEXT,
    "printed_form_id" TEXT,
    "follows" TEXT NOT NULL DEFAULT '',
    "confirmed" INTEGER,
    "title" TEXT NOT NULL DEFAULT '',
    "kind_of_document" TEXT,
    "dated" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "is_guarded" INTEGER,
    "document_id" TEXT,
    "filed_on" TEXT,
    "kept_apart" INTEGER,
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
    "form_id" TEXT,
    "batch_id" TEXT,
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
    "thumbnail_id" TEXT NOT NULL DEFAULT '',
    "kept_apart" INTEGER
) STRICT;

CREATE INDEX "scanned_page__trash" ON "scanned_page" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "scanned_page__form_id" ON "scanned_page" ("form_id");

CREATE INDEX "scanned_page__batch_id" ON "scanned_page" ("batch_id");

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
    "pupil_id" TEXT,
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
    "disclosure_id" TEXT,
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
