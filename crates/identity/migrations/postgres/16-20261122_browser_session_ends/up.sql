-- Sessions that ended long ago are forgotten, by whichever end came first. See 03: no condition without its index.

create index browser_session_created_idx on browser_session (created_at);
create index browser_session_used_idx on browser_session (last_used_at);
