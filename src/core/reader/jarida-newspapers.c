/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Choosing newspapers from the catalogue, and giving them up: however many, one act. */

#include "jarida-reader-private.h"

#include "jarida-address.h"
#include "jarida-portal-address.h"
#include "jarida-portal-edition.h"

/* What was done, to be taken back. */
typedef struct
{
  GPtrArray *added;         /* (owned) JaridaSource */
  GPtrArray *removed;       /* (owned) JaridaSource */
  GPtrArray *new_folders;   /* (owned) JaridaFolder */
} Choice;

/* The act while it is on its way. */
typedef struct
{
  Choice    *choice;        /* (owned) (nullable) until it is given to the undo */
  GPtrArray *folders;       /* (owned) JaridaFolder, for each that is added */
  int        position;      /* of the next one, behind those that are there */
} Choosing;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_ptr_array_unref (choice->added);
  g_ptr_array_unref (choice->removed);
  g_ptr_array_unref (choice->new_folders);
  g_free (choice);
}

static void
free_choosing (gpointer data)
{
  Choosing *choosing = data;

  g_clear_pointer (&choosing->choice, free_choice);
  g_ptr_array_unref (choosing->folders);
  g_free (choosing);
}

static Choosing *
new_choosing (JaridaReader *self)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->choice = g_new0 (Choice, 1);
  choosing->choice->added = g_ptr_array_new_with_free_func (g_object_unref);
  choosing->choice->removed = g_ptr_array_new_with_free_func (g_object_unref);
  choosing->choice->new_folders = g_ptr_array_new_with_free_func (g_object_unref);
  choosing->folders = g_ptr_array_new_with_free_func (g_object_unref);
  choosing->position = (int) g_list_model_get_n_items (jarida_store_get_sources (self->store));
  return choosing;
}

JaridaSource *
jarida_reader_find_newspaper (JaridaReader                   *self,
                              const JaridaCatalogueNewspaper *newspaper)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);
  g_return_val_if_fail (newspaper != NULL, NULL);

  return jarida_store_find_source_by_url (self->store, newspaper->address);
}

/* The country in the language of the edition: "المغرب", "Maroc". */
static const char *
get_folder_name (JaridaReader                   *self,
                 const JaridaCatalogueNewspaper *newspaper)
{
  const GPtrArray *countries = self->catalogue != NULL ? jarida_catalogue_get_countries (self->catalogue) : NULL;

  for (guint i = 0; countries != NULL && i < countries->len; i++)
    {
      const JaridaCatalogueCountry *country = g_ptr_array_index (countries, i);

      if (g_strcmp0 (country->code, newspaper->country) == 0)
        return jarida_catalogue_name (country->names, newspaper->language);
    }
  return newspaper->country;
}

/* At the top, on the shelf or among those that this act makes. (transfer full) */
static JaridaFolder *
ensure_folder (JaridaReader *self,
               Choosing     *choosing,
               const char   *name)
{
  GListModel *folders = jarida_store_get_folders (self->store);
  GPtrArray *new_folders = choosing->choice->new_folders;
  JaridaFolder *folder;

  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      folder = g_list_model_get_item (folders, i);
      if (jarida_folder_get_parent_id (folder) == 0 && g_strcmp0 (jarida_folder_get_name (folder), name) == 0)
        return folder;
      g_object_unref (folder);
    }
  for (guint i = 0; i < new_folders->len; i++)
    {
      folder = g_ptr_array_index (new_folders, i);
      if (g_strcmp0 (jarida_folder_get_name (folder), name) == 0)
        return g_object_ref (folder);
    }
  folder = jarida_folder_new ();
  jarida_folder_set_name (folder, name);
  jarida_folder_set_position (folder, (int) (g_list_model_get_n_items (folders) + new_folders->len));
  g_ptr_array_add (new_folders, g_object_ref (folder));
  return folder;
}

static gboolean
is_added (Choosing   *choosing,
          const char *address)
{
  for (guint i = 0; i < choosing->choice->added->len; i++)
    if (g_strcmp0 (jarida_source_get_feed_url (g_ptr_array_index (choosing->choice->added, i)), address) == 0)
      return TRUE;
  return FALSE;
}

static void
add_source (JaridaReader                   *self,
            Choosing                       *choosing,
            const JaridaCatalogueNewspaper *newspaper,
            const char                     *address,
            const char                     *title)
{
  g_autoptr(JaridaSource) source = jarida_source_new ();

  jarida_source_set_feed_url (source, address);
  jarida_source_set_site_url (source, address);
  jarida_source_set_title (source, title);
  jarida_source_set_language (source, newspaper->language);
  jarida_source_set_portal (source, newspaper->portal != NULL ? newspaper->portal->id : NULL);
  jarida_source_set_position (source, choosing->position++);
  g_ptr_array_add (choosing->folders, ensure_folder (self, choosing, get_folder_name (self, newspaper)));
  g_ptr_array_add (choosing->choice->added, g_steal_pointer (&source));
}

/* The sources of an edition that are on the shelf. */
static guint
count_edition (JaridaReader              *self,
               const JaridaPortalEdition *edition,
               const GPtrArray           *without)
{
  GListModel *sources = jarida_store_get_sources (self->store);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      g_autoptr(JaridaPortalEdition) other = _jarida_reader_dup_edition (self, source);

      if (other != NULL && g_str_equal (other->key, edition->key)
          && (without == NULL || !g_ptr_array_find ((GPtrArray *) without, source, NULL)))
        n++;
    }
  return n;
}

/* With the first newspapers of an edition come its videos; who has given them up is not given them again. */
static void
add_videos (JaridaReader                   *self,
            Choosing                       *choosing,
            GHashTable                     *seen,
            const JaridaCatalogueNewspaper *newspaper)
{
  g_autoptr(JaridaPortalEdition) edition = NULL;
  g_autofree char *address = NULL;

  if (newspaper->portal == NULL)
    return;
  edition = jarida_portal_edition_new (newspaper->portal->id, newspaper->address);
  /* Each edition is looked at once: there may be a hundred newspapers. */
  if (edition == NULL || !g_hash_table_add (seen, g_strdup (edition->key)))
    return;
  address = jarida_portal_edition_dup_page (edition, "video");
  if (count_edition (self, edition, NULL) == 0 && !is_added (choosing, address))
    add_source (self, choosing, newspaper, address, jarida_portal_edition_get_videos_name (edition));
}

static void
plan_added (JaridaReader    *self,
            Choosing        *choosing,
            const GPtrArray *newspapers)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; newspapers != NULL && i < newspapers->len; i++)
    {
      const JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (newspapers, i);

      if (jarida_reader_find_newspaper (self, newspaper) != NULL || is_added (choosing, newspaper->address))
        continue;
      add_source (self, choosing, newspaper, newspaper->address,
                  jarida_catalogue_name (newspaper->names, newspaper->language));
    }
  /* Behind the newspapers. */
  for (guint i = 0; newspapers != NULL && choosing->choice->added->len > 0 && i < newspapers->len; i++)
    add_videos (self, choosing, seen, g_ptr_array_index (newspapers, i));
}

/* Videos alone are no newspaper that anybody has chosen. */
static void
plan_removed (JaridaReader    *self,
              Choosing        *choosing,
              const GPtrArray *sources)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *removed = choosing->choice->removed;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    g_ptr_array_add (removed, g_object_ref (g_ptr_array_index (sources, i)));
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      g_autoptr(JaridaPortalEdition) edition = _jarida_reader_dup_edition (self, g_ptr_array_index (sources, i));
      g_autofree char *address = NULL;
      JaridaSource *videos;

      if (edition == NULL || !g_hash_table_add (seen, g_strdup (edition->key)))
        continue;
      address = jarida_portal_edition_dup_page (edition, "video");
      videos = jarida_store_find_source_by_url (self->store, address);
      if (videos != NULL && !g_ptr_array_find (removed, videos, NULL) && count_edition (self, edition, removed) == 1)
        g_ptr_array_add (removed, g_object_ref (videos));
    }
}

static gboolean
is_empty (JaridaReader *self,
          JaridaFolder *folder)
{
  GListModel *sources = jarida_store_get_sources (self->store);
  GListModel *folders = jarida_store_get_folders (self->store);
  const gint64 id = jarida_folder_get_id (folder);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      if (jarida_source_get_folder_id (source) == id)
        return FALSE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) child = g_list_model_get_item (folders, i);

      if (jarida_folder_get_parent_id (child) == id)
        return FALSE;
    }
  return TRUE;
}

static void
folder_removed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(JaridaReader) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_remove_folder_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (self, error);
}

static void
taken_back_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(JaridaReader) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_choose_sources_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (self, error);
}

static void
undo_choose (gpointer owner,
             gpointer data)
{
  JaridaReader *self = owner;
  const Choice *choice = data;

  jarida_store_choose_sources_async (self->store, NULL, NULL, choice->added, choice->removed, NULL,
                                     taken_back_cb, g_object_ref (self));
  /* What the person has put into them meanwhile keeps them. */
  for (guint i = 0; i < choice->new_folders->len; i++)
    {
      JaridaFolder *folder = g_ptr_array_index (choice->new_folders, i);

      if (jarida_store_find_folder (self->store, jarida_folder_get_id (folder)) == folder && is_empty (self, folder))
        jarida_store_remove_folder_async (self->store, folder, NULL, folder_removed_cb, g_object_ref (self));
    }
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  Choosing *choosing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GPtrArray *added;

  if (!jarida_store_choose_sources_finish (JARIDA_STORE (object), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  added = g_ptr_array_ref (choosing->choice->added);
  if (self->undo != NULL)
    _jarida_reader_push_undo (self, undo_choose, g_steal_pointer (&choosing->choice), free_choice);
  g_task_return_pointer (task, added, (GDestroyNotify) g_ptr_array_unref);
}

void
jarida_reader_choose_newspapers_async (JaridaReader        *self,
                                       GPtrArray           *add,
                                       GPtrArray           *remove,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Choosing *choosing;

  g_return_if_fail (JARIDA_IS_READER (self));

  choosing = new_choosing (self);
  plan_added (self, choosing, add);
  plan_removed (self, choosing, remove);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_choose_newspapers_async);
  g_task_set_task_data (task, choosing, free_choosing);
  if (choosing->choice->added->len + choosing->choice->removed->len == 0)
    {
      g_task_return_pointer (task, g_ptr_array_ref (choosing->choice->added), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  jarida_store_choose_sources_async (self->store, choosing->choice->added, choosing->folders, choosing->choice->removed,
                                     NULL, cancellable, chosen_cb, g_steal_pointer (&task));
}

GPtrArray *
jarida_reader_choose_newspapers_finish (JaridaReader  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
