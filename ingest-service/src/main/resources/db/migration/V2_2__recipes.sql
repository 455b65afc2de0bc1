-- Recipes as they stand, for the dashboard.
create table view_recipe (
    name        text        primary key,
    version     integer     not null,
    description text        not null,
    digest      bytea       not null,
    built_in    boolean     not null,
    standard    boolean     not null,   -- made when an upload names no recipes
    deleted     boolean     not null,
    text        text        not null,   -- its YAML
    passes      text        not null,   -- list of RecipeDefined.Step as JSON
    defined_at  timestamptz not null
);
