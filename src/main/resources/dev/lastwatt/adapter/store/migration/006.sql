-- A host may have several UPSes: each discharge and reading is of one of them, whose name is empty where there is only one.
ALTER TABLE discharge_sample RENAME TO discharge_sample_of_one;
CREATE TABLE discharge_sample (
    ups     TEXT NOT NULL,
    began   TEXT NOT NULL,
    at      TEXT NOT NULL,
    charge  REAL,
    runtime INTEGER,
    percent REAL,
    watts   REAL,
    volts   REAL,
    status  TEXT NOT NULL,
    PRIMARY KEY (ups, began, at)
) STRICT;
INSERT INTO discharge_sample
    SELECT '', began, at, charge, runtime, percent, watts, volts, status FROM discharge_sample_of_one ORDER BY rowid;
DROP TABLE discharge_sample_of_one;
ALTER TABLE mains_reading RENAME TO mains_reading_of_one;
CREATE TABLE mains_reading (
    ups     TEXT NOT NULL,
    at      TEXT NOT NULL,
    charge  REAL,
    runtime INTEGER,
    percent REAL,
    watts   REAL,
    volts   REAL,
    input   REAL,
    status  TEXT NOT NULL,
    PRIMARY KEY (ups, at)
) STRICT;
INSERT INTO mains_reading
    SELECT '', at, charge, runtime, percent, watts, volts, input, status FROM mains_reading_of_one;
DROP TABLE mains_reading_of_one;
