-- Few executions go wrong: an index of these alone costs the others nothing.
create index ended_executions_wrong on ended_executions (org_id, status, id) where status in ('failed', 'timeout', 'missed');
