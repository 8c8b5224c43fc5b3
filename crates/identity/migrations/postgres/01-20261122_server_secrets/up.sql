-- What the server itself must keep secret: the keys it signs tokens and challenges with.
--
-- They live in the database so that a restart, or a second replica later, signs with the same ones, and so
-- that a back-up is whole. They are not encrypted here: a key for that would have to lie beside the file.
-- Whoever can read this file can be this server; its mode is the owner's alone.
create table server_secret (
  name       text not null,
  secret     bytea not null,
  created_at bigint not null,
  constraint server_secret_pkey primary key (name)
);
