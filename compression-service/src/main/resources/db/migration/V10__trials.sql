-- What searches measured, by the content of what was asked: a search that died goes on where it was.
create table trial (
    key         bytea       primary key check (octet_length(key) = 32),
    kind        text        not null,   -- accuracy, distance, kernels, ratio
    answer      text        not null,   -- JSON
    measured_at timestamptz not null
);

-- Which classes count, as it stood at the upload: Policy as JSON. Null in jobs from before.
alter table job add column policy text;
