-- Set on an occurrence that another node held when its job was paused or edited: that node is to give it up, unless it has begun it.
alter table active_executions add column withdrawn boolean default false not null;
