/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-pager.h"

#define MAX_SECONDS 30

struct _JaridaPager
{
  char            *command;     /* (owned) (nullable) */
  JaridaPagedFunc  paged;
  gpointer         data;
  GHashTable      *under_way;   /* (owned) of gint64: alerts whose command runs */
  GCancellable    *stopped;     /* (owned) */
};

typedef struct
{
  JaridaPager *pager;
  GSubprocess *process;         /* (owned) */
  gint64       alert;
  guint        timeout_id;
} Page;

JaridaPager *
jarida_pager_new (const char      *command,
                  JaridaPagedFunc  paged,
                  gpointer         data)
{
  JaridaPager *self = g_new0 (JaridaPager, 1);

  self->command = g_strdup (command);
  self->paged = paged;
  self->data = data;
  self->under_way = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->stopped = g_cancellable_new ();
  return self;
}

void
jarida_pager_free (JaridaPager *self)
{
  if (self == NULL)
    return;
  /* The callbacks of what still runs find it cancelled, and do not touch us. */
  g_cancellable_cancel (self->stopped);
  g_object_unref (self->stopped);
  g_hash_table_unref (self->under_way);
  g_free (self->command);
  g_free (self);
}

static gboolean
too_long_cb (gpointer data)
{
  Page *page = data;

  page->timeout_id = 0;
  g_subprocess_force_exit (page->process);
  return G_SOURCE_REMOVE;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Page *page = data;
  g_autoptr(GError) error = NULL;
  gboolean done = g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);

  g_clear_handle_id (&page->timeout_id, g_source_remove);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_hash_table_remove (page->pager->under_way, &page->alert);
      if (done)
        page->pager->paged (page->alert, page->pager->data);
      else
        g_warning ("The alert command failed, it will be tried again: %s", error->message);
    }
  g_object_unref (page->process);
  g_free (page);
}

void
jarida_pager_page (JaridaPager *self,
                   gint64       alert,
                   const char  *kind,
                   gint64       subject)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, subject);
  g_auto(GStrv) words = NULL;
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *process;
  Page *page;

  if (g_hash_table_contains (self->under_way, &alert))
    return;
  if (self->command == NULL)
    {
      if (subject != 0)
        g_message ("Alert: %s, picture %s", kind, number);
      else
        g_message ("Alert: %s", kind);
      self->paged (alert, self->data);
      return;
    }
  if (!g_shell_parse_argv (self->command, NULL, &words, &error))
    {
      g_warning ("The alert command cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, words[i]);
  g_ptr_array_add (arguments, (gpointer) kind);
  g_ptr_array_add (arguments, number);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  if (process == NULL)
    {
      g_warning ("The alert command cannot be started, it will be tried again: %s", error->message);
      return;
    }
  page = g_new0 (Page, 1);
  page->pager = self;
  page->process = process;
  page->alert = alert;
  page->timeout_id = g_timeout_add_seconds (MAX_SECONDS, too_long_cb, page);
  g_hash_table_add (self->under_way, g_memdup2 (&alert, sizeof alert));
  g_subprocess_wait_check_async (process, self->stopped, ended_cb, page);
}
