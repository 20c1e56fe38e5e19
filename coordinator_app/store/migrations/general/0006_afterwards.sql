-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

ALTER TABLE "printed_form" ADD COLUMN "contact_because" TEXT NOT NULL DEFAULT '';

ALTER TABLE "correction_claim" ADD COLUMN "extended_on" TEXT;

ALTER TABLE "correction_claim" ADD COLUMN "extension_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "rights_request" ADD COLUMN "extended_on" TEXT;

ALTER TABLE "rights_request" ADD COLUMN "extension_reason" TEXT NOT NULL DEFAULT '';
