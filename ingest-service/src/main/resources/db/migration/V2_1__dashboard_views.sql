-- What the dashboard shows: projected from everyone's events, written by projections only, rebuilt by reading the
-- topics again. No row refers to another: facts of different topics arrive in any order.

create table view_model_version (
    model             text        not null,
    version           integer     not null,
    digest            bytea       not null,
    size_bytes        bigint      not null,
    manifest          text        not null,      -- DetectorManifest as JSON
    dataset           text,
    dataset_digest    bytea,
    policy            text        not null,      -- Policy as JSON, as it stood at the upload
    registered_at     timestamptz not null,
    primary key (model, version)
);

-- Groups of columns that are written together: planned, made, not made, not measured.
create table view_variant (
    id                    text        primary key,
    model                 text        not null,
    version               integer     not null,
    recipe                text        not null,
    planned_at            timestamptz,
    parent                text,
    digest                bytea,
    size_bytes            bigint,
    recipe_digest         bytea,
    parameters            bigint,
    macs                  bigint,
    tripwire              text,
    compressed_at         timestamptz,
    compression_error     text,
    compression_reason    text,
    compression_failed_at timestamptz,
    evaluation_error      text,
    evaluation_reason     text,
    evaluation_failed_at  timestamptz
);

create index view_variant_by_version on view_variant (model, version);

create table view_pass (
    variant  text    not null,
    position integer not null,
    pass     text    not null,
    changes  integer not null,
    millis   bigint  not null,
    notes    text[]  not null,
    primary key (variant, position)
);

create table view_pass_figure (
    variant  text             not null,
    position integer          not null,
    name     text             not null,
    value    double precision not null,
    primary key (variant, position, name)
);

create table view_output_difference (
    variant        text             not null,
    position       integer          not null,
    output         text             not null,
    sqnr_decibels  double precision not null,
    parent_scores  bigint[]         not null,
    scores         bigint[]         not null,
    primary key (variant, position)
);

create table view_metric (
    variant            text             primary key,
    model              text             not null,
    version            integer          not null,
    digest             bytea            not null,
    dataset            text             not null,
    dataset_digest     bytea            not null,
    split              text             not null,
    images             integer          not null,
    ap                 double precision not null,
    ap50               double precision not null,
    ap75               double precision not null,
    ar100              double precision not null,
    latency_p50_millis double precision not null,
    latency_p95_millis double precision not null,
    latency_ratio      double precision not null,
    peak_memory_bytes  bigint           not null,
    size_bytes         bigint           not null,
    evaluated_at       timestamptz      not null
);

create table view_class_metric (
    variant    text             not null,
    position   integer          not null,
    class_name text             not null,
    instances  integer          not null,
    ap         double precision not null,
    ap50       double precision not null,
    ap75       double precision not null,
    primary key (variant, position)
);

create table view_verdict (
    variant    text        primary key,
    policy     text        not null,
    outcome    text        not null,
    decided_at timestamptz not null
);

create table view_gate (
    variant  text             not null,
    position integer          not null,
    name     text             not null,
    outcome  text             not null,
    value    double precision,
    "limit"  double precision,
    reason   text             not null,
    primary key (variant, position)
);

-- How far something is, and when it ended, by the envelopes' times; shown only while it is newer than the end.
create table view_progress (
    variant    text             not null,
    phase      text             not null check (phase in ('COMPRESSION', 'EVALUATION')),
    step       text,
    done       bigint,
    total      bigint,
    unit       text,
    per_second double precision,
    eta_millis bigint,
    at         timestamptz,
    ended_at   timestamptz,
    primary key (variant, phase)
);

create table view_promotion (
    variant         text        not null,
    target          text        not null,
    model           text        not null,
    version         integer     not null,
    ledger_sequence bigint,
    reason          text,
    started_at      timestamptz,
    node            text,
    completed_at    timestamptz,
    restored        text,
    rollback_reason text,
    rolled_back_at  timestamptz,
    primary key (variant, target)
);

create index view_promotion_by_version on view_promotion (model, version);

create table view_refusal (
    model      text        not null,
    version    integer     not null,
    outcome    text        not null,
    reason     text        not null,
    refused_at timestamptz not null,
    primary key (model, version)
);

create table view_timeline (
    event_id text        primary key,      -- of its source
    model    text        not null,
    version  integer     not null,
    at       timestamptz not null,
    event    text        not null,
    words    text        not null
);

create index view_timeline_by_version on view_timeline (model, version, at);

create table view_champion (
    target          text             primary key,
    variant         text             not null,
    model           text             not null,
    version         integer          not null,
    digest          bytea            not null,
    size_bytes      bigint           not null,
    minimum_score   double precision not null,
    ledger_sequence bigint           not null,
    changed_at      timestamptz      not null
);

create table view_node (
    node            text        primary key,
    target          text        not null,
    state           text        not null,
    variant         text,
    digest          bytea,
    ledger_sequence bigint      not null,
    rejected        text,
    reason          text,
    reported_at     timestamptz not null
);

-- The last frames of each camera.
create table view_detection (
    camera           text             not null,
    frame            bigint           not null,
    captured_at      timestamptz      not null,
    width            integer          not null,
    height           integer          not null,
    variant          text             not null,
    digest           bytea            not null,
    image_uri        text,
    image_digest     bytea,
    inference_millis double precision not null,
    primary key (camera, frame)
);

create index view_detection_by_time on view_detection (camera, captured_at desc, frame desc);

create table view_detection_box (
    camera     text             not null,
    frame      bigint           not null,
    position   integer          not null,
    class_name text             not null,
    score      double precision not null,
    x          double precision not null,
    y          double precision not null,
    width      double precision not null,
    height     double precision not null,
    primary key (camera, frame, position)
);

create table view_dataset (
    name        text        primary key,
    digest      bytea       not null,
    classes     text[]      not null,
    boxes       integer     not null,
    findings    integer     not null,
    imported_at timestamptz not null
);

create table view_dataset_split (
    dataset text    not null,
    split   text    not null,
    images  integer not null,
    primary key (dataset, split)
);

create table view_policy (
    name       text        primary key,
    version    integer     not null,
    document   text        not null,      -- Policy as JSON
    defined_at timestamptz not null
);

-- Open pages hear of a new stage when the registry's transaction commits, whichever instance ran it.
create function view_announce_stage() returns trigger language plpgsql as $$
begin
    perform pg_notify('ingest_view', json_build_object('event', 'model', 'data',
        json_build_object('model', new.model, 'version', new.version))::text);
    return null;
end
$$;

create trigger view_announce_stage after insert or update of stage on model_version
    for each row execute function view_announce_stage();
