-- Experiments as they stand, for the dashboard.
create table view_experiment (
    id         text        primary key,
    model      text        not null,
    version    integer     not null,
    revision   bigint      not null,
    document   text        not null,     -- ExperimentChanged as JSON
    created_at timestamptz not null
);
create index view_experiment_by_time on view_experiment (created_at desc, id desc);

-- How far the running point is; shown only while it is newer than the document.
create table view_experiment_progress (
    experiment text             primary key,
    step       text             not null,
    done       bigint           not null,
    total      bigint           not null,
    unit       text             not null,
    per_second double precision not null,
    eta_millis bigint           not null,
    at         timestamptz      not null
);
