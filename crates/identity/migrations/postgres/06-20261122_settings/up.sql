-- What was changed in the Portal: one document for each section of the settings, laid over the file's.
create table setting_document (
  name       text not null,
  -- The section as JSON; null once it follows the file again. The row stays, so that versions only grow.
  document   text,
  -- One count for all documents: whoever has seen the highest has seen every change.
  version    bigint not null,
  changed_at bigint not null,
  changed_by text not null,
  constraint setting_document_pkey primary key (name),
  constraint setting_document_version_key unique (version)
);
