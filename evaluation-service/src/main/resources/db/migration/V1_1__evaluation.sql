-- Read copy: which digest a dataset's name stands for now.
create table dataset (
    name        text        primary key,
    digest      bytea       not null check (octet_length(digest) = 32),
    imported_at timestamptz not null
);

-- Uploads, known from events of ingest (registration) and compression (plan), which may come in either order.
create table model_version (
    model          text        not null,
    version        integer     not null check (version >= 1),
    digest         bytea       check (octet_length(digest) = 32),          -- null until it is registered, as all down to registered_at
    size_bytes     bigint      check (size_bytes >= 0),
    manifest       text,                    -- DetectorManifest as JSON
    dataset        text,                    -- null leaves it to the policy
    dataset_digest bytea       check (octet_length(dataset_digest) = 32),
    policy         text,                    -- Policy as JSON, as it stood at the upload
    registered_at  timestamptz,
    planned_at     timestamptz,             -- when its variants were named; null until then
    decided_at     timestamptz,             -- when promotion was decided; null until then
    primary key (model, version)
);

create table variant (
    model          text        not null,
    version        integer     not null,
    recipe         text        not null,
    planned        boolean     not null,    -- the decision waits for it
    state          text        not null check (state in ('ANNOUNCED', 'READY', 'MEASURED', 'DEAD', 'NOT_MEASURED', 'NOT_MADE')),
    digest         bytea       check (octet_length(digest) = 32),          -- null until it is made, as size and manifest
    size_bytes     bigint      check (size_bytes >= 0),
    manifest       text,
    reason         text,                    -- why it is dead, not measured or not made
    evaluation     bytea       check (octet_length(evaluation) = 32),      -- of a measured one
    outcome        text        check (outcome in ('PASS', 'FAIL', 'INCONCLUSIVE', 'ERROR')),
    judged_at      timestamptz,
    primary key (model, version, recipe),
    foreign key (model, version) references model_version (model, version)
);

-- Measured figures, keyed by everything they depend on: the same evaluation is not computed twice.
-- Accuracy is 0 to 1, or -1 where nothing is demanded.
create table evaluation (
    key                 bytea            primary key check (octet_length(key) = 32),
    digest              bytea            not null check (octet_length(digest) = 32),
    baseline_digest     bytea            not null check (octet_length(baseline_digest) = 32),
    dataset             text             not null,
    dataset_digest      bytea            not null check (octet_length(dataset_digest) = 32),
    split               text             not null,
    images              integer          not null,
    ap                  double precision not null,
    ap50                double precision not null,
    ap75                double precision not null,
    ap_small            double precision not null,
    ap_medium           double precision not null,
    ap_large            double precision not null,
    ar1                 double precision not null,
    ar10                double precision not null,
    ar100               double precision not null,
    ar_small            double precision not null,
    ar_medium           double precision not null,
    ar_large            double precision not null,
    minimum_score       double precision not null,
    latency_p50_millis  double precision not null,
    latency_p95_millis  double precision not null,
    latency_ratio       double precision not null,
    latency_rounds      integer          not null,
    peak_memory_bytes   bigint           not null,
    size_bytes          bigint           not null,
    report_digest       bytea            not null check (octet_length(report_digest) = 32),
    report_size_bytes   bigint           not null,
    tool_version        text             not null,
    evaluated_at        timestamptz      not null
);

create table class_metric (
    evaluation  bytea            not null references evaluation (key),
    position    integer          not null,
    class_name  text             not null,
    instances   integer          not null,
    ap          double precision not null,
    ap50        double precision not null,
    ap75        double precision not null,
    ar100       double precision not null,
    primary key (evaluation, position)
);

create table gate_result (
    model       text             not null,
    version     integer          not null,
    recipe      text             not null,
    position    integer          not null,
    name        text             not null,
    outcome     text             not null check (outcome in ('PASS', 'FAIL', 'INCONCLUSIVE', 'ERROR')),
    value       double precision,
    value_limit double precision,
    reason      text             not null,
    primary key (model, version, recipe, position),
    foreign key (model, version, recipe) references variant (model, version, recipe)
);
