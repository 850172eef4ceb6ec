-- Readings on the mains: each five minutes, and each hour once they are older than a month.
CREATE TABLE mains_reading (
    at      TEXT PRIMARY KEY,
    charge  REAL,
    runtime INTEGER,
    percent REAL,
    watts   REAL,
    volts   REAL,
    input   REAL,
    status  TEXT NOT NULL
) STRICT;
