-- How many comments a post has, kept beside it.
--
-- Whoever adds a comment changes this row first. That puts the comments of one post into an order, so that a
-- greater `seq` is never there to be read before a smaller one.
alter table posts add column comment_count integer not null default 0;
update posts set comment_count = (select count(*) from comments where comments.post_id = posts.id);
