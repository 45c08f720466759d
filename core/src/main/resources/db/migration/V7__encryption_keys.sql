-- The keys that values in this database are sealed with, by their ids; the keys themselves never lie here. A node whose keys do not
-- open the check values does not start.
create table encryption_keys (
  number smallint not null,
  key_id varchar(32) not null,
  check_value varchar(255) not null,
  created_at timestamp with time zone not null,
  sealed_at timestamp with time zone,
  constraint encryption_keys_pk primary key (number),
  constraint encryption_keys_key_unique unique (key_id)
);
