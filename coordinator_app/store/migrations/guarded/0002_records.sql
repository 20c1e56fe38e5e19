-- Made from the catalogue by tools/make_migration.py: do not edit until the first release.

CREATE TABLE "review_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "review_id" TEXT,
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
    "pupil_id" TEXT,
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
    "pupil_id" TEXT,
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

CREATE TABLE "disclosed_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "disclosure_id" TEXT,
    "item_kind" TEXT NOT NULL DEFAULT '',
    "item_id" TEXT NOT NULL DEFAULT '',
    "item_version" INTEGER,
    "is_guarded" INTEGER
) STRICT;

CREATE INDEX "disclosed_item__trash" ON "disclosed_item" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "disclosed_item__disclosure_id" ON "disclosed_item" ("disclosure_id");

CREATE TABLE "request_advice" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
    "officer" TEXT NOT NULL DEFAULT '',
    "asked_on" TEXT,
    "given_on" TEXT,
    "advice" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "request_advice__trash" ON "request_advice" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "request_advice__asked_on" ON "request_advice" ("asked_on");

CREATE INDEX "request_advice__request_id" ON "request_advice" ("request_id", "asked_on");

CREATE TABLE "request_item" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "request_id" TEXT,
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
    "request_id" TEXT,
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
