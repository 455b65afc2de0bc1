-- A detector looking at the pictures of a split, keyed by everything that what it sees depends on.
create table look (
    key              bytea       primary key check (octet_length(key) = 32),
    look             text        not null,              -- Look as JSON
    pictures         integer     not null check (pictures >= 1),
    state            text        not null check (state in ('LOOKING', 'DONE', 'FAILED')),
    failure_code     text,
    failure          text,                              -- why it failed, in words
    detections       bytea       check (octet_length(detections) = 32),
    detections_size  bigint,
    match_table      bytea       check (octet_length(match_table) = 32),
    match_table_size bigint,
    began_at         timestamptz not null
);

-- Its parts. A part that was looked at twice keeps what was seen first.
create table look_shard (
    look        bytea   not null references look (key),
    first       integer not null,
    pictures    integer not null,
    seen        integer not null default 0,             -- pictures so far, for progress
    detections  bytea   check (octet_length(detections) = 32),
    match_table bytea   check (octet_length(match_table) = 32),
    primary key (look, first)
);

-- Variants whose evaluation goes on when the look is done.
create table look_waiter (
    look    bytea not null references look (key),
    variant text  not null,
    primary key (look, variant)
);
create index look_waiter_variant on look_waiter (variant);
