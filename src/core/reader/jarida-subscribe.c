/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reader-private.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-portal-edition.h"

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaSource *source = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  /* The source is on the shelf whatever its first fetch gave: how that ended stands on the source. */
  if (jarida_reader_refresh_finish (JARIDA_READER (object), result, NULL, NULL, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  JaridaSource *source = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 id;

  if (!jarida_store_add_source_finish (JARIDA_STORE (object), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  id = jarida_source_get_id (source);
  jarida_reader_refresh_async (self, &id, 1, TRUE, cancellable, refreshed_cb, g_steal_pointer (&task));
}

/* The feed that a portal has of a newspaper stands for the newspaper there, which gives more than its feed. NULL for all others. */
static char *
dup_portal_page (JaridaReader *self,
                 const char   *address)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_address_parse (address);
  g_autoptr(JaridaPortalEdition) edition = NULL;
  g_autoptr(JaridaSource) source = NULL;
  g_autofree char *page = NULL;

  if (parsed == NULL || parsed->kind != JARIDA_PORTAL_FEED || parsed->slug == NULL || jarida_portal_is_section (parsed->slug)
      || !g_str_has_suffix (address, "/rss"))
    return NULL;
  page = g_strndup (address, strlen (address) - strlen ("/rss"));
  source = jarida_source_new ();
  jarida_source_set_feed_url (source, page);
  edition = _jarida_reader_dup_edition (self, source);
  return edition != NULL ? g_steal_pointer (&page) : NULL;
}

void
jarida_reader_subscribe_async (JaridaReader        *self,
                               const char          *feed_url,
                               const char          *title,
                               gint64               folder_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *address = NULL;
  g_autofree char *page = NULL;
  JaridaSource *source;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (feed_url != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_subscribe_async);
  address = jarida_address_from_input (feed_url);
  if (address == NULL)
    {
      g_task_return_new_error (task, JARIDA_READER_ERROR, JARIDA_OUTCOME_BAD_ADDRESS, "Not a web address");
      return;
    }
  source = jarida_source_new ();
  page = dup_portal_page (self, address);
  jarida_source_set_feed_url (source, page != NULL ? page : address);
  /* Its own address until the publisher says its name. */
  jarida_source_set_title (source, title != NULL && title[0] != '\0' ? title : jarida_source_get_feed_url (source));
  jarida_source_set_folder_id (source, folder_id);
  g_task_set_task_data (task, source, g_object_unref);
  jarida_store_add_source_async (self->store, source, cancellable, added_cb, g_steal_pointer (&task));
}

JaridaSource *
jarida_reader_subscribe_finish (JaridaReader  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
