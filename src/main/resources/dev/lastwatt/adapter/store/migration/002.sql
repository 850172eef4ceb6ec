-- How each observation ended, who had asked for the stop, and what went on beside it.
CREATE TABLE measured (
    id           INTEGER PRIMARY KEY,
    guest        TEXT NOT NULL,
    method       TEXT NOT NULL,
    at           TEXT NOT NULL,
    took         TEXT NOT NULL,
    ending       TEXT NOT NULL,
    cause        TEXT NOT NULL,
    memory_bytes INTEGER NOT NULL,
    others       INTEGER NOT NULL CHECK (others >= 0),
    heartbeat    TEXT NOT NULL,
    UNIQUE (guest, method, at)
) STRICT;

INSERT OR IGNORE INTO measured (id, guest, method, at, took, ending, cause, memory_bytes, others, heartbeat)
SELECT id, guest, method, at, took, CASE censored WHEN 0 THEN 'stopped' ELSE 'hung' END, 'run', memory_bytes, 0, 'UNKNOWN'
FROM sample;

DROP TABLE sample;
ALTER TABLE measured RENAME TO sample;
