-- What is due and held by nobody, by time and by whose turn it is. An execution that its node holds from the start never enters these.
create index active_executions_due on active_executions (due_at) where node = 0 and not gated;
create index active_executions_turn on active_executions (org_id, priority, due_at) where node = 0 and not gated;
create index active_executions_gated on active_executions (org_id, queue, due_at) where gated;
create index active_executions_held on active_executions (node) where node <> 0;
create index jobs_plan on jobs (plan_at) where plan_at is not null;

-- Rows come and go by the thousand each second: vacuum by their number, not by the size of the table, and without resting.
alter table active_executions set (
  fillfactor = 80,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 10000,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 5000
);
alter table jobs set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
alter table nodes set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- The history lies in partitions by time, so that what has aged out is dropped rather than deleted row by row. An id begins with the
-- time of its occurrence, so a range of ids is a range of time, and the primary key still keeps ids from being there twice.
alter table ended_executions rename to ended_executions_whole;
alter table attempts rename to attempts_whole;
create table ended_executions (like ended_executions_whole including defaults) partition by range (id);
create table attempts (like attempts_whole including defaults) partition by range (execution_id);
drop table ended_executions_whole;
drop table attempts_whole;
alter table ended_executions add constraint ended_executions_pk primary key (id);
alter table attempts add constraint attempts_pk primary key (execution_id, number);
create index ended_executions_org on ended_executions (org_id, id);
create index ended_executions_job on ended_executions (job_id, id);
-- What is of no day that a partition has been made for: occurrences of long ago, and of the distant future that were cancelled.
create table ended_executions_other partition of ended_executions default;
create table attempts_other partition of attempts default;
