-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

ALTER TABLE "request_search" ADD COLUMN "left_out" INTEGER;

ALTER TABLE "request_search" ADD COLUMN "left_out_reason" TEXT NOT NULL DEFAULT '';
