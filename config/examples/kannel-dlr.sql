-- Where Kannel keeps which report belongs to which text, so that a restart loses none; see kannel.conf.
CREATE TABLE IF NOT EXISTS dlr (
    smsc TEXT,
    ts TEXT,
    source TEXT,
    destination TEXT,
    service TEXT,
    url TEXT,
    mask INTEGER,
    status INTEGER,
    boxc TEXT
);
CREATE INDEX IF NOT EXISTS dlr_key ON dlr (smsc, ts);
