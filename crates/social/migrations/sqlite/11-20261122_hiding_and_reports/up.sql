-- What people have hidden from themselves. Of the rows of one account for one thing the last one counts.
create table hidden (
  person_id integer not null references people (id),
  -- A post or a comment.
  thing_id blob not null check (length(thing_id) = 16),
  is_hidden integer not null check (is_hidden in (0, 1)),
  -- Millionths of a second since 1970, or one more than the last.
  changed_order integer not null,
  primary key (thing_id, person_id)
) strict, without rowid;

create index hidden_of_a_person on hidden (person_id);

-- What people reported to the operators.
create table reports (
  seq integer primary key autoincrement,
  person_id integer not null references people (id),
  thing_id blob not null check (length(thing_id) = 16),
  kind text not null check (kind in ('post', 'comment')),
  reason text not null,
  note text,
  created_at integer not null,
  constraint report_person_thing_key unique (person_id, thing_id)
) strict;
