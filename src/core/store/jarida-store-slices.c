/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-row.h"
#include "jarida-store-private.h"

/* Long work that begins with an opening, done a little at a time beside all else; what is left over when the program ends is done after
 * the next opening. */

#define PURGE_SLICE 100
#define FILL_SLICE 500

/* What is still removed at an opening. */

typedef struct
{
  gint64   source_id;
  gboolean gone;
  gboolean reads_again;   /* filters have gone too */
} Purge;

static void
purge_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;
  JaridaShelf *shelf = act->store->shelf;
  Purge *purge = act->data;
  guint n = 0;

  jarida_store_wait_for_log (act->store, worker);
  if (jarida_shelf_begin (shelf, FALSE, &act->error))
    {
      if (!jarida_article_rows_purge (shelf, purge->source_id, PURGE_SLICE, &n, &act->error)
          || (n == 0 && !(jarida_filter_rows_purge_source (shelf, purge->source_id, &purge->reads_again, &act->error)
                          && jarida_source_rows_delete (jarida_shelf_get_library (shelf), purge->source_id, &act->error))))
        jarida_shelf_rollback (shelf);
      else if (jarida_shelf_commit (shelf, &act->error))
        act->serial = jarida_shelf_get_serial (shelf);
    }
  purge->gone = act->error == NULL && n == 0;
  jarida_act_reply (act);
}

static void apply_purge (JaridaStore *self, gpointer data, const GError *error);

static void
purge_slice (JaridaStore *self,
             gint64       source_id)
{
  JaridaAct *act = jarida_act_new (self, NULL, NULL, apply_purge);
  Purge *purge = g_new0 (Purge, 1);

  purge->source_id = source_id;
  act->data = purge;
  act->free_data = g_free;
  jarida_worker_push (self->writer, JARIDA_RANK_BULK, purge_work, act);
}

/* A failure leaves the rest for the next opening; nobody has asked for this now. */
static void
apply_purge (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  Purge *purge = data;

  if (error != NULL || self->closed)
    return;
  jarida_store_note_index (self, NULL, 0, TRUE);
  if (!purge->gone)
    {
      purge_slice (self, purge->source_id);
      return;
    }
  jarida_columns_remove_source (self->columns, purge->source_id);
  g_hash_table_remove (self->entries, GSIZE_TO_POINTER ((gsize) purge->source_id));
  if (purge->reads_again)
    jarida_store_read_again (self);
}

void
jarida_store_purge (JaridaStore *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((JaridaSourceEntry *) value)->removed)
      purge_slice (self, GPOINTER_TO_SIZE (key));
}

/* What the servers of pages have said that nobody has asked for in a long time: a newspaper that has gone, the back pages of a list, a
 * city that the portal names no longer. Where a page names its feed is known for as long as the page is asked for. */

#define PAGE_SECONDS (60 * 24 * 60 * 60)

static void
clean_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;
  JaridaShelf *shelf = act->store->shelf;
  JaridaConnection *library = jarida_shelf_get_library (shelf);
  gint64 last = 0;
  gboolean any = FALSE;

  /* Counted from when anything was asked for, since the program may have rested. Most openings find nothing to do, and then nothing is
   * written. */
  if (jarida_connection_query_int (library, "SELECT max(fetched) FROM page", 0, &last, &act->error)
      && jarida_page_rows_are_old (library, last - PAGE_SECONDS, &any, &act->error)
      && any && jarida_shelf_begin (shelf, FALSE, &act->error))
    {
      if (!jarida_page_rows_clean (library, last - PAGE_SECONDS, &act->error))
        jarida_shelf_rollback (shelf);
      else if (jarida_shelf_commit (shelf, &act->error))
        act->serial = jarida_shelf_get_serial (shelf);
    }
  jarida_act_reply (act);
}

void
jarida_store_clean_pages (JaridaStore *self)
{
  jarida_worker_push (self->writer, JARIDA_RANK_BULK, clean_work, jarida_act_new (self, NULL, NULL, NULL));
}

/* Searches and filters that were removed. */

static gboolean
run_purge_filters (JaridaShelf  *shelf,
                   gpointer      data,
                   GError      **error)
{
  return jarida_filter_rows_purge (shelf, error);
}

void
jarida_store_purge_filters (JaridaStore *self)
{
  jarida_store_act_in_bulk (self, g_task_new (self, NULL, NULL, NULL), run_purge_filters, NULL);
}

/* Articles from before there were sections, authors and cities. */

typedef struct
{
  JaridaPutResult result;
  gboolean        done;
} Fill;

static void
free_fill (gpointer data)
{
  Fill *fill = data;

  jarida_put_result_clear (&fill->result);
  g_free (fill);
}

static void
fill_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  JaridaShelf *shelf = act->store->shelf;
  Fill *fill = act->data;

  jarida_store_wait_for_log (act->store, worker);
  if (jarida_shelf_begin (shelf, FALSE, &act->error))
    {
      if (!jarida_article_rows_fill (shelf, FILL_SLICE, &fill->result, &fill->done, &act->error))
        jarida_shelf_rollback (shelf);
      else if (jarida_shelf_commit (shelf, &act->error))
        act->serial = jarida_shelf_get_serial (shelf);
    }
  jarida_act_reply (act);
}

static void
apply_fill (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  Fill *fill = data;

  if (error != NULL)
    return;
  jarida_store_show_put (self, &fill->result);
  if (!fill->done && !self->closed)
    jarida_store_fill (self);
}

void
jarida_store_fill (JaridaStore *self)
{
  JaridaAct *act = jarida_act_new (self, NULL, NULL, apply_fill);
  Fill *fill = g_new0 (Fill, 1);

  jarida_put_result_init (&fill->result);
  act->data = fill;
  act->free_data = free_fill;
  jarida_worker_push (self->writer, JARIDA_RANK_BULK, fill_work, act);
}
