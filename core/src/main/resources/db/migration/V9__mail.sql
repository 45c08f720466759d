-- How often mails were asked for of late: to whom, and at whose wish. A row counts until it expires.
create table mail_counts (
  id uuid not null,
  name varchar(700) not null,
  expires_at timestamp with time zone not null,
  constraint mail_counts_pk primary key (id)
);
create index mail_counts_name on mail_counts (name, expires_at);
create index mail_counts_end on mail_counts (expires_at);

-- Set on mails that somebody has sent to others: those that people wait for themselves go before them.
alter table mail_outbox add column yields boolean default false not null;

-- Since when it is known that whoever has the account reads the mails to its address.
alter table users add column email_proved_at timestamp with time zone;
