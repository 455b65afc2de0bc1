-- What searches measured, by the content of what was asked: a search that died goes on where it was.
create table trial (
    key         bytea       primary key check (octet_length(key) = 32),
    kind        text        not null,   -- accuracy, distance, kernels, ratio
    answer      text        not null,   -- JSON
    measured_at timestamptz not null
);

-- Which classes count, as it stood at the upload: Policy as JSON. Null in jobs from before.
alter table job add column policy text;

-- What beginnings of recipes made of an upload: recipes that begin alike share it, and a killed run goes on behind it.
create table checkpoint (
    key             bytea       primary key check (octet_length(key) = 32),
    artifact_digest bytea       not null check (octet_length(artifact_digest) = 32),
    story           text        not null,   -- reports of its passes, as JSON
    made_at         timestamptz not null
);
