insert into roll_up_turns (id, turn, rolled_at) values (1, 0, timestamp with time zone '1970-01-01 00:00:00+00');
insert into old_ends (id) select id from ended_executions;
