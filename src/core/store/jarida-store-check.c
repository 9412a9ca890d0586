/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "jarida-backup-private.h"
#include "jarida-connection-search.h"
#include "jarida-store-private.h"

/* Looking through the files after an end that was not clean. On a thread of its own and of the lowest rank, some time after the start, one
 * table at a time, so that neither the first frame nor the logs wait for it. A check that is cut off is due again next time. */

/* The list is on screen by then, and what the start reads is read. */
#define DELAY_SECONDS 5

typedef struct
{
  gboolean finished;
  gboolean sound;
} Check;

static char *
get_due_mark (JaridaStore *self)
{
  return g_build_filename (self->folder, "unchecked", NULL);
}

static gboolean
is_stopped_cb (gpointer data)
{
  JaridaStore *self = data;

  return g_atomic_int_get (&self->check_stopped);
}

static gboolean
check_table (JaridaConnection  *connection,
             const char        *table,
             gboolean          *out_sound,
             GError           **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA quick_check(\"%s\")", table);
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare_passing (connection, sql, error);

  if (statement == NULL || jarida_statement_step (statement, error) == JARIDA_STEP_ERROR)
    return FALSE;
  *out_sound = g_strcmp0 (jarida_statement_get_text (statement, 0), "ok") == 0;
  return TRUE;
}

static gboolean
check_file (JaridaStore  *self,
            const char   *name,
            gboolean     *out_sound,
            GError      **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, error);
  g_autoptr(GPtrArray) tables = NULL;

  *out_sound = TRUE;
  if (connection == NULL)
    return FALSE;
  jarida_connection_set_stop (connection, is_stopped_cb, self);
  tables = jarida_backup_list_tables (connection, error);
  if (tables == NULL)
    return FALSE;
  for (guint i = 0; i < tables->len && *out_sound; i++)
    if (!check_table (connection, tables->pdata[i], out_sound, error))
      return FALSE;
  return TRUE;
}

static void
check_work (JaridaWorker *worker,
            gpointer      data)
{
  static const char *const names[] = { "library.db", "bodies.db" };
  JaridaAct *act = data;
  Check *check = act->data;

  check->sound = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names) && check->sound && act->error == NULL; i++)
    check_file (act->store, names[i], &check->sound, &act->error);
  check->finished = act->error == NULL;
  jarida_act_reply (act);
}

/* An error of damage has been marked by whoever brought the answer. */
static void
apply_check (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  const Check *check = data;
  g_autofree char *path = get_due_mark (self);

  if (check->finished && !check->sound)
    jarida_store_mark_damage (self);
  else if (check->finished)
    g_unlink (path);
}

static gboolean
check_cb (gpointer data)
{
  JaridaStore *self = data;

  self->check_timeout = 0;
  self->checker = jarida_worker_new ("jarida-check", 19);
  jarida_worker_push (self->checker, JARIDA_RANK_BULK, check_work, jarida_act_new_aside (self, g_new0 (Check, 1), g_free, apply_check));
  return G_SOURCE_REMOVE;
}

void
jarida_store_start_check (JaridaStore *self,
                          gboolean     was_clean)
{
  g_autofree char *path = get_due_mark (self);

  if (!self->alone)
    return;
  if (!was_clean)
    g_file_set_contents (path, "", 0, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    self->check_timeout = g_timeout_add_seconds (DELAY_SECONDS, check_cb, self);
}

void
jarida_store_stop_check (JaridaStore *self)
{
  g_clear_handle_id (&self->check_timeout, g_source_remove);
  g_atomic_int_set (&self->check_stopped, TRUE);
  g_clear_pointer (&self->checker, jarida_worker_stop);
  g_atomic_int_set (&self->check_stopped, FALSE);
}
