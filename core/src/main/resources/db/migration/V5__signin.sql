-- Mails that are yet to be sent, put here with what they tell. Those that let somebody in are only named, by kind and what they are
-- about, and written as they are sent: so no token lies here. A row goes when its mail has gone.
create table mail_outbox (
  id uuid not null,
  recipient varchar(320) not null,
  kind varchar(32),
  about varchar(320),
  subject varchar(300),
  text varchar(20000),
  html varchar(60000),
  created_at timestamp with time zone not null,
  attempts integer not null,
  next_at timestamp with time zone not null,
  last_error varchar(500),
  constraint mail_outbox_pk primary key (id)
);
create index mail_outbox_next on mail_outbox (next_at);

-- What a mail lets its reader do once: sign in, set a password, confirm an address.
create table mail_tokens (
  token_hash varchar(64) not null,
  kind varchar(32) not null,
  user_id uuid not null,
  email varchar(320) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint mail_tokens_pk primary key (token_hash),
  constraint mail_tokens_user_fk foreign key (user_id) references users (id)
);
create index mail_tokens_user on mail_tokens (user_id);
create index mail_tokens_end on mail_tokens (expires_at);

-- Programs that wait for somebody to let them in (RFC 8628).
create table device_grants (
  id uuid not null,
  device_hash varchar(64) not null,
  user_hash varchar(64) not null,
  state varchar(16) not null,
  user_id uuid,
  address varchar(64),
  user_agent varchar(300),
  pace_seconds integer not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  polled_at timestamp with time zone,
  constraint device_grants_pk primary key (id),
  constraint device_grants_device_unique unique (device_hash),
  constraint device_grants_user_unique unique (user_hash),
  constraint device_grants_user_fk foreign key (user_id) references users (id)
);
create index device_grants_end on device_grants (expires_at);
