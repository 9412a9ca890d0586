/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* A row of the portal that a person opens becomes that of the article. */

#include "jarida-online-private.h"

typedef struct
{
  char         *guid;     /* (owned) of the offer */
  JaridaSource *new_source;   /* (owned) (nullable) */
  gint64        id;
} Opened;

static void
free_opened (gpointer data)
{
  Opened *opened = data;

  g_free (opened->guid);
  g_clear_object (&opened->new_source);
  g_free (opened);
}

/* Where it stood as the portal's own it stands as the article, or not at all when the list beside has that. */
static void
show_opened (JaridaOnlineSearch *self,
             gint64              row_id,
             gint64              id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      g_autoptr(JaridaHeadline) kept = NULL;

      if (jarida_headline_get_id (row) != row_id)
        continue;
      kept = _jarida_online_search_is_beside (self, id) ? NULL : jarida_headline_list_dup_kept (self->shelf, id);
      g_list_store_splice (self->rows, i, 1, (gpointer *) &kept, kept != NULL ? 1 : 0);
      return;
    }
}

static JaridaOnlineOffer *
find_offer (JaridaOnlineSearch *self,
            const char         *guid,
            gint64              row_id)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      JaridaOnlineOffer *offer = g_ptr_array_index (self->offers, i);

      if (guid != NULL ? g_str_equal (offer->listed->guid, guid) : offer->id == row_id)
        return offer;
    }
  return NULL;
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaOnlineSearch *self = g_task_get_source_object (task);
  Opened *opened = g_task_get_task_data (task);
  JaridaSource *new_source = NULL;
  JaridaOnlineOffer *offer;
  GError *error = NULL;

  opened->id = jarida_online_offer_keep_finish (JARIDA_READER (object), result, &new_source, &error);
  if (opened->id == 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&opened->new_source, new_source);
  /* The question may be another one by now. */
  offer = self->reader != NULL ? find_offer (self, opened->guid, 0) : NULL;
  if (offer != NULL && offer->id < 0)
    {
      show_opened (self, offer->id, opened->id);
      offer->id = opened->id;
    }
  g_task_set_check_cancellable (task, FALSE);
  g_task_return_boolean (task, TRUE);
}

void
jarida_online_search_open_async (JaridaOnlineSearch  *self,
                                 gint64               id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaOnlineOffer *offer;
  Opened *opened;

  g_return_if_fail (JARIDA_IS_ONLINE_SEARCH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_online_search_open_async);
  offer = find_offer (self, NULL, id);
  if (offer == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no row %" G_GINT64_FORMAT, id);
      return;
    }
  opened = g_new0 (Opened, 1);
  opened->guid = g_strdup (offer->listed->guid);
  g_task_set_task_data (task, opened, free_opened);
  jarida_online_offer_keep_async (self->reader, offer, cancellable, kept_cb, g_steal_pointer (&task));
}

gint64
jarida_online_search_open_finish (JaridaOnlineSearch  *self,
                                  GAsyncResult        *result,
                                  JaridaSource       **out_new_source,
                                  GError             **error)
{
  const Opened *opened;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  opened = g_task_get_task_data (G_TASK (result));
  if (out_new_source != NULL)
    *out_new_source = opened->new_source;
  return opened->id;
}
