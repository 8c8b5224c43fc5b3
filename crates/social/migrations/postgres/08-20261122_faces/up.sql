-- How people appear to others: a handle that nobody else has, a name, a face.
--
-- A handle is given with a person's first row. Rows from before get theirs when the program starts, since it is made
-- from a digest of the `sub`. What was not chosen is null and made from the `sub`.
alter table people add column handle text;
alter table people add column avatar_hue bigint check (avatar_hue between 0 and 359);
alter table people add column avatar_motif text;
-- When they became a member, as far as we saw it.
alter table people add column promoted_at bigint;
create unique index person_handle_key on people (handle);
create index people_without_handle on people (id) where handle is null;
create index people_by_sub on people (sub, id);
