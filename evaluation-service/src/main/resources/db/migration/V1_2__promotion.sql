-- Decisions about who should serve, in one chain: hash = SHA-256(previous_hash || entry). Append-only.
create table ledger (
    sequence      bigint      primary key check (sequence >= 1),
    kind          text        not null check (kind in ('PROMOTION', 'ROLLBACK')),
    target        text        not null,
    entry         text        not null,     -- canonical JSON, byte for byte what was hashed
    previous_hash bytea       not null check (octet_length(previous_hash) = 32),
    hash          bytea       not null check (octet_length(hash) = 32),
    decided_at    timestamptz not null
);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only';
end
$$;
create trigger ledger_is_append_only before update or delete on ledger
    for each row execute function ledger_is_append_only();

-- One row: where the chain ends. Its lock puts all changes of champions in one order, without gaps.
create table ledger_head (
    only_one boolean primary key default true check (only_one),
    sequence bigint  not null,
    hash     bytea   not null check (octet_length(hash) = 32)
);
insert into ledger_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Each time a variant was named champion of a target. The predecessor is who comes back if it is withdrawn.
create table champion_term (
    sequence      bigint           primary key references ledger (sequence),
    target        text             not null,
    model         text             not null,
    version       integer          not null,
    recipe        text             not null,
    digest        bytea            not null check (octet_length(digest) = 32),
    size_bytes    bigint           not null,
    manifest      text             not null,
    minimum_score double precision not null,
    predecessor   bigint           references champion_term (sequence),
    since         timestamptz      not null
);

create table champion (
    target   text   primary key,
    sequence bigint not null references champion_term (sequence)
);

-- One a decided upload.
create table promotion (
    model      text        not null,
    version    integer     not null,
    target     text        not null,
    recipe     text,                        -- null if it was refused
    state      text        not null check (state in ('STARTED', 'COMPLETED', 'OVERTAKEN', 'ROLLED_BACK', 'REFUSED')),
    sequence   bigint      references ledger (sequence),
    reason     text,
    started_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (model, version),
    foreign key (model, version) references model_version (model, version)
);
create index promotion_in_flight on promotion (target) where state = 'STARTED';
