-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

ALTER TABLE "request_opinion" ADD COLUMN "about" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "extended_on" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "extension_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "rights_request" ADD COLUMN "extended_on" TEXT;

ALTER TABLE "rights_request" ADD COLUMN "extension_reason" TEXT NOT NULL DEFAULT '';
