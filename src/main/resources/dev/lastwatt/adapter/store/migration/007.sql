-- Every policy that was in force, as it was written; never changed, never removed.
CREATE TABLE policy_version (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    by     TEXT NOT NULL,
    reason TEXT NOT NULL,
    text   TEXT NOT NULL
) STRICT;

-- What a request with an Idempotency-Key was answered; status is null while nobody knows.
CREATE TABLE kept_answer (
    who     TEXT NOT NULL,
    key     TEXT NOT NULL,
    request TEXT NOT NULL,
    at      TEXT NOT NULL,
    status  INTEGER,
    headers TEXT,
    body    TEXT,
    PRIMARY KEY (who, key)
) STRICT;
