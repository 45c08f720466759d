-- Who changed what. Only appended to, and pruned from the old end: an id is a UUIDv7, so a stretch of ids is a stretch of time. Without
-- foreign keys: what is told of may be gone.
create table audit_entries (
  id uuid not null,
  org_id uuid,
  at timestamp with time zone not null,
  user_id uuid,
  key_id uuid,
  actor varchar(320) not null,
  address varchar(64),
  user_agent varchar(300),
  action varchar(64) not null,
  subject_type varchar(32) not null,
  subject_id uuid,
  subject_name varchar(320),
  changes varchar(1000000) not null,
  constraint audit_entries_pk primary key (id)
);
create index audit_entries_org on audit_entries (org_id, id);

-- Set from when an organization is deleted until all that was its is gone.
alter table organizations add column deleted_at timestamp with time zone;

-- Ways into an organization that have not been taken yet. The second hash is of the token in the mail, which is made as it is sent.
create table invitations (
  id uuid not null,
  org_id uuid not null,
  email varchar(320),
  role varchar(16) not null,
  token_hash varchar(64) not null,
  mail_hash varchar(64),
  invited_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint invitations_pk primary key (id),
  constraint invitations_token_unique unique (token_hash),
  constraint invitations_mail_unique unique (mail_hash),
  constraint invitations_org_fk foreign key (org_id) references organizations (id)
);
create index invitations_org on invitations (org_id, id);
create index invitations_end on invitations (expires_at);
