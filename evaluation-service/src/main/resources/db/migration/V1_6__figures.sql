-- What is measured beyond COCO's figures. Evaluations of before have none of it.
alter table evaluation
    add column latency_p99_millis double precision,
    add column download_bytes     bigint,
    add column cost_digest        bytea check (octet_length(cost_digest) = 32),
    add column cost_size_bytes    bigint;

alter table class_metric
    add column minimum_score double precision,
    add column precision     double precision,
    add column recall        double precision;

create table figure (
    evaluation bytea            not null references evaluation (key),
    position   integer          not null,
    metric     text             not null,
    class_name text,                            -- null for all classes
    slice      text,                            -- null for all pictures
    value      double precision not null,
    instances  integer          not null,
    primary key (evaluation, position)
);
create index figure_by_metric on figure (metric, evaluation) where class_name is null and slice is null;

-- The champion's entry in the ledger that a verdict compares with, 0 if there was none.
alter table variant add column judged_against bigint;
