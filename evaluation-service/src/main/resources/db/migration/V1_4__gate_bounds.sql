-- Where a gate's value lies with the confidence that the policy asks for, and how many pictures would tell.
alter table gate_result
    add column low             double precision,
    add column high            double precision,
    add column confidence      double precision check (confidence > 0.5 and confidence < 1),
    add column pictures_needed integer;
