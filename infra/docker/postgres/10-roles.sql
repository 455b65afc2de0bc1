-- Run by the image's entry point at the first start, in POSTGRES_DB, as superuser: a role and a schema for each service.
-- The roles' password comes from VISOR_DB_PASSWORD. The same as db/roles.sql in infra/platform, for all four at once.
\set ON_ERROR_STOP on
\getenv password VISOR_DB_PASSWORD

select format('create role %I login password %L', service, :'password')
from unnest(array['ingest', 'compression', 'evaluation', 'inference']) as service
\gexec

select format('create schema %I authorization %I', service, service)
from unnest(array['ingest', 'compression', 'evaluation', 'inference']) as service
\gexec

revoke all on schema public from public;
