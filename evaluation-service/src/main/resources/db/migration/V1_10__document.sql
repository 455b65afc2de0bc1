-- Comparisons and explanations, computed when they are first asked for and kept as artefacts.
create table document (
    key        bytea primary key check (octet_length(key) = 32),
    digest     bytea not null check (octet_length(digest) = 32),
    size_bytes bigint not null,
    made_at    timestamptz not null default now()
);
