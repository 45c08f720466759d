insert into old_ends (id) select id from ended_executions;
