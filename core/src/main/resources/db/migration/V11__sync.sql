-- Whether a sync made it: only that is a prune allowed to delete.
alter table jobs add column synced boolean default false not null;
alter table queues add column synced boolean default false not null;
