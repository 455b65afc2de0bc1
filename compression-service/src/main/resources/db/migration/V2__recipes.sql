-- Every text that a recipe ever had, built-in ones too: a job names the one that it follows.

create table recipe_version (
    name       text        not null,
    version    integer     not null check (version >= 1),
    text       text        not null,               -- YAML
    digest     bytea       not null check (octet_length(digest) = 32),  -- of what it does, as it was when defined
    built_in   boolean     not null,
    defined_at timestamptz not null,
    deleted_at timestamptz,                        -- later uploads can't name it
    primary key (name, version)
);

-- What a job and a result were made of, next to the digests of model, dataset and recipe. Null in rows from before.
alter table job add column recipe_version integer;
alter table job add column tool_version text;
alter table job add column seed bigint;

alter table result add column model_digest bytea check (octet_length(model_digest) = 32);
alter table result add column recipe text;
alter table result add column recipe_version integer;
alter table result add column recipe_digest bytea check (octet_length(recipe_digest) = 32);
alter table result add column dataset_digest bytea check (octet_length(dataset_digest) = 32);
alter table result add column tool_version text;
alter table result add column seed bigint;
create index result_by_artifact on result (artifact_digest);
