-- Where the value of a gate lies with its confidence, and how many pictures would tell; null unless the gate asks for it.
alter table view_gate
    add column low             double precision,
    add column high            double precision,
    add column confidence      double precision,
    add column pictures_needed integer;
