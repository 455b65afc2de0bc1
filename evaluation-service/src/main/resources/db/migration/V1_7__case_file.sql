-- What a verdict was based on, as an artefact that it can be given again from.
alter table variant
    add column case_file      bytea check (octet_length(case_file) = 32),
    add column case_file_size bigint;

-- Score from which on each class of the manifest is reported, as a JSON list; empty where one holds for all.
alter table champion_term add column class_minimum_scores text not null default '[]';
