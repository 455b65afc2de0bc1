-- Curves of accuracy against cost. The id is the beginning of a digest of all that results depend on.
create table experiment (
    id             text             primary key,
    name           text             not null,
    model          text             not null,
    version        integer          not null check (version >= 1),
    images         integer          not null,   -- labelled pictures that accuracy is measured on
    sweeps         text             not null,   -- list of CurveSweep as JSON
    revision       bigint           not null,   -- counted up with each change
    created_at     timestamptz      not null,
    changed_at     timestamptz      not null,
    ap             double precision,            -- figures of the upload, null until they are measured
    ap50           double precision,
    macs           bigint,
    parameters     bigint,
    size_bytes     bigint,
    download_bytes bigint,
    time_ratio     double precision
);
create index experiment_by_time on experiment (created_at desc, id desc);

-- In the order in which they are taken. A running point whose process died is taken again.
create table experiment_point (
    experiment     text             not null references experiment (id),
    position       integer          not null,
    sweep          text             not null,   -- label
    value          text             not null,   -- JSON
    recipe         text             not null,   -- all its passes
    state          text             not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'SKIPPED', 'CANCELLED')),
    reason         text,
    seconds        double precision,
    started_at     timestamptz,
    ended_at       timestamptz,
    ap             double precision,
    ap50           double precision,
    macs           bigint,
    parameters     bigint,
    size_bytes     bigint,
    download_bytes bigint,
    time_ratio     double precision,
    primary key (experiment, position)
);
