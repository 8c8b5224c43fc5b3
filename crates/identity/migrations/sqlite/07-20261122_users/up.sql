-- "user" is a word of PostgreSQL's own and would have to be quoted everywhere.
alter table user rename to users;
