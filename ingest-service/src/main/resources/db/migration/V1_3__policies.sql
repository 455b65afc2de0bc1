-- Policies as they stood; the newest version of a name holds.

create table policy_version (
    name       text        not null,
    version    integer     not null check (version >= 1),
    document   text        not null,        -- Policy as JSON
    defined_at timestamptz not null,
    primary key (name, version)
);
