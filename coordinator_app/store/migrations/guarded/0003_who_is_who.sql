-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

CREATE TABLE "medical_note" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT,
    "note_kind" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "what_to_do" TEXT NOT NULL DEFAULT '',
    "told_by" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT,
    "until_day" TEXT
) STRICT;

CREATE INDEX "medical_note__trash" ON "medical_note" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "medical_note__from_day" ON "medical_note" ("from_day");

CREATE INDEX "medical_note__pupil_id" ON "medical_note" ("pupil_id", "from_day");

CREATE TABLE "care_plan" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT,
    "plan_kind" TEXT,
    "plan_reason" TEXT,
    "from_day" TEXT,
    "until_day" TEXT,
    "social_worker" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "care_plan__trash" ON "care_plan" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "care_plan__from_day" ON "care_plan" ("from_day");

CREATE INDEX "care_plan__pupil_id" ON "care_plan" ("pupil_id", "from_day");

CREATE TABLE "merged_record" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "kept_id" TEXT,
    "gone_id" TEXT,
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

CREATE TABLE "referral_risk" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT,
    "referral_id" TEXT,
    "noted_on" TEXT,
    "to_self" INTEGER,
    "from_others" INTEGER,
    "to_others" INTEGER,
    "level" TEXT,
    "known" TEXT NOT NULL DEFAULT '',
    "plan" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "referral_risk__trash" ON "referral_risk" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "referral_risk__noted_on" ON "referral_risk" ("noted_on");

CREATE INDEX "referral_risk__pupil_id" ON "referral_risk" ("pupil_id", "noted_on");

CREATE INDEX "referral_risk__referral_id" ON "referral_risk" ("referral_id", "noted_on");

CREATE TABLE "risk_words" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "programme_id" TEXT,
    "hazards" TEXT NOT NULL DEFAULT '',
    "measures" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "risk_words__trash" ON "risk_words" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "risk_words__programme_id" ON "risk_words" ("programme_id");

CREATE TABLE "paper_taken_out" (
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "trashed_at" TEXT,
    "pupil_id" TEXT,
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
