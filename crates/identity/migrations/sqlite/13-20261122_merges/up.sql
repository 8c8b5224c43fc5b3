-- Guests who became part of a member's account. A row stays for good: it is the guest's alias.

-- Whose account a guest is part of at present. Such a guest has no session, and no key that works.
alter table users add column merged_into blob;

create table user_merge (
  id              blob not null,
  -- Neither names a row that must be there: an alias outlives the guest's user, which may be removed once the
  -- merge cannot be undone any more.
  guest_id        blob not null,
  member_id       blob not null,
  -- Whose preferences hold, as the event says it.
  preference_rule text not null,
  merged_at       integer not null,
  undone_at       integer,
  -- The hash of the secret in the link by which the member can undo it.
  undo_link       blob not null,
  constraint user_merge_pkey primary key (id),
  constraint user_merge_undo_link_key unique (undo_link)
) strict, without rowid;

create index user_merge_guest_idx on user_merge (guest_id);
create index user_merge_member_idx on user_merge (member_id, merged_at);
