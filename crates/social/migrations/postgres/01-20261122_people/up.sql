-- Everyone an issuer vouched for and who did something here, or became a member.
--
-- A person is an issuer's id and a `sub`: the id is ours and stays, while an issuer's address may change.
create table people (
  id bigint generated always as identity primary key,
  issuer text not null,
  sub text not null,
  -- A name the person has; null means the friendly name made from the `sub`.
  name text,
  -- 0 guest, 1 member. Never goes back: a token that says "guest" of a member is refused.
  is_member bigint not null check (is_member in (0, 1)),
  first_seen_at bigint not null,
  constraint person_issuer_sub_key unique (issuer, sub)
);
