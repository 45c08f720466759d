-- What was asked under an Idempotency-Key and what was answered. Applied is set in the transaction that carries the request out; done
-- with the answer, which is left out where it held a secret.
create table idempotency_keys (
  scope_id uuid not null,
  idempotency_key varchar(255) not null,
  fingerprint varchar(64) not null,
  claim uuid not null,
  claimed_at timestamp with time zone not null,
  applied boolean not null,
  done boolean not null,
  status integer,
  version varchar(64),
  body bytea,
  constraint idempotency_keys_pk primary key (scope_id, idempotency_key)
);
create index idempotency_keys_claimed on idempotency_keys (claimed_at);
