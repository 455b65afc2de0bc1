-- One service's role and schema; run by a superuser in the system's database, once for each service, again without harm.
-- Replace ${schema} by ingest, compression, evaluation or inference, and ${password} by the role's password (a string
-- literal's inside, quotes doubled).
do $$
begin
    if not exists (select from pg_roles where rolname = '${schema}') then
        create role ${schema} login;
    end if;
end
$$;
alter role ${schema} password '${password}';
create schema if not exists ${schema} authorization ${schema};
revoke all on schema public from public;
