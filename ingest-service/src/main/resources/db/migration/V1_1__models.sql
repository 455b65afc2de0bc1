-- Models that users named, their uploads, what happened to each, and the files made of them.

create table model (
    name         text        primary key,
    last_version integer     not null check (last_version >= 0),
    created_at   timestamptz not null
);

create table model_version (
    model           text        not null references model (name),
    version         integer     not null check (version >= 1),
    stage           text        not null check (stage in ('UPLOADED', 'QUARANTINED', 'COMPRESSING', 'EVALUATING',
                                                          'PROMOTING', 'PROMOTED', 'REJECTED', 'FAILED')),
    reason          text,                    -- why the stage is what it is, for people
    rule_id         text,                    -- the firewall's or the probe's rule, of a quarantined file
    digest          bytea       not null check (octet_length(digest) = 32),
    size_bytes      bigint      not null check (size_bytes >= 0),
    manifest        text,                    -- DetectorManifest as JSON; null for a quarantined file
    dataset         text,
    dataset_digest  bytea       check (octet_length(dataset_digest) = 32),
    policy          text,
    policy_version  integer,
    recipes         text[]      not null,    -- as asked for; empty for the built-in ones
    fingerprint     bytea       not null check (octet_length(fingerprint) = 32),  -- of the bytes and all parameters
    idempotency_key text,
    planned         boolean     not null default false,  -- whether it is known which variants to expect
    uploaded_at     timestamptz not null,
    changed_at      timestamptz not null,    -- when the stage last changed
    promotion_at    timestamptz,             -- time of the newest promotion fact that was taken in
    primary key (model, version)
);

create index model_version_by_fingerprint on model_version (model, fingerprint);
create unique index model_version_by_idempotency_key on model_version (model, idempotency_key);

-- Append-only.
create table model_timeline (
    id      bigint      generated always as identity primary key,
    model   text        not null,
    version integer     not null,
    at      timestamptz not null,
    stage   text        not null,            -- the stage after it
    words   text        not null,
    foreign key (model, version) references model_version (model, version)
);

create index model_timeline_by_version on model_timeline (model, version, id);

-- Every file made of an upload; the upload itself is the recipe 'baseline'.
create table variant_artifact (
    model      text    not null,
    version    integer not null,
    recipe     text    not null,
    state      text    not null check (state in ('PLANNED', 'MADE', 'NOT_MADE', 'MEASURED', 'NOT_MEASURED')),
    digest     bytea   check (octet_length(digest) = 32),    -- null until it is made
    size_bytes bigint  check (size_bytes >= 0),
    primary key (model, version, recipe),
    foreign key (model, version) references model_version (model, version)
);
