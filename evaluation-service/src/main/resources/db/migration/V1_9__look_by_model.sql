-- A dry run asks what a file saw before, whatever classes were judged then.
create index look_by_model on look (((look::jsonb) #>> '{model,digest}')) where state = 'DONE';
