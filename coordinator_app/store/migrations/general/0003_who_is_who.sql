-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

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
    "name__folded" TEXT NOT NULL DEFAULT '',
    "service__folded" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "agency__trash" ON "agency" (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX "agency__name__folded" ON "agency" ("name__folded");

CREATE INDEX "agency__service__folded" ON "agency" ("service__folded");
