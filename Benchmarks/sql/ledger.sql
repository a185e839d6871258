-- What PostgreSQL needs to answer the trace's question at its best: narrow rows, and an index that holds all it reads.
CREATE UNLOGGED TABLE ledger (transaction integer NOT NULL, booked_at bigint NOT NULL, debtor integer NOT NULL, creditor integer NOT NULL);
CREATE UNLOGGED TABLE sinks (party integer PRIMARY KEY, class text NOT NULL);
