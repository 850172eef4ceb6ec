-- Every discharge and self-test of the battery, reading by reading, kept for good.
CREATE TABLE discharge_sample (
    began   TEXT NOT NULL,
    at      TEXT NOT NULL,
    charge  REAL,
    runtime INTEGER,
    percent REAL,
    watts   REAL,
    volts   REAL,
    status  TEXT NOT NULL,
    PRIMARY KEY (began, at)
) STRICT;
