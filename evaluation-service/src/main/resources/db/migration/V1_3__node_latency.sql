-- Read copy: how long a file takes on each node that has served it, as the node last reported it.
create table node_latency (
    node         text             not null,
    digest       bytea            not null check (octet_length(digest) = 32),
    target       text             not null,
    device_class text             not null,
    inferences   bigint           not null check (inferences >= 1),
    p50_millis   double precision not null,
    p95_millis   double precision not null,
    p99_millis   double precision not null,
    reported_at  timestamptz      not null,
    primary key (node, digest)
);
create index node_latency_of_file on node_latency (digest);
