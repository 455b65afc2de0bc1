-- The last model that each target served well here: served again after a restart, with or without Kafka.
create table served_model (
    target          text        primary key,
    ledger_sequence bigint      not null,
    digest          bytea       not null check (octet_length(digest) = 32),
    champion        text        not null,     -- ChampionChanged as JSON
    served_at       timestamptz not null
);

-- Where frames come from.
create table source (
    camera            text             primary key,
    uri               text             not null,
    loop              boolean          not null,
    frames_per_second double precision not null check (frames_per_second > 0),
    -- Numbers of frames are handed out in blocks, so that a camera never repeats one, whatever happened between.
    next_frame        bigint           not null default 0,
    configured_at     timestamptz      not null
);
