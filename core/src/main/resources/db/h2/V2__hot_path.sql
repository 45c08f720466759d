-- What is due by time, held or not, since a claim is to touch few indexes: what is held is little, and due soon. What is held by nobody by
-- whose turn it is; what a node holds by its number.
create index active_executions_due on active_executions (gated, due_at);
create index active_executions_turn on active_executions (node, gated, org_id, priority, due_at);
create index jobs_plan on jobs (plan_at);
