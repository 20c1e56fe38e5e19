-- What every compartment has beside its records. The same text stands in each compartment's folder.

-- Every version of every record, as it was after the change; the version before it is the row before.
CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    change_id TEXT NOT NULL,
    undoes TEXT,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    change TEXT NOT NULL,
    at TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    after TEXT NOT NULL,
    UNIQUE (record_id, version)
) STRICT;
CREATE INDEX history__change_id ON history (change_id);

-- What stays of a record that was moved to another compartment or removed when its time was over.
CREATE TABLE stub (
    record_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('moving', 'moved', 'removed')),
    moved_to TEXT,
    at TEXT NOT NULL
) STRICT;

CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE TRIGGER history_goes_only_with_its_record BEFORE DELETE ON history
WHEN NOT EXISTS (SELECT 1 FROM stub WHERE stub.record_id = OLD.record_id)
BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;

-- Who did what and when; digests, never content. Each row is bound to the one before it by a keyed code.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    before_digest TEXT NOT NULL,
    after_digest TEXT NOT NULL,
    note_code TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit__record_id ON audit (record_id);
CREATE INDEX audit__subject_id ON audit (subject_id);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;

-- What is searched, folded (Łukasz as lukasz). The key holds the record's date, so newest first needs no sort.
CREATE TABLE search_document (
    key INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    on_date TEXT NOT NULL,
    folded TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
    folded, content = 'search_document', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);
-- merging is done when the app is idle, not while someone types
INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0);
-- the words of the index, to find those that begin with some letters; it keeps nothing of its own
CREATE VIRTUAL TABLE search_word USING fts5vocab (search_index, instance);
CREATE TRIGGER search_document_added AFTER INSERT ON search_document
BEGIN
    INSERT INTO search_index (rowid, folded) VALUES (NEW.key, NEW.folded);
END;
CREATE TRIGGER search_document_removed AFTER DELETE ON search_document
BEGIN
    INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', OLD.key, OLD.folded);
END;
CREATE TRIGGER search_document_is_replaced_not_changed BEFORE UPDATE ON search_document
BEGIN
    SELECT RAISE(ABORT, 'remove the search document and add it again');
END;

-- What someone was typing when the vault locked.
CREATE TABLE draft (
    slot_id TEXT NOT NULL,
    screen TEXT NOT NULL,
    record_id TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (slot_id, screen, record_id)
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

-- Files, in parts of 256 kB.
CREATE TABLE blob (
    id TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE blob_part (
    blob_id TEXT NOT NULL REFERENCES blob (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (blob_id, number)
) STRICT;

-- Raised by every unlock, so that an older copy of the vault is noticed.
CREATE TABLE generation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    vault_id TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO generation (one, number) VALUES (1, 0);
