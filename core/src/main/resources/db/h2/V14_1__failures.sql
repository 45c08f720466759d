create index ended_executions_status on ended_executions (org_id, status, id);
