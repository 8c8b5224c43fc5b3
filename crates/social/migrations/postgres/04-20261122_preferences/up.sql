-- What a person prefers. The version lets two devices notice each other.
create table preferences (
  person_id bigint primary key references people (id),
  version bigint not null check (version > 0),
  theme text not null,
  language text,
  density text not null,
  updated_at bigint not null
);
