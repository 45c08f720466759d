-- Set on an occurrence that another node held when its job was paused or edited: that node is to give it up, unless it has begun it.
alter table active_executions add column withdrawn boolean default false not null;

-- Circuit breakers that are open or were of late: what one node has found out, for the others and for the daemon after it.
create table open_breakers (
  org_id uuid not null,
  host varchar(300) not null,
  open_until timestamp with time zone not null,
  openings integer not null,
  constraint open_breakers_pk primary key (org_id, host)
);
