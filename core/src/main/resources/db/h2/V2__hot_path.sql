-- What is due and held by nobody, by time and by whose turn it is; gated ones likewise. What a node holds is found by its number.
create index active_executions_due on active_executions (node, gated, due_at);
create index active_executions_turn on active_executions (node, gated, org_id, priority, due_at);
create index jobs_plan on jobs (plan_at);
