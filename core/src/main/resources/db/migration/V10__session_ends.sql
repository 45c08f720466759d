-- What has ended is looked for by its end, and programs that were let in by who let them in.
create index sessions_end on sessions (expires_at);
create index device_grants_user on device_grants (user_id);
