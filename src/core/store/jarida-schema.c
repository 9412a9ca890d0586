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

/* Sections, authors, cities; the same article from several sources; pages of portals. What a list asks of an article lies in `state`,
 * which is read whole at opening when the side file cannot be, and not in `article`, which is thirty times as long. `unfilled`: the
 * articles up to this one came before and are still to be looked at. In `known`, `source_h` is the address of the article at its own
 * newspaper and `partial_h` what a listing last said of it. */
static const char library_3[] =
  "ALTER TABLE source ADD COLUMN portal TEXT;"
  "ALTER TABLE known ADD COLUMN source_h INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE known ADD COLUMN partial_h INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE state ADD COLUMN section INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE state ADD COLUMN city INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE state ADD COLUMN byline INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE state ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE article ADD COLUMN source_url TEXT;"
  "CREATE TABLE author(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;"
  "CREATE TABLE city(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;"
  "CREATE TABLE byline(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"
  "CREATE TABLE byline_author("
  "  author_id INTEGER NOT NULL, byline_id INTEGER NOT NULL, PRIMARY KEY(author_id, byline_id)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE origin("
  "  number INTEGER PRIMARY KEY, article_id INTEGER NOT NULL, source_id INTEGER NOT NULL, guid_h INTEGER NOT NULL, url TEXT,"
  "  UNIQUE(article_id, source_id)) STRICT;"
  "CREATE TABLE followed("
  "  number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id INTEGER NOT NULL, position INTEGER NOT NULL, UNIQUE(kind, id)) STRICT;"
  "CREATE TABLE page("
  "  number INTEGER PRIMARY KEY, validators_since INTEGER NOT NULL, hash INTEGER NOT NULL, fetched INTEGER NOT NULL,"
  "  next_fetch INTEGER NOT NULL, failures INTEGER NOT NULL, status INTEGER NOT NULL, outcome INTEGER NOT NULL,"
  "  etag TEXT, last_modified TEXT, address TEXT NOT NULL UNIQUE) STRICT;"
  "INSERT INTO meta SELECT 'unfilled', max(id) FROM article HAVING max(id) IS NOT NULL;";

/* What the person wants of a newspaper's texts, and how many of its articles stay. `kept`: 1 the person wants all of the article on
 * this computer, 2 all of it is, its pictures in so many bytes. */
static const char library_4[] =
  "ALTER TABLE source ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE source ADD COLUMN retention_count INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE state ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE state ADD COLUMN kept_bytes INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX state_kept ON state(kept_bytes) WHERE kept>=2;";

/* Texts that the index still has and the articles no longer: see jarida-index-row.h. */
static const char library_5[] =
  "CREATE TABLE index_queue(number INTEGER PRIMARY KEY, id INTEGER NOT NULL, hash INTEGER NOT NULL, old BLOB NOT NULL) STRICT;"
  "CREATE INDEX index_queue_id ON index_queue(id);";

/* Searches that a person has kept, and filters: what is to be done with new articles that a search would find. Both stay, removed, until
 * the next opening. `hidden_by` says which filter hides which article, and `filtered`, in `state`, what comes of them: see
 * jarida-filter-row.c. */
static const char library_6[] =
  "CREATE TABLE saved_search("
  "  id INTEGER PRIMARY KEY, position INTEGER NOT NULL, removed_at INTEGER NOT NULL DEFAULT 0,"
  "  name TEXT NOT NULL, query TEXT NOT NULL) STRICT;"
  "CREATE TABLE filter("
  "  id INTEGER PRIMARY KEY, position INTEGER NOT NULL, source_id INTEGER NOT NULL, action INTEGER NOT NULL,"
  "  enabled INTEGER NOT NULL, removed_at INTEGER NOT NULL DEFAULT 0, query TEXT NOT NULL) STRICT;"
  "CREATE TABLE hidden_by("
  "  number INTEGER PRIMARY KEY, article_id INTEGER NOT NULL, filter_id INTEGER NOT NULL, UNIQUE(article_id, filter_id)) STRICT;"
  "CREATE INDEX hidden_by_filter ON hidden_by(filter_id);"
  "ALTER TABLE state ADD COLUMN filtered INTEGER NOT NULL DEFAULT 0;";

/* Which articles tell one story: only those of which several newspapers tell it, and those that a person has taken out (`apart`). These
 * keep the number, so that it can be undone. What deletes an article, in whatever way, takes it out of its story. */
static const char library_7[] =
  "CREATE TABLE story(id INTEGER PRIMARY KEY, story INTEGER NOT NULL, apart INTEGER NOT NULL DEFAULT 0) STRICT;"
  "CREATE INDEX story_members ON story(story, apart);"
  "CREATE TRIGGER story_leave AFTER DELETE ON article BEGIN DELETE FROM story WHERE id=old.id; END;";

/* How the texts of a newspaper are set. */
static const char library_8[] =
  "ALTER TABLE source ADD COLUMN typeface INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE source ADD COLUMN direction INTEGER NOT NULL DEFAULT 0;";

/* For a library that cannot be brought up to date: what it would have, empty, for this connection. */
static const char library_before_3[] =
  "PRAGMA query_only=0;"
  "CREATE TEMP VIEW source AS SELECT *, NULL AS portal, 0 AS full_text, 0 AS retention_count, 0 AS typeface,"
  "  0 AS direction FROM main.source;"
  "CREATE TEMP VIEW state AS SELECT *, 0 AS section, 0 AS city, 0 AS byline, 0 AS shared, 0 AS kept, 0 AS kept_bytes,"
  "  0 AS filtered FROM main.state;"
  "CREATE TEMP VIEW article AS SELECT *, NULL AS source_url FROM main.article;"
  "CREATE TEMP VIEW author AS SELECT 0 AS id, '' AS key, '' AS name WHERE 0;"
  "CREATE TEMP VIEW city AS SELECT 0 AS id, '' AS key, '' AS name WHERE 0;"
  "CREATE TEMP VIEW byline_author AS SELECT 0 AS author_id, 0 AS byline_id WHERE 0;"
  "CREATE TEMP VIEW origin AS SELECT 0 AS article_id, 0 AS source_id, 0 AS guid_h, '' AS url WHERE 0;"
  "CREATE TEMP VIEW followed AS SELECT 0 AS kind, 0 AS id, 0 AS position WHERE 0;"
  "CREATE TEMP VIEW page AS SELECT 0 AS validators_since, 0 AS hash, 0 AS fetched, 0 AS next_fetch, 0 AS failures, 0 AS status,"
  "  0 AS outcome, '' AS etag, '' AS last_modified, '' AS address WHERE 0;"
  "PRAGMA query_only=1;";

static const char library_before_4[] =
  "PRAGMA query_only=0;"
  "CREATE TEMP VIEW source AS SELECT *, 0 AS full_text, 0 AS retention_count, 0 AS typeface, 0 AS direction FROM main.source;"
  "CREATE TEMP VIEW state AS SELECT *, 0 AS kept, 0 AS kept_bytes, 0 AS filtered FROM main.state;"
  "PRAGMA query_only=1;";

static const char library_before_6[] =
  "PRAGMA query_only=0;"
  "CREATE TEMP VIEW IF NOT EXISTS state AS SELECT *, 0 AS filtered FROM main.state;"
  "CREATE TEMP VIEW saved_search AS SELECT 0 AS id, 0 AS position, 0 AS removed_at, '' AS name, '' AS query WHERE 0;"
  "CREATE TEMP VIEW filter AS SELECT 0 AS id, 0 AS position, 0 AS source_id, 0 AS action, 0 AS enabled, 0 AS removed_at, '' AS query"
  "  WHERE 0;"
  "PRAGMA query_only=1;";

static const char library_before_7[] =
  "PRAGMA query_only=0;"
  "CREATE TEMP VIEW story AS SELECT 0 AS id, 0 AS story, 0 AS apart WHERE 0;"
  "PRAGMA query_only=1;";

static const char library_before_8[] =
  "PRAGMA query_only=0;"
  "CREATE TEMP VIEW IF NOT EXISTS source AS SELECT *, 0 AS typeface, 0 AS direction FROM main.source;"
  "PRAGMA query_only=1;";

/* bodies.db: what the web can give again. The one row of `last` names the articles of the last transaction, which a kill may
 * have left here without the library knowing of them. */
static const char bodies_1[] =
  "CREATE TABLE dict(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
  "CREATE TABLE body(id INTEGER PRIMARY KEY, dict INTEGER NOT NULL, z BLOB NOT NULL) STRICT;"
  "CREATE TABLE last(id INTEGER PRIMARY KEY, ids BLOB NOT NULL) STRICT;";

/* A row of its own number: the texts of a first refresh come in no order of time, and where each had to be put in its place, half
 * of all that was written were pages torn open for one more. */
static const char bodies_2[] =
  "CREATE TABLE text("
  "  number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, dict INTEGER NOT NULL, z BLOB NOT NULL) STRICT;"
  "INSERT INTO text(id, dict, z) SELECT id, dict, z FROM body ORDER BY id;"
  "DROP TABLE body;"
  "ALTER TABLE text RENAME TO body;";

const JaridaMigration jarida_library_migrations[] = {
  { library_1, NULL },
  { library_2, NULL },
  { library_3, NULL },
  { library_4, NULL },
  { library_5, NULL },
  { library_6, NULL },
  { library_7, NULL },
  { library_8, NULL },
};
const guint jarida_n_library_migrations = G_N_ELEMENTS (jarida_library_migrations);

const JaridaMigration jarida_bodies_migrations[] = {
  { bodies_1, NULL },
  { bodies_2, NULL },
};
const guint jarida_n_bodies_migrations = G_N_ELEMENTS (jarida_bodies_migrations);

gboolean
jarida_schema_make_readable (JaridaConnection  *library,
                             GError           **error)
{
  gint64 version;

  if (!jarida_connection_query_int (library, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version < 4 && !jarida_connection_execute (library, version < 3 ? library_before_3 : library_before_4, error))
    return FALSE;
  if (version < 6 && !jarida_connection_execute (library, library_before_6, error))
    return FALSE;
  if (version < 7 && !jarida_connection_execute (library, library_before_7, error))
    return FALSE;
  return version >= 8 || jarida_connection_execute (library, library_before_8, error);
}
