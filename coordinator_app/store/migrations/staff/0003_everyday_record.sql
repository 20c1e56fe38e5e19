-- Made from the catalogue by tools/make_migration.py; it changes until frozen.json names it.

CREATE INDEX "audit__action" ON "audit" ("action");

CREATE INDEX "audit__at" ON "audit" ("at");
