insert into old_ends (id) select id from ended_executions;

-- Ids do not compress.
alter table fresh_ends alter column entries set storage external;
-- Rows come and go, and the same few are written over and over.
alter table fresh_ends set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
alter table roll_ups set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
alter table roll_up_turns set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
