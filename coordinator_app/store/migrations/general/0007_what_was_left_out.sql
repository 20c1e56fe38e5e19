-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

CREATE INDEX "history__later" ON "history" ("record_id", "version") WHERE "version" > 1;

ALTER TABLE "request_search" ADD COLUMN "left_out" INTEGER;

ALTER TABLE "request_search" ADD COLUMN "left_out_reason" TEXT NOT NULL DEFAULT '';
