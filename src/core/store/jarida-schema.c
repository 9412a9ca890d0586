/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-schema.h"

/* library.db: what cannot be had again. Every list is made from columns in memory, so there is no index that only a list
 * would read. `known` remembers what a source has published even when the article itself has left, `state` what the reader
 * did with it: both outlive `article`. Small numbers first, long texts last. */
static const char library_1[] =
  "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;"
  "INSERT INTO meta VALUES('serial', 0), ('shelf', abs(random()));"
  "CREATE TABLE folder("
  "  id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL DEFAULT 0, position INTEGER NOT NULL DEFAULT 0,"
  "  name TEXT NOT NULL) STRICT;"
  "CREATE TABLE source("
  "  id INTEGER PRIMARY KEY CHECK(id BETWEEN 1 AND 65535), folder_id INTEGER NOT NULL DEFAULT 0,"
  "  position INTEGER NOT NULL DEFAULT 0, stopped INTEGER NOT NULL DEFAULT 0,"
  "  interval_minutes INTEGER NOT NULL DEFAULT 0, retention_days INTEGER NOT NULL DEFAULT 0,"
  "  pictures INTEGER NOT NULL DEFAULT 0, announce INTEGER NOT NULL DEFAULT 0, removed_at INTEGER NOT NULL DEFAULT 0,"
  "  validators_since INTEGER NOT NULL DEFAULT 0, feed_hash INTEGER NOT NULL DEFAULT 0,"
  "  last_fetch INTEGER NOT NULL DEFAULT 0, next_fetch INTEGER NOT NULL DEFAULT 0,"
  "  failures INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0, outcome INTEGER NOT NULL DEFAULT 0,"
  "  etag TEXT, last_modified TEXT,"
  "  title TEXT, feed_url TEXT NOT NULL UNIQUE, site_url TEXT, icon_url TEXT, language TEXT) STRICT;"
  "CREATE TABLE known("
  "  source_id INTEGER NOT NULL REFERENCES source(id), guid_h INTEGER NOT NULL,"
  "  id INTEGER NOT NULL, content_h INTEGER NOT NULL, url_h INTEGER NOT NULL,"
  "  PRIMARY KEY(source_id, guid_h)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE state("
  "  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, unread INTEGER NOT NULL DEFAULT 1,"
  "  saved INTEGER NOT NULL DEFAULT 0, read_at INTEGER, saved_at INTEGER) STRICT;"
  "CREATE TABLE article("
  "  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, published INTEGER NOT NULL, updated INTEGER NOT NULL,"
  "  fetched INTEGER NOT NULL, flags INTEGER NOT NULL, twin_of INTEGER,"
  "  language TEXT, title TEXT, byline TEXT, section TEXT, city TEXT, url TEXT, image TEXT, excerpt TEXT) STRICT;";

/* Reports of pictures. A report and what it hides are written together, and both carry its number. The order of numbers is that of
 * the acts, whatever the clock does. Every table walks by a number, so that a damaged one can be salvaged. */
static const char library_2[] =
  "CREATE TABLE outbox("
  "  number INTEGER PRIMARY KEY, state INTEGER NOT NULL, withdrawing INTEGER NOT NULL, reason INTEGER NOT NULL,"
  "  created_at INTEGER NOT NULL, sent_at INTEGER NOT NULL, next_at INTEGER NOT NULL, attempts INTEGER NOT NULL,"
  "  http INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, address TEXT, comment TEXT, problem TEXT, body BLOB) STRICT;"
  "CREATE TABLE hidden_local("
  "  number INTEGER PRIMARY KEY, family INTEGER NOT NULL, kind INTEGER NOT NULL, reason INTEGER NOT NULL, key BLOB NOT NULL,"
  "  UNIQUE(family, kind, key)) STRICT;"
  "CREATE TABLE shown_local("
  "  number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key BLOB NOT NULL, UNIQUE(kind, key)) STRICT;";

/* bodies.db: what the web can give again. The one row of `last` names the articles of the last transaction, which a kill may
 * have left here without the library knowing of them. */
static const char bodies_1[] =
  "CREATE TABLE dict(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
  "CREATE TABLE body(id INTEGER PRIMARY KEY, dict INTEGER NOT NULL, z BLOB NOT NULL) STRICT;"
  "CREATE TABLE last(id INTEGER PRIMARY KEY, ids BLOB NOT NULL) STRICT;";

const JaridaMigration jarida_library_migrations[] = {
  { library_1, NULL },
  { library_2, NULL },
};
const guint jarida_n_library_migrations = G_N_ELEMENTS (jarida_library_migrations);

const JaridaMigration jarida_bodies_migrations[] = {
  { bodies_1, NULL },
};
const guint jarida_n_bodies_migrations = G_N_ELEMENTS (jarida_bodies_migrations);
