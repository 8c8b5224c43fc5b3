-- The keys that tokens are signed with. One of each algorithm signs; those it took the place of verify until the
-- tokens they signed have ended. PKCS#8, unencrypted like every server_secret.
create table signing_key (
  id          blob not null,
  algorithm   text not null,
  private_key blob not null,
  made_at     integer not null,
  -- When another took its place.
  retired_at  integer,
  constraint signing_key_pkey primary key (id)
) strict, without rowid;

create unique index signing_key_signs_idx on signing_key (algorithm) where retired_at is null;

-- Until now there was one of each, among the server's secrets.
insert into signing_key (id, algorithm, private_key, made_at)
  select randomblob(16),
    case name when 'signing.eddsa' then 'EdDSA' when 'signing.es256' then 'ES256' else 'RS256' end,
    secret, created_at
  from server_secret where name in ('signing.eddsa', 'signing.es256', 'signing.rs256');
delete from server_secret where name in ('signing.eddsa', 'signing.es256', 'signing.rs256');

-- The thumbprint of the key whose proof must come with a refresh token or a code (RFC 9449), when there is one.
alter table session add column bound_to blob;
alter table authorization_code add column bound_to blob;
