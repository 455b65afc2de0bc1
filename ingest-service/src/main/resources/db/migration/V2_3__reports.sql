-- What making a variant did, beyond what view_variant and view_pass say.

alter table view_pass add column sqnr_decibels double precision;
alter table view_pass add column options text;                -- by name, as JSON; null if not recorded

create table view_report (
    variant            text             primary key,
    download_bytes     bigint,
    download_codec     text,
    download_level     integer,
    learnt_nodes       integer,
    integer_nodes      integer,
    mean_weight_bits   double precision,
    integer_mac_share  double precision,
    kernel_micros      double precision,
    integer_share      double precision,
    floating_share     double precision,
    conversion_share   double precision,
    goal_drop          double precision,                      -- the search's, null where nothing was searched
    reference_ap       double precision,
    result_ap          double precision,
    parent_digest      bytea,
    recipe             text,
    recipe_version     integer,
    recipe_digest      bytea,
    dataset_digest     bytea,
    tool_version       text,
    seed               bigint,
    details_digest     bytea,                                 -- ReportDetails in the artefact store
    details_bytes      bigint
);

create table view_search_trial (
    variant          text             not null,
    position         integer          not null,
    added            text[]           not null,
    removed          text[]           not null,
    ap               double precision not null,
    predicted_millis double precision not null,
    cached           boolean          not null,
    primary key (variant, position)
);

create table view_float_node (
    variant     text             not null,
    position    integer          not null,
    name        text             not null,
    op_type     text             not null,
    harm        double precision not null,
    millis_lost double precision not null,
    reason      text             not null,
    primary key (variant, position)
);
