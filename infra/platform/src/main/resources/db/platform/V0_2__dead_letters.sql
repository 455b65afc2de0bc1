-- What this service could not handle, copied from the dead-letter topics so that it can be looked at and replayed.
create table dead_letter (
    id              bigserial   primary key,
    topic           text        not null,
    dead_partition  int         not null,
    dead_offset     bigint      not null,
    source_topic    text        not null,
    key             text,
    type            text,
    event_id        text,
    reason          text        not null,
    headers         text        not null,
    value           bytea,
    dead_at         timestamptz not null,
    replayed_at     timestamptz,
    unique (topic, dead_partition, dead_offset)
);
