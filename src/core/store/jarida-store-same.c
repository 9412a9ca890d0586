/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-topics.h"

#include "jarida-article-row-private.h"
#include "jarida-store-private.h"

/* The same story elsewhere: by its addresses, which the writing thread knows, by its title, which is read in the days around, and by what
 * was found when it came. */

/* A story has 60 at most; but others may have the same title, as horoscopes do. */
#define MAX_SAME 100

typedef struct
{
  gint64     id;
  GArray    *ids;         /* (owned) guint32 */
  GPtrArray *headlines;   /* (owned) JaridaHeadline */
  guint      n;           /* of them all */
} Same;

static void
free_same (gpointer data)
{
  Same *same = data;

  g_array_unref (same->ids);
  g_ptr_array_unref (same->headlines);
  g_free (same);
}

static void
addresses_work (JaridaWorker *worker,
                gpointer      data)
{
  JaridaAct *act = data;
  Same *same = act->data;

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (act->task), &act->error))
    jarida_article_rows_find_same_addresses (act->store->shelf, same->id, same->ids, &act->error);
  jarida_act_reply (act);
}

static void
titles_work (JaridaWorker *worker,
             gpointer      data)
{
  JaridaAct *act = data;
  Same *same = act->data;
  JaridaConnection *library = jarida_act_open_loader (act);

  if (library != NULL)
    jarida_article_rows_find_same_titles (library, same->id, same->ids, &act->error);
  jarida_act_reply (act);
}

static gboolean
is_elsewhere (JaridaStore *self,
              gsize        own,
              gsize        row)
{
  return own == G_MAXSIZE || self->columns->sources[own] != self->columns->sources[row];
}

static void
add_headline_cb (JaridaHeadlineValues *values,
                 gpointer              user_data)
{
  g_ptr_array_add (user_data, jarida_headline_new (values));
}

void
jarida_store_append_headlines (JaridaStore  *self,
                               const GArray *ids,
                               GPtrArray    *out)
{
  const JaridaColumns *columns = self->columns;
  guint n = out->len;

  if (self->headlines != NULL)
    jarida_article_rows_read_headlines (self->headlines, (guint32 *) ids->data, ids->len, add_headline_cb, out, NULL);
  for (; n < out->len; n++)
    {
      JaridaHeadline *headline = g_ptr_array_index (out, n);
      gsize row = jarida_columns_find (columns, (guint32) jarida_headline_get_id (headline));
      JaridaSource *source = jarida_store_choose_source (self, columns->ids[row], jarida_headline_get_source_id (headline), 0);

      jarida_headline_set_read (headline, !(columns->flags[row] & JARIDA_COLUMN_UNREAD));
      jarida_headline_set_saved (headline, (columns->flags[row] & JARIDA_COLUMN_SAVED) != 0);
      if (source != NULL)
        jarida_headline_set_source_title (headline, jarida_source_get_title (source));
    }
}

static int
compare_falling (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first < second) - (first > second);
}

/* What the stories know, unless nobody wants to know it. */
static void
add_story (JaridaStore *self,
           Same        *same)
{
  guint n = 0;
  const JaridaColumnStory *members = self->group_stories ? jarida_columns_find_story (self->columns, (guint32) same->id, &n) : NULL;

  while (n-- > 0)
    g_array_append_val (same->ids, members[n].id);
}

/* Those that a person can see, each once, as objects. */
static void
make_headlines (JaridaStore *self,
                Same        *same)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };
  g_autoptr(GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint32));
  const JaridaColumns *columns = self->columns;
  const gsize own = jarida_columns_find (columns, (guint32) same->id);
  guint32 last = 0;

  add_story (self, same);
  jarida_store_match_place (self, &all, &match);
  g_array_sort (same->ids, compare_falling);
  for (guint i = 0; i < same->ids->len; i++)
    {
      guint32 id = g_array_index (same->ids, guint32, i);
      gsize row = id != last && id != same->id ? jarida_columns_find (columns, id) : G_MAXSIZE;

      last = id;
      if (row == G_MAXSIZE || !jarida_place_match_row (&match, columns, row) || !is_elsewhere (self, own, row))
        continue;
      if (same->n++ < MAX_SAME)
        g_array_append_val (shown, id);
    }
  jarida_store_append_headlines (self, shown, same->headlines);
}

static void
apply_titles (JaridaStore  *self,
              gpointer      data,
              const GError *error)
{
  if (error == NULL)
    make_headlines (self, data);
}

static void
found_addresses_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      data)
{
  JaridaStore *self = JARIDA_STORE (object);
  g_autoptr(GTask) task = data;
  Same *same = g_task_get_task_data (task);
  Same *found = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    {
      g_array_append_vals (same->ids, found->ids->data, found->ids->len);
      jarida_worker_push (self->loader, JARIDA_RANK_URGENT, titles_work,
                          jarida_act_new (self, g_steal_pointer (&task), NULL, apply_titles));
    }
}

static Same *
new_same (gint64 id)
{
  Same *same = g_new0 (Same, 1);

  same->id = id;
  same->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  same->headlines = g_ptr_array_new_with_free_func (g_object_unref);
  return same;
}

void
jarida_store_find_same_async (JaridaStore         *self,
                              gint64               id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GTask *first;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_find_same_async);
  g_task_set_task_data (task, new_same (id), free_same);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  first = g_task_new (self, cancellable, found_addresses_cb, g_steal_pointer (&task));
  g_task_set_task_data (first, new_same (id), free_same);
  jarida_worker_push (self->writer, JARIDA_RANK_URGENT, addresses_work, jarida_act_new (self, first, NULL, NULL));
}

GPtrArray *
jarida_store_find_same_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               guint         *out_n,
                               GError       **error)
{
  Same *same;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (out_n != NULL)
    *out_n = 0;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  same = g_task_get_task_data (G_TASK (result));
  if (out_n != NULL)
    *out_n = same->n;
  return g_ptr_array_ref (same->headlines);
}
