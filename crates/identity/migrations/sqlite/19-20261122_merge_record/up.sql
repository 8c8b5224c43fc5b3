-- Who did it, for whoever looks after the account: a merge happens at an application's wish, and is undone by the
-- account's owner or by an operator.

-- The application the guest came from; not known of merges made before this.
alter table user_merge add column client_id text;
-- 'user' or 'portal'; not known of merges undone before this.
alter table user_merge add column undone_by text;
