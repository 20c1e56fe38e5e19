-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

CREATE INDEX "history__later" ON "history" ("record_id", "version") WHERE "version" > 1;
