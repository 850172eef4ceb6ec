-- The journal: facts in the order they were written, never changed and never removed.
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    type     TEXT NOT NULL,
    at       TEXT NOT NULL,
    run      TEXT,
    fact     TEXT NOT NULL
) STRICT;

CREATE INDEX journal_run ON journal (run, sequence) WHERE run IS NOT NULL;
CREATE INDEX journal_type ON journal (type, sequence);

CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_not_removed BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- INSERT OR REPLACE deletes without firing the trigger above, so a place that is taken refuses other words.
CREATE TRIGGER journal_is_not_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = NEW.sequence AND fact <> NEW.fact)
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- How long each guest took to stop.
CREATE TABLE sample (
    id           INTEGER PRIMARY KEY,
    guest        TEXT NOT NULL,
    method       TEXT NOT NULL,
    at           TEXT NOT NULL,
    took         TEXT NOT NULL,
    censored     INTEGER NOT NULL CHECK (censored IN (0, 1)),
    memory_bytes INTEGER NOT NULL
) STRICT;
