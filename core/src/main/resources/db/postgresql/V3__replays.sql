-- Few executions are replays: an index of these alone costs the others nothing.
create index ended_executions_replay on ended_executions (replay_of) where replay_of is not null;
create index active_executions_replay on active_executions (replay_of) where replay_of is not null;
