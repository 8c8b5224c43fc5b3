-- What people have hidden from themselves. Of the rows of one account for one thing the last one counts.
create table hidden (
  person_id bigint not null references people (id),
  -- A post or a comment.
  thing_id bytea not null check (length(thing_id) = 16),
  is_hidden bigint not null check (is_hidden in (0, 1)),
  -- Millionths of a second since 1970, or one more than the last.
  changed_order bigint not null,
  primary key (thing_id, person_id)
);

create index hidden_of_a_person on hidden (person_id);

-- What people reported to the operators.
create table reports (
  seq bigint generated always as identity primary key,
  person_id bigint not null references people (id),
  thing_id bytea not null check (length(thing_id) = 16),
  kind text not null check (kind in ('post', 'comment')),
  reason text not null,
  note text,
  created_at bigint not null,
  constraint report_person_thing_key unique (person_id, thing_id)
);
