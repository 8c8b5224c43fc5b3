-- How much a guest brought along, as the page said before. Null for merges from before this was kept.
alter table user_merge add column brought_comments bigint;
alter table user_merge add column brought_reactions bigint;
