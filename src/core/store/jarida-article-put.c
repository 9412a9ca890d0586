/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-article-row.h"
#include "jarida-article-row-private.h"
#include "jarida-body.h"
#include "jarida-hash.h"
#include "jarida-shelf-private.h"
#include "jarida-store.h"
#include "jarida-text.h"

/* Level 3 takes 20-30 µs an article and halves it; more costs five times that for a tenth. */
#define COMPRESSION_LEVEL 3
/* What a row of the list can show. */
#define EXCERPT_CHARACTERS 200
#define DAY (24 * 60 * 60)
/* A day-only article is put somewhere in the first 22 hours of its day in Greenwich, so that it is the same day there and
 * from Nouakchott to Cairo. */
#define DAY_ONLY_SPREAD (22 * 60 * 60)
/* A source with many more articles than its feed gives is asked for each of them, not read through. */
#define RANGE_FACTOR 20

typedef struct
{
  gint64 guid_h;     /* first: the key of the table of known ones */
  gint64 content_h;
  guint32 id;
} Known;

/* One article on its way in. */
typedef struct
{
  const JaridaArticle *article;
  gint64               source_id;
  guint                position;      /* in its feed */
  gint64               now;
  gint64               guid_h;
  gint64               content_h;
  gint64               url_h;         /* 0: no address */
  char                *canonical;     /* (owned) (nullable) */
  char                *byline;        /* (owned) (nullable) */
  char                *excerpt;       /* (owned) (nullable) */
} Arrival;

void
jarida_put_result_init (JaridaPutResult *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (JaridaColumnRow));
  self->updated = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
jarida_put_result_clear (JaridaPutResult *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->updated, g_array_unref);
}

static void
clear_arrival (Arrival *self)
{
  g_free (self->canonical);
  g_free (self->byline);
  g_free (self->excerpt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arrival, clear_arrival)

/* The feed's own id, else the address, else title and date. When a site moves to https, ids that are addresses move with it
 * and mean the same. */
static gint64
get_guid_hash (const Arrival *self)
{
  const JaridaArticle *article = self->article;
  g_autofree char *text = NULL;

  if (article->guid != NULL && article->guid[0] != '\0')
    {
      if (g_str_has_prefix (article->guid, "http://"))
        text = g_strconcat ("https://", article->guid + strlen ("http://"), NULL);
      return jarida_hash_string (text != NULL ? text : article->guid);
    }
  if (self->canonical != NULL)
    return jarida_hash_string (self->canonical);
  text = g_strdup_printf ("%s\n%" G_GINT64_FORMAT, article->title != NULL ? article->title : "", article->published);
  return jarida_hash_string (text);
}

/* Packs the body into @out and returns the fingerprint of all a reader could see. `updated` is not in it: publishers who only
 * touch the date have not changed anything. */
static gint64
pack (const JaridaArticle *article,
      GByteArray          *out)
{
  guint body_size;
  gint64 content_h;

  g_byte_array_set_size (out, 0);
  jarida_body_pack (article, out);
  body_size = out->len;
  jarida_body_pack_text (out, article->title);
  jarida_body_pack_text (out, article->excerpt);
  jarida_body_pack_text (out, article->address);
  jarida_body_pack_text (out, article->image);
  jarida_body_pack_text (out, article->language);
  jarida_body_pack_text (out, article->section);
  jarida_body_pack_text (out, article->city);
  content_h = jarida_hash_bytes (out->data, out->len);
  g_byte_array_set_size (out, body_size);
  return content_h;
}

/* Leaves the size to be looked at with ZSTD_isError(). */
static gsize
compress (ZSTD_CCtx        *compressor,
          const GByteArray *packed,
          GByteArray       *out)
{
  g_byte_array_set_size (out, ZSTD_compressBound (packed->len));
  return ZSTD_compressCCtx (compressor, out->data, out->len, packed->data, packed->len, COMPRESSION_LEVEL);
}

void
jarida_store_pack_articles (GPtrArray *articles)
{
  ZSTD_CCtx *compressor = ZSTD_createCCtx ();
  g_autoptr(GByteArray) packed = g_byte_array_new ();
  g_autoptr(GByteArray) out = g_byte_array_new ();

  for (guint i = 0; i < articles->len; i++)
    {
      JaridaArticle *article = g_ptr_array_index (articles, i);
      gint64 content_h = pack (article, packed);
      gsize size = compress (compressor, packed, out);

      /* The writing thread tries again, and has somebody to tell. */
      if (ZSTD_isError (size))
        continue;
      article->packed_h = content_h;
      article->packed = g_bytes_new (out->data, size);
      /* Nobody reads the draft again, and hundreds of feeds may wait for the writing thread. */
      g_clear_pointer (&article->content, g_free);
    }
  ZSTD_freeCCtx (compressor);
}

static void
init_arrival (Arrival             *self,
              JaridaShelf         *shelf,
              const JaridaArticle *article,
              gint64               source_id,
              guint                position,
              gint64               now)
{
  memset (self, 0, sizeof *self);
  self->article = article;
  self->source_id = source_id;
  self->position = position;
  self->now = now;
  if (article->address != NULL)
    self->canonical = jarida_address_canonical (article->address);
  if (self->canonical != NULL)
    self->url_h = jarida_hash_string (self->canonical);
  self->guid_h = get_guid_hash (self);
  self->content_h = article->packed != NULL ? article->packed_h : pack (article, shelf->packed);
}

/* Reads what is known of a source in one range, unless that would be far more than @n_wanted. */
static gboolean
read_known (JaridaShelf  *shelf,
            gint64        source_id,
            guint         n_wanted,
            GError      **error)
{
  g_autoptr(GHashTable) known = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  guint limit = n_wanted * RANGE_FACTOR + 1;
  JaridaStep step;

  if (shelf->known_source == source_id)
    return TRUE;
  g_clear_pointer (&shelf->known, g_hash_table_unref);
  shelf->known_source = source_id;
  known = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  statement = jarida_connection_prepare (shelf->library,
                                         "SELECT guid_h, content_h, id FROM known WHERE source_id=?1 LIMIT ?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, source_id);
  jarida_statement_bind_int (statement, 2, limit);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      Known *one = g_new (Known, 1);

      one->guid_h = jarida_statement_get_int (statement, 0);
      one->content_h = jarida_statement_get_int (statement, 1);
      one->id = jarida_statement_get_int (statement, 2);
      g_hash_table_insert (known, &one->guid_h, one);
    }
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  if (g_hash_table_size (known) < limit)
    shelf->known = g_steal_pointer (&known);
  return TRUE;
}

/* @out_id 0: it is new. */
static gboolean
find_known (JaridaShelf    *shelf,
            const Arrival  *arrival,
            Known          *out,
            GError        **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  out->id = 0;
  if (shelf->known != NULL)
    {
      const Known *one = g_hash_table_lookup (shelf->known, &arrival->guid_h);

      if (one != NULL)
        *out = *one;
      return TRUE;
    }
  statement = jarida_connection_prepare (shelf->library,
                                         "SELECT content_h, id FROM known WHERE source_id=?1 AND guid_h=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, arrival->source_id);
  jarida_statement_bind_int (statement, 2, arrival->guid_h);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ROW)
    {
      out->content_h = jarida_statement_get_int (statement, 0);
      out->id = jarida_statement_get_int (statement, 1);
    }
  return step != JARIDA_STEP_ERROR;
}

static gboolean
save_known (JaridaShelf    *shelf,
            const Arrival  *arrival,
            guint32         id,
            GError        **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    "INSERT INTO known(source_id, guid_h, id, content_h, url_h) VALUES(?1,?2,?3,?4,?5)"
    " ON CONFLICT DO UPDATE SET content_h=?4, url_h=?5", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, arrival->source_id);
  jarida_statement_bind_int (statement, 2, arrival->guid_h);
  jarida_statement_bind_int (statement, 3, id);
  jarida_statement_bind_int (statement, 4, arrival->content_h);
  jarida_statement_bind_int (statement, 5, arrival->url_h);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (shelf->known != NULL)
    {
      Known *one = g_new (Known, 1);

      *one = (Known) { arrival->guid_h, arrival->content_h, id };
      /* replace, not insert: the key lives in the value. */
      g_hash_table_replace (shelf->known, &one->guid_h, one);
    }
  return TRUE;
}

/* The second an article would like to have. */
static guint32
get_wanted_id (const Arrival *arrival)
{
  const JaridaArticle *article = arrival->article;
  gint64 second = article->published;

  if (second == 0)
    second = arrival->now - arrival->position;
  else if (article->day_only)
    second += (guint64) arrival->guid_h % DAY_ONLY_SPREAD - ((second % DAY) + DAY) % DAY;
  second = MIN (second, arrival->now);
  return CLAMP (second - JARIDA_SHELF_EPOCH, 1, (gint64) G_MAXUINT32);
}

/* The first free id from @wanted on: upwards, or downwards for articles without a date, which would otherwise pile up into
 * the future. */
static gboolean
find_free_id (JaridaShelf  *shelf,
              guint32       wanted,
              gboolean      downwards,
              guint32      *out_id,
              GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  guint slot = wanted % N_HINTS;
  gint64 id = wanted;
  JaridaStep step;

  /* A publisher who gives the same second to thousands must not make us walk past all of them each time. */
  if (shelf->hints[slot].wanted == wanted && shelf->hints[slot].next != 0)
    id = shelf->hints[slot].next;
  statement = jarida_connection_prepare (shelf->library,
                                         downwards ? "SELECT id FROM state WHERE id<=?1 ORDER BY id DESC"
                                                   : "SELECT id FROM state WHERE id>=?1 ORDER BY id", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW
         && jarida_statement_get_int (statement, 0) == id)
    id += downwards ? -1 : 1;
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  if (id <= 0 || id > G_MAXUINT32)
    {
      g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED, "no free second beside %u", wanted);
      return FALSE;
    }
  shelf->hints[slot].wanted = wanted;
  shelf->hints[slot].next = id;
  *out_id = id;
  return TRUE;
}

static gboolean
read_addresses (JaridaShelf  *shelf,
                GError      **error)
{
  g_autoptr(JaridaAddressTable) table = jarida_address_table_new ();
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  if (shelf->addresses != NULL)
    return TRUE;
  statement = jarida_connection_prepare (shelf->library, "SELECT url_h, id FROM known WHERE url_h<>0", error);
  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    jarida_address_table_add (table, jarida_statement_get_int (statement, 0), jarida_statement_get_int (statement, 1));
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  shelf->addresses = g_steal_pointer (&table);
  return TRUE;
}

/* The same story by its address, from another source: *out_twin is the first that had it, 0 when there is none. */
static gboolean
find_twin (JaridaShelf    *shelf,
           const Arrival  *arrival,
           gint64         *out_twin,
           GError        **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  gsize position = 0;
  guint32 guess;

  *out_twin = 0;
  if (arrival->url_h == 0)
    return TRUE;
  if (!read_addresses (shelf, error))
    return FALSE;
  statement = jarida_connection_prepare (shelf->library, "SELECT source_id, url, twin_of FROM article WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  while (*out_twin == 0 && (guess = jarida_address_table_next (shelf->addresses, arrival->url_h, &position)) != 0)
    {
      JaridaStep step;

      jarida_statement_bind_int (statement, 1, guess);
      step = jarida_statement_step (statement, error);
      if (step == JARIDA_STEP_ERROR)
        return FALSE;
      if (step == JARIDA_STEP_ROW && jarida_statement_get_int (statement, 0) != arrival->source_id)
        {
          const char *url = jarida_statement_get_text (statement, 1);
          g_autofree char *canonical = url != NULL ? jarida_address_canonical (url) : NULL;

          if (g_strcmp0 (canonical, arrival->canonical) == 0)
            *out_twin = jarida_statement_is_null (statement, 2) ? (gint64) guess
                                                                 : jarida_statement_get_int (statement, 2);
        }
      jarida_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
save_body (JaridaShelf    *shelf,
           const Arrival  *arrival,
           guint32         id,
           GError        **error)
{
  GBytes *packed = arrival->article->packed;
  g_autoptr(JaridaStatement) statement = NULL;
  gsize size = 0;
  gconstpointer data = packed != NULL ? g_bytes_get_data (packed, &size) : NULL;

  if (data == NULL)
    {
      size = compress (shelf->compressor, shelf->packed, shelf->compressed);
      if (ZSTD_isError (size))
        {
          g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED, "compressing: %s", ZSTD_getErrorName (size));
          return FALSE;
        }
      data = shelf->compressed->data;
    }
  if (!jarida_shelf_begin_bodies (shelf, error))
    return FALSE;
  statement = jarida_connection_prepare (shelf->bodies, "INSERT OR REPLACE INTO body(id, dict, z) VALUES(?1,0,?2)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_blob (statement, 2, data, size);
  g_array_append_val (shelf->body_ids, id);
  return jarida_statement_run (statement, error);
}

static void
bind_texts (JaridaStatement *statement,
            Arrival         *arrival)
{
  const JaridaArticle *article = arrival->article;

  arrival->byline = jarida_article_dup_byline (article);
  if (article->excerpt != NULL)
    arrival->excerpt = jarida_text_excerpt (article->excerpt, EXCERPT_CHARACTERS);
  jarida_statement_bind_int (statement, 2, jarida_article_flags (article));
  jarida_statement_bind_text (statement, 3, article->language);
  jarida_statement_bind_text (statement, 4, article->title);
  jarida_statement_bind_text (statement, 5, arrival->byline);
  jarida_statement_bind_text (statement, 6, article->section);
  jarida_statement_bind_text (statement, 7, article->city);
  jarida_statement_bind_text (statement, 8, article->address);
  jarida_statement_bind_text (statement, 9, article->image);
  jarida_statement_bind_text (statement, 10, arrival->excerpt);
}

static gboolean
insert_article (JaridaShelf  *shelf,
                Arrival      *arrival,
                guint32       id,
                gint64        twin,
                GError      **error)
{
  const JaridaArticle *article = arrival->article;
  g_autoptr(JaridaStatement) statement = NULL;
  gint64 published = article->published;

  /* Without a date it is from when it was first seen; from the future it is from now. */
  if (published == 0 || published > arrival->now)
    published = MIN ((gint64) id + JARIDA_SHELF_EPOCH, arrival->now);
  statement = jarida_connection_prepare (shelf->library,
    "INSERT INTO article(id, flags, language, title, byline, section, city, url, image, excerpt, source_id, published,"
    " updated, fetched, twin_of) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  bind_texts (statement, arrival);
  jarida_statement_bind_int (statement, 11, arrival->source_id);
  jarida_statement_bind_int (statement, 12, published);
  jarida_statement_bind_int (statement, 13, article->updated);
  jarida_statement_bind_int (statement, 14, arrival->now);
  if (twin != 0)
    jarida_statement_bind_int (statement, 15, twin);
  return jarida_statement_run (statement, error);
}

static gboolean
insert_state (JaridaShelf    *shelf,
              const Arrival  *arrival,
              guint32         id,
              GError        **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library, "INSERT INTO state(id, source_id) VALUES(?1,?2)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, arrival->source_id);
  return jarida_statement_run (statement, error);
}

static gboolean
put_new (JaridaShelf      *shelf,
         Arrival          *arrival,
         JaridaPutResult  *result,
         GError          **error)
{
  JaridaColumnRow row = { .source = (guint16) arrival->source_id, .flags = JARIDA_COLUMN_UNREAD };
  gint64 twin;

  if (!find_free_id (shelf, get_wanted_id (arrival), arrival->article->published == 0, &row.id, error)
      || !find_twin (shelf, arrival, &twin, error)
      || !save_body (shelf, arrival, row.id, error)
      || !insert_article (shelf, arrival, row.id, twin, error)
      || !insert_state (shelf, arrival, row.id, error)
      || !save_known (shelf, arrival, row.id, error))
    return FALSE;
  if (arrival->url_h != 0)
    jarida_address_table_add (shelf->addresses, arrival->url_h, row.id);
  g_array_append_val (result->rows, row);
  return TRUE;
}

/* `state` is not named here, nor the id, nor `published`: a correction cannot flip a read mark nor move the article. An
 * article that has left the shelf stays away, only its fingerprint is renewed. */
static gboolean
put_changed (JaridaShelf      *shelf,
             Arrival          *arrival,
             guint32           id,
             JaridaPutResult  *result,
             GError          **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    "UPDATE article SET flags=(flags & 1) | (?2 & 6), language=?3, title=?4, byline=?5, section=?6, city=?7, url=?8,"
    " image=?9, excerpt=?10, updated=?11 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  bind_texts (statement, arrival);
  jarida_statement_bind_int (statement, 11, MAX (arrival->article->updated, arrival->article->published));
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (jarida_connection_get_n_changes (shelf->library) > 0)
    {
      if (!save_body (shelf, arrival, id, error))
        return FALSE;
      g_array_append_val (result->updated, id);
    }
  return save_known (shelf, arrival, id, error);
}

gboolean
jarida_article_rows_put (JaridaShelf      *shelf,
                         gint64            source_id,
                         GPtrArray        *articles,
                         guint             from,
                         guint             to,
                         gint64            now,
                         GHashTable       *seen,
                         JaridaPutResult  *result,
                         GError          **error)
{
  if (!read_known (shelf, source_id, articles->len, error))
    return FALSE;
  for (guint i = from; i < to; i++)
    {
      g_auto(Arrival) arrival;
      Known known;

      init_arrival (&arrival, shelf, g_ptr_array_index (articles, i), source_id, i, now);
      if (!g_hash_table_add (seen, g_memdup2 (&arrival.guid_h, sizeof arrival.guid_h)))
        continue;
      if (!find_known (shelf, &arrival, &known, error))
        return FALSE;
      if (known.id == 0 ? !put_new (shelf, &arrival, result, error)
                        : (known.content_h != arrival.content_h
                           && !put_changed (shelf, &arrival, known.id, result, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
jarida_article_rows_make_known (JaridaShelf          *shelf,
                                const JaridaArticle  *article,
                                GError              **error)
{
  g_auto(Arrival) arrival;

  init_arrival (&arrival, shelf, article, article->source_id, 0, 0);
  /* The excerpt on the shelf is shortened, so the fingerprint may not be that of the feed: 0 lets the next one in. */
  arrival.content_h = 0;
  return save_known (shelf, &arrival, article->id, error);
}
