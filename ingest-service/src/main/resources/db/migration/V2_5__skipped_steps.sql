-- Why a step's result was not kept; null where it was.
alter table view_pass add column skipped text;
