-- Past shutdowns of the host itself: once as the event logs tell them, once as our journal does.
CREATE TABLE host_shutdown (
    source TEXT NOT NULL,
    began  TEXT NOT NULL,
    took   TEXT,
    guests TEXT NOT NULL,
    ending TEXT NOT NULL,
    run    TEXT,
    PRIMARY KEY (source, began)
) STRICT;
