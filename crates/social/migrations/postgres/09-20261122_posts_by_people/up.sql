-- Pictures, as they were encoded anew when they came in.
create table images (
  id bytea primary key check (length(id) = 16),
  -- Null: one of the demo's own.
  uploader_id bigint references people (id),
  media_type text not null,
  width bigint not null check (width > 0),
  height bigint not null check (height > 0),
  bytes bytea not null,
  created_at bigint not null
);

create index images_by_age on images (created_at);

-- Posts are people's. `author_name` stays for a program of before that still runs beside this one; an empty `title` is
-- none.
alter table posts add column author_id bigint references people (id);
alter table posts add column image_id bytea references images (id);
alter table posts add column image_alt text not null default '';
update posts set author_id = (select min(p.id) from people p where p.issuer = 'seed' and p.name = posts.author_name);
create index posts_of_a_person on posts (author_id, created_at desc);
create index posts_of_an_image on posts (image_id) where image_id is not null;
