/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-topics.h"

#include "jarida-store-private.h"

/* Cities that a portal has named. */

typedef struct
{
  GPtrArray *names;        /* (owned) */
  GPtrArray *addresses;    /* (owned) */
  gint64     now;
} Learning;

static void
free_learning (gpointer data)
{
  Learning *learning = data;

  g_ptr_array_unref (learning->names);
  g_ptr_array_unref (learning->addresses);
  g_free (learning);
}

/* What its server has said already stays. */
static gboolean
note_page (JaridaShelf  *shelf,
           const char   *address,
           gint64        now,
           GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (jarida_shelf_get_library (shelf),
    "INSERT INTO page(address, validators_since, hash, fetched, next_fetch, failures, status, outcome) VALUES(?1,?2,0,0,0,0,0,0)"
    " ON CONFLICT(address) DO UPDATE SET validators_since=?2 WHERE fetched=0", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, address);
  jarida_statement_bind_int (statement, 2, now);
  return jarida_statement_run (statement, error);
}

static gboolean
run_learn (JaridaShelf  *shelf,
           gpointer      data,
           GError      **error)
{
  const Learning *learning = data;

  for (guint i = 0; i < learning->names->len; i++)
    if (!jarida_topic_row_learn_city (shelf, g_ptr_array_index (learning->names, i), error)
        || !note_page (shelf, g_ptr_array_index (learning->addresses, i), learning->now, error))
      return FALSE;
  return TRUE;
}

void
jarida_store_learn_cities_async (JaridaStore         *self,
                                 GPtrArray           *names,
                                 GPtrArray           *addresses,
                                 gint64               now,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;
  Learning *learning;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (names->len == addresses->len);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_learn_cities_async);
  learning = g_new0 (Learning, 1);
  learning->names = g_ptr_array_ref (names);
  learning->addresses = g_ptr_array_ref (addresses);
  learning->now = now;
  g_task_set_task_data (task, learning, free_learning);
  jarida_store_act_in_bulk (self, task, run_learn, NULL);
}

gboolean
jarida_store_learn_cities_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
