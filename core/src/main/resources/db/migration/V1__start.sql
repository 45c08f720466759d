-- Portable between H2 and PostgreSQL: what differs lies in db/h2 and db/postgresql.

create table users (
  id uuid not null,
  email varchar(320) not null,
  password_hash varchar(255),
  instance_admin boolean not null,
  created_at timestamp with time zone not null,
  constraint users_pk primary key (id),
  constraint users_email_unique unique (email)
);

-- At most one row: of two users who register at once as the first, only one gets it in.
create table founder (
  id smallint not null,
  user_id uuid not null,
  constraint founder_pk primary key (id),
  constraint founder_one check (id = 1),
  constraint founder_user_fk foreign key (user_id) references users (id)
);

create table organizations (
  id uuid not null,
  name varchar(200) not null,
  created_at timestamp with time zone not null,
  constraint organizations_pk primary key (id)
);

create table memberships (
  org_id uuid not null,
  user_id uuid not null,
  role varchar(16) not null,
  created_at timestamp with time zone not null,
  constraint memberships_pk primary key (org_id, user_id),
  constraint memberships_org_fk foreign key (org_id) references organizations (id),
  constraint memberships_user_fk foreign key (user_id) references users (id)
);
create index memberships_user on memberships (user_id);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token_hash varchar(64) not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address varchar(64),
  user_agent varchar(300),
  constraint sessions_pk primary key (id),
  constraint sessions_token_unique unique (token_hash),
  constraint sessions_user_fk foreign key (user_id) references users (id)
);
create index sessions_user on sessions (user_id);

create table api_keys (
  id uuid not null,
  org_id uuid not null,
  name varchar(200) not null,
  public_id varchar(40) not null,
  secret_hash varchar(64) not null,
  scope varchar(16) not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_pk primary key (id),
  constraint api_keys_public_id_unique unique (public_id),
  constraint api_keys_org_fk foreign key (org_id) references organizations (id)
);
create index api_keys_org on api_keys (org_id, id);

create table webhook_secrets (
  id uuid not null,
  org_id uuid not null,
  secret varchar(255) not null,
  created_at timestamp with time zone not null,
  retires_at timestamp with time zone,
  constraint webhook_secrets_pk primary key (id),
  constraint webhook_secrets_org_fk foreign key (org_id) references organizations (id)
);
create index webhook_secrets_org on webhook_secrets (org_id);

-- What a job calls and how, never changed: an edit adds a revision, and an execution keeps the one it was made from.
create table job_revisions (
  id uuid not null,
  job_id uuid not null,
  method varchar(16) not null,
  url varchar(8192) not null,
  headers varchar(1000000) not null,
  body bytea,
  timeout_ms bigint not null,
  retries integer not null,
  backoff varchar(16) not null,
  retry_delay_ms bigint not null,
  max_retry_delay_ms bigint not null,
  expected_status varchar(255),
  expected_body varchar(4096),
  follow_redirects boolean not null,
  constraint job_revisions_pk primary key (id)
);
create index job_revisions_job on job_revisions (job_id);

create table jobs (
  id uuid not null,
  org_id uuid not null,
  job_key varchar(63),
  deleted_key varchar(63),
  name varchar(200),
  revision_id uuid not null,
  cron varchar(255),
  every_ms bigint,
  anchor timestamp with time zone not null,
  run_at timestamp with time zone,
  timezone varchar(64) not null,
  dst varchar(16) not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  jitter_ms bigint,
  overlap varchar(16) not null,
  misfire varchar(16) not null,
  misfire_grace_ms bigint,
  queue varchar(63),
  priority smallint not null,
  enabled boolean not null,
  tags varchar(4096) not null,
  version bigint not null,
  plan_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint jobs_pk primary key (id),
  constraint jobs_key_unique unique (org_id, job_key),
  constraint jobs_org_fk foreign key (org_id) references organizations (id)
);
create index jobs_org on jobs (org_id, id);

-- The executions that have not ended: narrow, short, hot. An id is a UUIDv7 whose time is scheduled_for and whose rest is hashed
-- from job and occurrence, so that the primary key alone keeps an occurrence from being executed twice.
create table active_executions (
  id uuid not null,
  org_id uuid not null,
  job_id uuid not null,
  revision_id uuid not null,
  trigger_kind varchar(16) not null,
  scheduled_for timestamp with time zone not null,
  due_at timestamp with time zone not null,
  node bigint not null,
  token bigint not null,
  claimed_at timestamp with time zone,
  started_at timestamp with time zone,
  attempts integer not null,
  lost integer not null,
  max_attempts integer not null,
  queue varchar(63),
  priority smallint not null,
  replay_of uuid,
  overlap varchar(16),
  gated boolean not null,
  cancelled boolean not null,
  constraint active_executions_pk primary key (id)
);
-- Gated are those that a queue or an overlap policy may hold back; the others are claimed by their time alone. The indexes for that lie
-- in db/h2 and db/postgresql.
create index active_executions_org on active_executions (org_id, id);
create index active_executions_job on active_executions (job_id, id);

-- Named lanes. A queue that a job names and that has no row here runs one at a time.
create table queues (
  org_id uuid not null,
  name varchar(63) not null,
  concurrency integer not null,
  rate_count integer,
  rate_ms bigint,
  paused boolean not null,
  free_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint queues_pk primary key (org_id, name),
  constraint queues_org_fk foreign key (org_id) references organizations (id)
);

-- The executions that have ended: only appended to, and pruned from the old end.
create table ended_executions (
  id uuid not null,
  org_id uuid not null,
  job_id uuid not null,
  revision_id uuid not null,
  trigger_kind varchar(16) not null,
  status varchar(16) not null,
  scheduled_for timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone not null,
  status_code integer,
  error_code varchar(32),
  error_message varchar(1000),
  attempts integer not null,
  max_attempts integer not null,
  queue varchar(63),
  priority smallint not null,
  replay_of uuid,
  reason varchar(300),
  constraint ended_executions_pk primary key (id)
);
create index ended_executions_org on ended_executions (org_id, id);
create index ended_executions_job on ended_executions (job_id, id);

create table attempts (
  execution_id uuid not null,
  number integer not null,
  status varchar(16) not null,
  node varchar(100),
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  answered_at timestamp with time zone,
  duration_ms bigint,
  status_code integer,
  error_code varchar(32),
  error_message varchar(1000),
  signature varchar(1000),
  response_headers varchar(70000),
  response_body bytea,
  response_truncated boolean not null,
  constraint attempts_pk primary key (execution_id, number)
);

-- Daemons that share this database. A row's id is the node number that claims carry; 0 means nobody.
create table nodes (
  id bigint generated by default as identity,
  name varchar(100) not null,
  version varchar(32) not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  in_flight integer not null,
  held integer not null,
  skew_ms bigint not null,
  constraint nodes_pk primary key (id)
);
