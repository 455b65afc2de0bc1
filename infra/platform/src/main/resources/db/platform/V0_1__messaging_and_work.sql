-- Events to send, written in the transaction of what they tell. The first columns are those of Debezium's outbox event
-- router; the relay sends in the order of sequence.
create table outbox (
    id            uuid        not null unique,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       text        not null,
    headers       text        not null,
    topic         text        not null,
    key           text        not null,
    sequence      bigserial   primary key,
    created_at    timestamptz not null default now(),
    sent_at       timestamptz
);
create index outbox_unsent on outbox (sequence) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

-- Events that a handler has handled, written in the transaction of their effects.
create table inbox (
    handler    text        not null,
    source     text        not null,
    event_id   text        not null,
    handled_at timestamptz not null default now(),
    primary key (handler, source, event_id)
);
create index inbox_handled_at on inbox (handled_at);

-- The work queue: db-scheduler's table.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
