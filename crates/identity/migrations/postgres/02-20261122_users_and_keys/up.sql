-- Users, what they prove themselves with, and the challenges that were answered.
--
-- Instants are whole seconds since 1970. Ids are UUIDs of 16 bytes that grow with time.

create table users (
  id              bytea not null,
  created_at      bigint not null,
  updated_at      bigint not null,
  -- When the anonymous identity was added; null once the guest is a member. A user has one at most, so it
  -- needs no table of its own.
  anonymous_since bigint,
  constraint user_pkey primary key (id),
  constraint user_id_length check (length(id) = 16)
);

-- A key is found by what it is (its RFC 7638 thumbprint), however its guest calls it, so that one key never
-- becomes two users. Keys of members stay, retired, so that they never become a new user either.
create table anonymous_key (
  thumbprint bytea not null,
  user_id    bytea not null,
  -- What the guest calls the key; null when that is the thumbprint itself, which is what our own clients do.
  key_id     text,
  -- Ed25519: 32 bytes. P-256: both coordinates, 64 bytes. RSA: the modulus, 256 bytes and more.
  public_key bytea not null,
  retired_at bigint,
  constraint anonymous_key_pkey primary key (thumbprint),
  constraint anonymous_key_thumbprint_length check (length(thumbprint) = 32),
  constraint anonymous_key_user_fkey foreign key (user_id) references users (id) on delete cascade
);

-- Key ids are unique across all clients (protocol.md, section 3.2).
create unique index anonymous_key_key_id_key on anonymous_key (key_id) where key_id is not null;
create unique index anonymous_key_user_key on anonymous_key (user_id);

-- A challenge is written down only when it is spent: expiry (4 bytes, big-endian) and 6 random bytes, so that
-- the expired ones lie together and can be forgotten together.
create table spent_challenge (
  challenge bytea not null,
  constraint spent_challenge_pkey primary key (challenge)
);

create table login_identity (
  id         bytea not null,
  user_id    bytea not null,
  kind       text not null,
  -- As the person wrote it, and as it is compared (in small letters).
  login_id   text not null,
  unique_key text not null,
  created_at bigint not null,
  constraint login_identity_pkey primary key (id),
  constraint login_identity_unique_key_key unique (unique_key),
  constraint login_identity_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint login_identity_kind_check check (kind in ('email', 'username'))
);

create index login_identity_user_idx on login_identity (user_id);

-- The hash is a PHC string of Argon2id, which names its own parameters.
create table password (
  user_id    bytea not null,
  hash       text not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint password_pkey primary key (user_id),
  constraint password_user_fkey foreign key (user_id) references users (id) on delete cascade
);
