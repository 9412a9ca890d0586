/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-leave.h"

#include "jarida-headline-list-private.h"
#include "jarida-store-counts.h"

#define DAY (24 * 60 * 60)
/* Pages that are given back at a time: a few milliseconds each. */
#define SHRINK_PAGES 200

/* ---- Choosing, in the columns ---- */

typedef struct
{
  gint64  oldest;      /* seconds since 1970: what is older leaves; G_MININT64: nothing does for its age */
  guint   n_kept;      /* so many of the newest stay, 0: all */
  guint   n_seen;      /* so far */
} Policy;

static Policy *
make_policies (JaridaStore *self,
               guint        days,
               gint64       now)
{
  Policy *policies = g_new0 (Policy, G_MAXUINT16 + 1);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i <= G_MAXUINT16; i++)
    policies[i].oldest = G_MININT64;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      JaridaSourceEntry *entry = value;
      Policy *policy = &policies[GPOINTER_TO_SIZE (key) & G_MAXUINT16];
      const int own = jarida_source_get_retention_days (entry->source);
      const gint64 wanted = own != 0 ? own : (gint64) days;

      /* One that is removed is another matter. */
      if (entry->removed)
        continue;
      if (wanted > 0)
        policy->oldest = now - wanted * DAY;
      policy->n_kept = (guint) MAX (0, jarida_source_get_retention_count (entry->source));
    }
  return policies;
}

/* Whether the source has no more use for the row; counts it. */
static gboolean
lets_go (Policy *policy,
         gint64  published)
{
  policy->n_seen++;
  return published < policy->oldest || (policy->n_kept > 0 && policy->n_seen > policy->n_kept);
}

static gboolean
leaves (JaridaStore *self,
        Policy      *policies,
        gsize        row)
{
  const JaridaColumns *columns = self->columns;
  const gint64 published = (gint64) columns->ids[row] + JARIDA_SHELF_EPOCH;
  gboolean gone = lets_go (&policies[columns->sources[row]], published);

  if (columns->flags[row] & JARIDA_COLUMN_SHARED)
    {
      guint n;
      const JaridaColumnOrigin *origins = jarida_columns_find_origins (columns, columns->ids[row], &n);

      for (guint i = 0; i < n; i++)
        gone = lets_go (&policies[origins[i].source & G_MAXUINT16], published) && gone;
    }
  return gone && !(columns->flags[row] & (JARIDA_COLUMN_SAVED | JARIDA_COLUMN_WANTED));
}

GArray *
jarida_store_list_leaving (JaridaStore *self,
                           guint        days,
                           gint64       now)
{
  g_autofree Policy *policies = NULL;
  GArray *ids;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Of what is not read yet nothing is known. */
  if (!self->complete)
    return ids;
  policies = make_policies (self, days, now);
  for (gsize i = self->columns->n; i-- > 0;)
    if (leaves (self, policies, i))
      {
        const gint64 id = self->columns->ids[i];

        g_array_append_val (ids, id);
      }
  for (guint i = 0; i < ids->len / 2; i++)
    {
      const gint64 swap = g_array_index (ids, gint64, i);

      g_array_index (ids, gint64, i) = g_array_index (ids, gint64, ids->len - 1 - i);
      g_array_index (ids, gint64, ids->len - 1 - i) = swap;
    }
  return ids;
}

/* ---- Leaving ---- */

typedef struct
{
  GArray   *ids;      /* (owned) guint32 */
  GArray   *left;     /* (owned) (nullable) guint32, when done */
  JaridaLeaveFlags flags;
  guint64   bytes;    /* of the texts of those that left */
} Leave;

static void
free_leave (gpointer data)
{
  Leave *leave = data;

  g_array_unref (leave->ids);
  g_clear_pointer (&leave->left, g_array_unref);
  g_free (leave);
}

/* What a person is told of it. */
static gboolean
note_left (JaridaShelf  *shelf,
           const Leave  *leave,
           GError      **error)
{
  const char *before = leave->flags & JARIDA_LEAVE_FIRST ? "0 *" : "1 *";
  g_autofree char *sql = NULL;

  if (leave->left->len == 0)
    return TRUE;
  sql = g_strdup_printf ("INSERT OR REPLACE INTO meta SELECT 'left_n', %u + %s ifnull((SELECT value FROM meta WHERE key='left_n'), 0);"
                         "INSERT OR REPLACE INTO meta SELECT 'left_room', %u + %s ifnull((SELECT value FROM meta WHERE key='left_room'), 0);"
                         "INSERT OR REPLACE INTO meta VALUES('left_at', %" G_GINT64_FORMAT ");",
                         leave->left->len, before, leave->flags & JARIDA_LEAVE_FOR_ROOM ? leave->left->len : 0, before,
                         g_get_real_time () / G_USEC_PER_SEC);
  return jarida_connection_execute (jarida_shelf_get_library (shelf), sql, error);
}

static gboolean
run_leave (JaridaShelf  *shelf,
           gpointer      data,
           GError      **error)
{
  Leave *leave = data;

  return jarida_article_rows_leave (shelf, (const guint32 *) leave->ids->data, leave->ids->len, &leave->left, &leave->bytes, error)
         && note_left (shelf, leave, error);
}

static void
leave_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;

  jarida_store_wait_for_log (act->store, worker);
  jarida_act_run_alone (act);
}

static void
apply_leave (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  Leave *leave = data;
  g_autoptr(GArray) gone = NULL;
  g_autoptr(GArray) companions = g_array_new (FALSE, FALSE, sizeof (guint32));
  JaridaTally tally;

  if (error != NULL || leave->left == NULL || leave->left->len == 0)
    return;
  jarida_store_note_index (self, NULL, 0, TRUE);
  gone = g_array_new (FALSE, TRUE, sizeof (JaridaJoinedRow));
  jarida_tally_begin (&tally, self);
  for (guint i = 0; i < leave->left->len; i++)
    {
      const JaridaJoinedRow one = { .gone = g_array_index (leave->left, guint32, i) };
      gsize at = jarida_columns_find (self->columns, one.gone);

      if (at == G_MAXSIZE)
        continue;
      jarida_tally_add (&tally, at, -1, self->columns->flags[at] & JARIDA_COLUMN_UNREAD ? -1 : 0);
      if (self->columns->flags[at] & JARIDA_COLUMN_STORY)
        {
          guint n;
          const JaridaColumnStory *members = jarida_columns_find_story (self->columns, one.gone, &n);

          while (n-- > 0)
            g_array_append_val (companions, members[n].id);
        }
      jarida_columns_remove_row (self->columns, at);
      g_array_append_val (gone, one);
    }
  jarida_tally_end (&tally);
  for (guint i = 0; gone->len > 0 && i < self->lists->len; i++)
    {
      jarida_headline_list_note_joined (g_ptr_array_index (self->lists, i), gone);
      /* Where one stood for its story, another takes its place. */
      if (companions->len > 0)
        jarida_headline_list_note_parted (g_ptr_array_index (self->lists, i), (guint32 *) companions->data, companions->len);
    }
}

void
jarida_store_leave_async (JaridaStore         *self,
                          const gint64        *ids,
                          gsize                n_ids,
                          JaridaLeaveFlags     flags,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;
  Leave *leave;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_leave_async);
  leave = g_new0 (Leave, 1);
  leave->flags = flags;
  leave->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n_ids; i++)
    {
      const guint32 id = jarida_store_resolve_id (self, ids[i]);

      g_array_append_val (leave->ids, id);
    }
  g_task_set_task_data (task, leave, free_leave);
  if (!jarida_store_can_keep (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    jarida_worker_push (self->writer, JARIDA_RANK_BULK, leave_work, jarida_act_new (self, g_steal_pointer (&task), run_leave, apply_leave));
}

gboolean
jarida_store_leave_finish (JaridaStore   *self,
                           GAsyncResult  *result,
                           guint         *out_n_left,
                           guint64       *out_bytes,
                           GError       **error)
{
  const Leave *leave;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  leave = g_task_get_task_data (G_TASK (result));
  *out_n_left = leave->left != NULL ? leave->left->len : 0;
  if (out_bytes != NULL)
    *out_bytes = leave->bytes;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Shrinking ---- */

typedef struct
{
  gint64 n;       /* pages that are left, or how many left */
  gint64 n_room;  /* how many of those for want of room */
  gint64 when;
} Numbers;

static void
shrink_work (JaridaWorker *worker,
             gpointer      data)
{
  JaridaAct *act = data;
  JaridaShelf *shelf = act->store->shelf;
  JaridaConnection *files[] = { jarida_shelf_get_library (shelf), jarida_shelf_get_bodies (shelf) };
  g_autofree char *sql = g_strdup_printf ("PRAGMA incremental_vacuum(%d)", SHRINK_PAGES);
  Numbers *numbers = act->data;

  jarida_store_wait_for_log (act->store, worker);
  for (guint i = 0; i < G_N_ELEMENTS (files) && act->error == NULL; i++)
    {
      gint64 n = 0;

      if (jarida_connection_execute (files[i], sql, &act->error)
          && jarida_connection_query_int (files[i], "PRAGMA freelist_count", 0, &n, &act->error))
        numbers->n += n;
    }
  jarida_act_reply (act);
}

static GTask *
new_numbers_task (JaridaStore         *self,
                  gpointer             tag,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_new0 (Numbers, 1), g_free);
  return task;
}

void
jarida_store_shrink_async (JaridaStore         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = new_numbers_task (self, jarida_store_shrink_async, cancellable, callback, user_data);
  if (!jarida_store_can_keep (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    jarida_worker_push (self->writer, JARIDA_RANK_BULK, shrink_work, jarida_act_new (self, g_steal_pointer (&task), NULL, NULL));
}

gboolean
jarida_store_shrink_finish (JaridaStore   *self,
                            GAsyncResult  *result,
                            gboolean      *out_done,
                            GError       **error)
{
  const Numbers *numbers;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  numbers = g_task_get_task_data (G_TASK (result));
  *out_done = numbers->n == 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- What is told of it ---- */

static void
load_left_work (JaridaWorker *worker,
                gpointer      data)
{
  JaridaAct *act = data;
  Numbers *numbers = act->data;
  JaridaConnection *library = jarida_act_open_loader (act);

  if (library != NULL)
    (void) (jarida_connection_query_int (library, "SELECT ifnull((SELECT value FROM meta WHERE key='left_n'), 0)", 0, &numbers->n, &act->error)
            && jarida_connection_query_int (library, "SELECT ifnull((SELECT value FROM meta WHERE key='left_room'), 0)", 0, &numbers->n_room,
                                            &act->error)
            && jarida_connection_query_int (library, "SELECT ifnull((SELECT value FROM meta WHERE key='left_at'), 0)", 0, &numbers->when,
                                            &act->error));
  jarida_act_reply (act);
}

void
jarida_store_load_left_async (JaridaStore         *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = new_numbers_task (self, jarida_store_load_left_async, cancellable, callback, user_data);
  if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    jarida_worker_push (self->loader, JARIDA_RANK_URGENT, load_left_work, jarida_act_new (self, g_steal_pointer (&task), NULL, NULL));
}

gboolean
jarida_store_load_left_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               guint         *out_n,
                               guint         *out_n_for_room,
                               gint64        *out_when,
                               GError       **error)
{
  const Numbers *numbers;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  numbers = g_task_get_task_data (G_TASK (result));
  *out_n = (guint) numbers->n;
  *out_n_for_room = (guint) numbers->n_room;
  *out_when = numbers->when;
  return g_task_propagate_boolean (G_TASK (result), error);
}
