-- The recipes that an upload may name, as the compression service last told of them. It is their writer.
create table known_recipe (
    name       text        primary key,
    version    integer     not null check (version >= 1),
    deleted    boolean     not null,
    defined_at timestamptz not null
);
