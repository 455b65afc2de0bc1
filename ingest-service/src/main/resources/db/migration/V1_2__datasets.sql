-- Labelled pictures. A version is its manifest: same digest, same version.

create table dataset (
    name         text        primary key,
    last_version integer     not null check (last_version >= 0),
    created_at   timestamptz not null
);

create table dataset_version (
    name        text        not null references dataset (name),
    version     integer     not null check (version >= 1),
    digest      bytea       not null check (octet_length(digest) = 32),  -- of the manifest in the artefact store
    classes     text[]      not null,
    pictures    integer     not null,
    boxes       integer     not null,
    findings    integer     not null,
    report      text        not null,      -- ImportReport as JSON
    imported_at timestamptz not null,
    put_at      timestamptz not null,      -- when these bytes were last put; the newest holds
    primary key (name, version),
    unique (name, digest)
);
