-- One job a variant, and what was made before.

create table job (
    model             text        not null,
    version           integer     not null check (version >= 1),
    recipe            text        not null,
    state             text        not null check (state in ('PLANNED', 'RUNNING', 'DONE', 'FAILED')),
    model_digest      bytea       not null check (octet_length(model_digest) = 32),
    model_size_bytes  bigint      not null,
    manifest          text        not null,   -- DetectorManifest as JSON
    dataset_digest    bytea       check (octet_length(dataset_digest) = 32),
    recipe_digest     bytea       not null check (octet_length(recipe_digest) = 32),
    step              text,                   -- what a running job is at
    done              bigint      not null default 0,
    total             bigint      not null default 0,
    unit              text,
    attempt           integer     not null default 0,
    reused            boolean     not null default false,  -- taken from an earlier result
    artifact_digest   bytea       check (octet_length(artifact_digest) = 32),
    artifact_size     bigint,
    report            text,                   -- CompressionReport as JSON
    tripwire          text,                   -- why the variant is dead
    error_code        text,
    reason            text,                   -- why it failed
    planned_at        timestamptz not null,
    started_at        timestamptz,
    finished_at       timestamptz,
    primary key (model, version, recipe)
);
create index job_planned_at on job (planned_at desc);

-- Results by what they depend on: model, recipe, dataset, settings and tool version.
create table result (
    content_key     bytea       primary key check (octet_length(content_key) = 32),
    artifact_digest bytea       not null check (octet_length(artifact_digest) = 32),
    artifact_size   bigint      not null,
    report          text        not null,
    tripwire        text,
    made_at         timestamptz not null
);
