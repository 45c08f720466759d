create index ended_executions_replay on ended_executions (replay_of);
create index active_executions_replay on active_executions (replay_of);
