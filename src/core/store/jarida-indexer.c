/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-indexer.h"

#include "jarida-article-row.h"
#include "jarida-index-row.h"
#include "jarida-search-file.h"

/* A transaction: long enough that the index grows by few pieces, short enough that closing does not wait for it. */
#define SLICE_ARTICLES 200
#define SLICE_USEC (150 * 1000)
/* Where the log of the index is folded into its file: 16 MB. */
#define LOG_PAGES 4000
#define SPARE_PAGES 256
/* So many have left at least, and an eighth of all, when the index is put together without them. */
#define COMPACT_ARTICLES 100

struct _JaridaIndexer
{
  char             *folder;     /* (owned) */
  int               stopping;   /* atomic */

  /* The thread's. */
  JaridaConnection *search;     /* (owned) (nullable) */
  JaridaConnection *library;    /* (owned) (nullable) */
  JaridaConnection *bodies;     /* (owned) (nullable) */
  gboolean          compared;
  GArray           *pending;    /* (owned) guint32, rising: to be added, from the end */
  guint             n_pending;  /* of these, that are not yet */
  guint             n_removed;  /* articles of which something still stands in the index */
  gboolean          compacting;
};

JaridaIndexer *
jarida_indexer_new (const char *folder)
{
  JaridaIndexer *self = g_new0 (JaridaIndexer, 1);

  self->folder = g_strdup (folder);
  self->pending = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

static void
close_files (JaridaIndexer *self)
{
  g_clear_pointer (&self->search, jarida_connection_close);
  g_clear_pointer (&self->library, jarida_connection_close);
  g_clear_pointer (&self->bodies, jarida_connection_close);
  self->compared = FALSE;
  self->n_removed = 0;
  self->compacting = FALSE;
  g_array_set_size (self->pending, 0);
  self->n_pending = 0;
}

void
jarida_indexer_free (JaridaIndexer *self)
{
  close_files (self);
  g_array_unref (self->pending);
  g_free (self->folder);
  g_free (self);
}

void
jarida_indexer_stop (JaridaIndexer *self)
{
  g_atomic_int_set (&self->stopping, TRUE);
}

JaridaIndexSlice *
jarida_index_slice_new (void)
{
  JaridaIndexSlice *self = g_new0 (JaridaIndexSlice, 1);

  self->followed = g_array_new (FALSE, FALSE, sizeof (JaridaFollowed));
  return self;
}

void
jarida_index_slice_free (JaridaIndexSlice *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_array_unref (self->followed);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
open_reading (JaridaIndexer     *self,
              const char        *name,
              JaridaConnection **out,
              GError           **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  if (*out == NULL)
    *out = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, error);
  return *out != NULL;
}

static gboolean
open_files (JaridaIndexer  *self,
            GError        **error)
{
  if (self->search == NULL)
    self->search = jarida_search_file_open (self->folder, error);
  return self->search != NULL
         && open_reading (self, "library.db", &self->library, error)
         && open_reading (self, "bodies.db", &self->bodies, error);
}

/* What the library has and the index has not; nothing is removed here but what nobody remembers any more. */

static gboolean
forget_lost (JaridaIndexer  *self,
             const GArray   *lost,
             GError        **error)
{
  for (guint i = 0; i < lost->len; i++)
    {
      guint32 id = g_array_index (lost, guint32, i);
      g_autoptr(GBytes) old = NULL;
      gint64 number;

      if (!jarida_index_row_find (self->library, id, 0, &old, &number, error)
          || (number == 0 && !jarida_search_file_remove (self->search, id, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

/* The next id of a list that rises; G_MAXINT64 behind its end. */
static gboolean
next_id (JaridaStatement  *statement,
         gint64           *out_id,
         GError          **error)
{
  JaridaStep step = jarida_statement_step (statement, error);

  *out_id = step == JARIDA_STEP_ROW ? jarida_statement_get_int (statement, 0) : G_MAXINT64;
  return step != JARIDA_STEP_ERROR;
}

static gboolean
walk_both (JaridaIndexer    *self,
           JaridaStatement  *kept,
           JaridaStatement  *indexed,
           GArray           *lost,
           GError          **error)
{
  gint64 a, b;

  if (!next_id (kept, &a, error) || !next_id (indexed, &b, error))
    return FALSE;
  while ((a != G_MAXINT64 || b != G_MAXINT64) && !g_atomic_int_get (&self->stopping))
    {
      const gint64 id = MIN (a, b);
      const guint32 one = (guint32) id;
      const gboolean has = a == id, had = b == id;

      if (has && !had && id > 0 && id <= G_MAXUINT32)
        g_array_append_val (self->pending, one);
      else if (had && !has)
        g_array_append_val (lost, one);
      if ((has && !next_id (kept, &a, error)) || (had && !next_id (indexed, &b, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
compare (JaridaIndexer  *self,
         GError        **error)
{
  g_autoptr(JaridaStatement) kept = NULL;
  g_autoptr(JaridaStatement) indexed = NULL;
  g_autoptr(GArray) lost = g_array_new (FALSE, FALSE, sizeof (guint32));

  kept = jarida_connection_prepare (self->library, "SELECT id FROM state WHERE id>?1 ORDER BY id", error);
  if (kept == NULL)
    return FALSE;
  indexed = jarida_connection_prepare (self->search, "SELECT id FROM doc WHERE id>?1 ORDER BY id", error);
  if (indexed == NULL)
    return FALSE;
  jarida_statement_bind_int (kept, 1, 0);
  jarida_statement_bind_int (indexed, 1, 0);
  g_array_set_size (self->pending, 0);
  if (!walk_both (self, kept, indexed, lost, error))
    return FALSE;
  jarida_statement_reset (kept);
  jarida_statement_reset (indexed);
  self->n_pending = self->pending->len;
  self->compared = !g_atomic_int_get (&self->stopping);
  return !self->compared || forget_lost (self, lost, error);
}

/* One article. The library is read before the bodies: what stands in it has its text. A correction that is kept between the two may give a
 * text of which nobody remembers the whole; then some of its words go on being found, which is all. */
static gboolean
take_one (JaridaIndexer     *self,
          guint32            id,
          gboolean           was_aside,
          JaridaIndexSlice  *slice,
          GError           **error)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GBytes) old = NULL;
  g_auto(JaridaIndexText) text = { NULL };
  g_auto(JaridaIndexText) old_text = { NULL };
  JaridaFollowed followed = { .id = id };
  gboolean found;
  gint64 hash;

  if (!jarida_search_file_find (self->search, id, &found, &hash, error))
    return FALSE;
  if (found && !was_aside)
    return TRUE;
  if (!jarida_article_rows_load (self->library, self->bodies, id, &article, error)
      || !jarida_index_row_find (self->library, id, hash, &old, &followed.number, error))
    return FALSE;
  if (article != NULL)
    jarida_index_text_init (&text, article);
  if (was_aside)
    g_array_append_val (slice->followed, followed);
  if (found && article != NULL && text.hash == hash)
    return TRUE;
  slice->n_taken++;
  if (found)
    {
      gboolean known = old != NULL && jarida_index_text_unpack (&old_text, g_bytes_get_data (old, NULL), g_bytes_get_size (old));

      if (!jarida_search_file_remove (self->search, id, known ? &old_text : NULL, error))
        return FALSE;
      if (article == NULL)
        self->n_removed++;
    }
  return article == NULL || jarida_search_file_add (self->search, id, &text, error);
}

static gboolean
is_over (JaridaIndexer    *self,
         JaridaIndexSlice *slice,
         gint64            end)
{
  return slice->n_taken >= SLICE_ARTICLES || g_get_monotonic_time () >= end || g_atomic_int_get (&self->stopping);
}

static gboolean
take_some (JaridaIndexer     *self,
           JaridaIndexSlice  *slice,
           GError           **error)
{
  const gint64 end = g_get_monotonic_time () + SLICE_USEC;
  g_autoptr(GArray) aside = NULL;
  guint i;

  aside = slice->look ? jarida_index_rows_read (self->library, SLICE_ARTICLES, error)
                      : g_array_new (FALSE, FALSE, sizeof (guint32));
  if (aside == NULL)
    return FALSE;
  for (i = 0; i < aside->len && !is_over (self, slice, end); i++)
    if (!take_one (self, g_array_index (aside, guint32, i), TRUE, slice, error))
      return FALSE;
  /* As long as there were some there may be more: they are gone only when the library has heard of it. */
  slice->more = aside->len > 0;
  for (; self->n_pending > 0 && !is_over (self, slice, end); self->n_pending--)
    if (!take_one (self, g_array_index (self->pending, guint32, self->n_pending - 1), FALSE, slice, error))
      return FALSE;
  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* All or nothing: what was taken from what is pending comes back when it was not kept. One look at each log for the whole slice. */
static gboolean
take_slice (JaridaIndexer     *self,
            JaridaIndexSlice  *slice,
            GError           **error)
{
  guint n_before = 0;
  gboolean done;

  if (!jarida_connection_begin (self->search, error))
    return FALSE;
  if (slice->rebuild)
    self->compared = FALSE;
  done = (!slice->rebuild || jarida_search_file_empty (self->search, error))
         && (self->compared || compare (self, error))
         && jarida_connection_execute (self->library, "BEGIN", error)
         && jarida_connection_execute (self->bodies, "BEGIN", error);
  n_before = self->n_pending;
  done = done && take_some (self, slice, error);
  jarida_connection_rollback (self->library);
  jarida_connection_rollback (self->bodies);
  if (done && jarida_connection_commit (self->search, error))
    return TRUE;
  jarida_connection_rollback (self->search);
  self->n_pending = n_before;
  return FALSE;
}

/* Of what is removed the index keeps every word, with a sign against it: it grows by what leaves, until its pieces are put together.
 * A piece at a time, when there is nothing else to do. */
static gboolean
compact (JaridaIndexer     *self,
         JaridaIndexSlice  *slice,
         GError           **error)
{
  const gboolean first = !self->compacting;
  gint64 n_kept;
  gboolean done;

  if (self->n_pending > 0 || slice->n_taken > 0 || (first && self->n_removed < COMPACT_ARTICLES))
    return TRUE;
  if (first && !jarida_connection_query_int (self->search, "SELECT count(*) FROM doc", 0, &n_kept, error))
    return FALSE;
  if (first && self->n_removed < (n_kept + self->n_removed) / 8)
    return TRUE;
  if (!jarida_search_file_compact (self->search, first, &done, error))
    return FALSE;
  self->compacting = !done;
  self->n_removed = done ? 0 : self->n_removed;
  slice->more = slice->more || !done;
  return TRUE;
}

/* What leaves an index leaves holes; a few stay for what comes. */
static gboolean
give_back (JaridaIndexer     *self,
           JaridaIndexSlice  *slice,
           GError           **error)
{
  gint64 pages, holes;

  if (self->n_pending > 0)
    return TRUE;
  if (!jarida_connection_query_int (self->search, "PRAGMA page_count", 0, &pages, error)
      || !jarida_connection_query_int (self->search, "PRAGMA freelist_count", 0, &holes, error))
    return FALSE;
  if (holes < SPARE_PAGES || holes < pages / 8)
    return TRUE;
  slice->more = TRUE;
  return jarida_connection_execute (self->search, "PRAGMA incremental_vacuum(200)", error);
}

static gboolean
tidy (JaridaIndexer     *self,
      JaridaIndexSlice  *slice,
      GError           **error)
{
  gboolean done = FALSE;

  if (slice->n_taken > 0 && !jarida_search_file_merge (self->search, error))
    return FALSE;
  if (!compact (self, slice, error) || !give_back (self, slice, error))
    return FALSE;
  if (jarida_connection_get_log_pages (self->search) < LOG_PAGES && self->n_pending > 0)
    return TRUE;
  if (!jarida_connection_checkpoint (self->search, FALSE, &done, error))
    return FALSE;
  if (done && self->n_pending == 0)
    jarida_connection_checkpoint (self->search, TRUE, &done, NULL);
  return TRUE;
}

void
jarida_indexer_run (JaridaIndexer    *self,
                    JaridaIndexSlice *slice)
{
  if (slice->remake)
    {
      close_files (self);
      jarida_search_file_delete (self->folder);
    }
  if (open_files (self, &slice->error))
    {
      if (slice->ids != NULL && self->compared)
        {
          g_array_set_size (self->pending, self->n_pending);
          g_array_append_vals (self->pending, slice->ids->data, slice->ids->len);
          g_array_sort (self->pending, compare_ids);
          self->n_pending = self->pending->len;
        }
      if (take_slice (self, slice, &slice->error))
        tidy (self, slice, &slice->error);
    }
  slice->n_left = self->n_pending;
}
