-- The way home by hand: where the browser cannot reach the app, people carry an address there and a code back.

-- Authorize requests behind addresses that are short enough to type; for minutes.
create table short_address (
  -- Keyed: there are few enough addresses to try them all.
  hash       blob not null,
  -- The request's query, which only the address opens: there may be a guest's proof in it.
  request    blob not null,
  expires_at integer not null,
  constraint short_address_pkey primary key (hash)
) strict, without rowid;

create index short_address_expires_idx on short_address (expires_at);

-- Short codes that pages show, each for an authorization code.
create table shown_code (
  client_id   text not null,
  -- Of the authorize request's state: an errand shows one code at a time.
  errand      blob not null,
  -- Of the authorization code. It may be gone before this row, which then tells that the short code has ended.
  stands_for  blob not null,
  -- That code, which only the short one opens.
  sealed      blob not null,
  code        blob not null,
  wrong_codes integer not null default 0,
  expires_at  integer not null,
  constraint shown_code_pkey primary key (client_id, errand)
) strict, without rowid;

create index shown_code_expires_idx on shown_code (expires_at);
