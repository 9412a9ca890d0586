/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Subscription lists in and out. Import adds folders, parents before children, then feeds: always many under way, so that the shelf can
 * keep many with one wait for the disk, and few begun in one turn of the main loop. What is added stays, however the import ends. */

#include "jarida-reader-private.h"

#include "jarida-address.h"
#include "jarida-opml.h"
#include "jarida-portal-edition.h"

#define MAX_FOLDER_DEPTH 8
#define MAX_UNDER_WAY 128
/* Begun at the first, and for each that is there: the second doubles what is under way until it is as much as may be. */
#define BEGIN_FIRST 16
#define BEGIN_FOR_EACH 2

/* One folder of the list, with where it came to lie. */
typedef struct
{
  char  *name;        /* (owned) */
  int    parent;      /* index in the plan, -1 at the top */
  gint64 id;          /* 0 until it is there */
} PlannedFolder;

typedef struct
{
  char *feed_url;     /* (owned) */
  char *site_url;     /* (owned) (nullable) */
  char *title;        /* (owned) (nullable) */
  int   folder;       /* index in the plan, -1 at the top */
} PlannedSource;

typedef struct
{
  /* Input */
  GBytes               *opml;           /* (owned) */
  JaridaImportProgress  progress;       /* (nullable) */
  gpointer              progress_data;

  /* Under way */
  GPtrArray    *folders;      /* (owned) PlannedFolder, parents first */
  GHashTable   *places;       /* (owned) number of the parent and name of a folder -> its own number, from 1 */
  GPtrArray    *sources;      /* (owned) PlannedSource */
  guint         next_folder;
  guint         next_source;
  int           position;     /* of the first source, behind those that are there */
  guint         n_waiting;
  GError       *error;        /* (owned) (nullable) */

  /* Output */
  guint         n_added;
  guint         n_known;
} Import;

static void add_more (GTask *task, guint n);

static void
free_planned_folder (gpointer data)
{
  PlannedFolder *folder = data;

  g_free (folder->name);
  g_free (folder);
}

static void
free_planned_source (gpointer data)
{
  PlannedSource *source = data;

  g_free (source->feed_url);
  g_free (source->site_url);
  g_free (source->title);
  g_free (source);
}

static void
free_import (gpointer data)
{
  Import *import = data;

  g_bytes_unref (import->opml);
  g_ptr_array_unref (import->folders);
  g_hash_table_unref (import->places);
  g_ptr_array_unref (import->sources);
  g_clear_error (&import->error);
  g_free (import);
}

static void
plan_source (Import              *import,
             const JaridaOutline *outline,
             int                  folder)
{
  g_autofree char *address = jarida_address_from_input (outline->feed_url);
  PlannedSource *source;

  /* Only the web: a list may name commands and files, and they are not read. */
  if (address == NULL)
    return;
  source = g_new0 (PlannedSource, 1);
  source->feed_url = g_steal_pointer (&address);
  source->site_url = outline->site_url != NULL ? jarida_address_resolve (outline->site_url, NULL) : NULL;
  source->title = g_strdup (outline->title);
  source->folder = folder;
  g_ptr_array_add (import->sources, source);
}

/* Two of the same name at the same place are one. */
static int
plan_folder (Import     *import,
             const char *name,
             int         parent)
{
  char *key = g_strdup_printf ("%d %s", parent, name);
  const guint number = GPOINTER_TO_UINT (g_hash_table_lookup (import->places, key));
  PlannedFolder *planned;

  if (number > 0)
    {
      g_free (key);
      return (int) number - 1;
    }
  planned = g_new0 (PlannedFolder, 1);
  planned->name = g_strdup (name);
  planned->parent = parent;
  g_ptr_array_add (import->folders, planned);
  g_hash_table_insert (import->places, key, GUINT_TO_POINTER (import->folders->len));
  return (int) import->folders->len - 1;
}

static void
plan (Import              *import,
      const JaridaOutline *outline,
      int                  folder,
      guint                depth)
{
  for (guint i = 0; i < outline->children->len; i++)
    {
      const JaridaOutline *child = g_ptr_array_index (outline->children, i);
      int inside = folder;

      if (child->feed_url != NULL)
        plan_source (import, child, folder);
      else if (child->children->len > 0 && depth < MAX_FOLDER_DEPTH && child->title != NULL && child->title[0] != '\0')
        inside = plan_folder (import, child->title, folder);
      if (child->children->len > 0)
        plan (import, child, inside, depth + 1);
    }
}

static void
read_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOutline) root = jarida_opml_parse (import->opml, &error);

  if (root == NULL)
    {
      g_task_return_error (inner, g_steal_pointer (&error));
      return;
    }
  jarida_opml_sort_by_category (root);
  plan (import, root, -1, 0);
  g_task_return_boolean (inner, TRUE);
}

static gint64
planned_folder_id (const Import *import,
                   int           index)
{
  const PlannedFolder *folder;

  if (index < 0)
    return 0;
  folder = g_ptr_array_index (import->folders, index);
  return folder->id;
}

/* Takes the answer for one that was begun, and goes on. */
static void
note_added (GTask  *task,
            GError *error)
{
  Import *import = g_task_get_task_data (task);

  import->n_waiting--;
  if (error != NULL && import->error == NULL)
    import->error = g_error_copy (error);
  if (import->progress != NULL)
    import->progress (import->n_added + import->n_known, import->sources->len, import->progress_data);
  add_more (task, BEGIN_FOR_EACH);
}

static void
source_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (jarida_store_add_source_finish (JARIDA_STORE (object), result, &error))
    import->n_added++;
  else if (g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS))
    {
      import->n_known++;
      g_clear_error (&error);
    }
  note_added (task, error);
}

/* A list names the page of a newspaper at a portal like any feed. What it is says its address, and the catalogue, which knows portals
 * that the program does not; never the list itself, which may come from anywhere. */
static void
recognize_portal (JaridaReader *self,
                  JaridaSource *source)
{
  g_autoptr(JaridaPortalEdition) edition = _jarida_reader_dup_edition (self, source);

  if (edition == NULL)
    return;
  jarida_source_set_portal (source, edition->portal);
  jarida_source_set_language (source, edition->language);
}

static void
add_source (GTask               *task,
            const PlannedSource *planned)
{
  JaridaReader *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  g_autoptr(JaridaSource) source = jarida_source_new ();

  jarida_source_set_feed_url (source, planned->feed_url);
  jarida_source_set_site_url (source, planned->site_url);
  jarida_source_set_title (source, planned->title != NULL ? planned->title : planned->feed_url);
  jarida_source_set_folder_id (source, planned_folder_id (import, planned->folder));
  jarida_source_set_position (source, import->position++);
  recognize_portal (self, source);
  import->n_waiting++;
  jarida_store_add_source_async (self->store, source, NULL, source_added_cb, g_object_ref (task));
}

static gint64
find_folder_named (JaridaReader *self,
                   const char   *name,
                   gint64        parent_id)
{
  GListModel *folders = jarida_store_get_folders (self->store);
  const guint n_folders = g_list_model_get_n_items (folders);

  for (guint i = 0; i < n_folders; i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);

      if (jarida_folder_get_parent_id (folder) == parent_id && g_strcmp0 (jarida_folder_get_name (folder), name) == 0)
        return jarida_folder_get_id (folder);
    }
  return 0;
}

/* A folder that is being added. */
typedef struct
{
  GTask         *task;      /* (owned) */
  JaridaFolder  *folder;    /* (owned) */
  PlannedFolder *planned;   /* Borrowed from the task */
} AddingFolder;

static void
folder_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree AddingFolder *adding = user_data;
  g_autoptr(GTask) task = adding->task;
  g_autoptr(JaridaFolder) folder = adding->folder;
  g_autoptr(GError) error = NULL;

  if (jarida_store_add_folder_finish (JARIDA_STORE (object), result, &error))
    adding->planned->id = jarida_folder_get_id (folder);
  note_added (task, error);
}

static void
add_folder (GTask         *task,
            PlannedFolder *planned)
{
  JaridaReader *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  const gint64 parent_id = planned_folder_id (import, planned->parent);
  AddingFolder *adding;

  planned->id = find_folder_named (self, planned->name, parent_id);
  if (planned->id != 0)
    return;
  adding = g_new0 (AddingFolder, 1);
  adding->task = g_object_ref (task);
  adding->planned = planned;
  adding->folder = jarida_folder_new ();
  jarida_folder_set_name (adding->folder, planned->name);
  jarida_folder_set_parent_id (adding->folder, parent_id);
  jarida_folder_set_position (adding->folder, (int) (g_list_model_get_n_items (jarida_store_get_folders (self->store))
                                                     + import->n_waiting));
  import->n_waiting++;
  jarida_store_add_folder_async (self->store, adding->folder, NULL, folder_added_cb, adding);
}

/* FALSE: nothing can be begun until something else is there, or there is nothing left. */
static gboolean
add_one (GTask *task)
{
  Import *import = g_task_get_task_data (task);

  if (import->next_folder < import->folders->len)
    {
      PlannedFolder *planned = g_ptr_array_index (import->folders, import->next_folder);

      if (planned->parent >= 0 && planned_folder_id (import, planned->parent) == 0)
        return FALSE;
      import->next_folder++;
      add_folder (task, planned);
      return TRUE;
    }
  if (import->next_source >= import->sources->len)
    return FALSE;
  /* Its folder may be on its way: those came first, so the wait is short. */
  if (import->next_source == 0 && import->n_waiting > 0)
    return FALSE;
  add_source (task, g_ptr_array_index (import->sources, import->next_source++));
  return TRUE;
}

static gboolean
add_more_cb (gpointer user_data)
{
  add_more (user_data, BEGIN_FIRST);
  return G_SOURCE_REMOVE;
}

static void
add_more (GTask *task,
          guint  n)
{
  Import *import = g_task_get_task_data (task);
  gboolean stop = import->error != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task));
  gboolean left = TRUE;

  for (guint i = 0; i < n && !stop && left && import->n_waiting < MAX_UNDER_WAY; i++)
    left = add_one (task);
  if (import->n_waiting > 0)
    return;
  if (import->error != NULL)
    g_task_return_error (task, g_steal_pointer (&import->error));
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (!left)
    g_task_return_boolean (task, TRUE);
  else
    /* All folders of this turn were there already. */
    g_idle_add_full (G_PRIORITY_DEFAULT, add_more_cb, g_object_ref (task), g_object_unref);
}

/* Without a catalogue all that is not at a portal comes in all the same. */
static void
catalogue_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = JARIDA_READER (object);
  Import *import = g_task_get_task_data (task);

  jarida_reader_load_catalogue_finish (self, result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  import->position = (int) g_list_model_get_n_items (jarida_store_get_sources (self->store));
  add_more (task, BEGIN_FIRST);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_task_return_error_if_cancelled (task))
    jarida_reader_load_catalogue_async (g_task_get_source_object (task), NULL, catalogue_cb, g_object_ref (task));
}

void
jarida_reader_import_async (JaridaReader         *self,
                            GBytes               *opml,
                            GCancellable         *cancellable,
                            JaridaImportProgress  progress,
                            gpointer              progress_data,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) inner = NULL;
  Import *import;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (opml != NULL);

  import = g_new0 (Import, 1);
  import->opml = g_bytes_ref (opml);
  import->progress = progress;
  import->progress_data = progress_data;
  import->folders = g_ptr_array_new_with_free_func (free_planned_folder);
  import->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import->sources = g_ptr_array_new_with_free_func (free_planned_source);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_import_async);
  g_task_set_task_data (task, import, free_import);
  inner = g_task_new (NULL, NULL, read_cb, g_object_ref (task));
  g_task_set_source_tag (inner, jarida_reader_import_async);
  g_task_set_task_data (inner, import, NULL);
  g_task_run_in_thread (inner, read_thread);
}

gboolean
jarida_reader_import_finish (JaridaReader  *self,
                             GAsyncResult  *result,
                             guint         *out_n_added,
                             guint         *out_n_known,
                             GError       **error)
{
  const Import *import;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  import = g_task_get_task_data (G_TASK (result));
  if (out_n_added != NULL)
    *out_n_added = import->n_added;
  if (out_n_known != NULL)
    *out_n_known = import->n_known;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
export_folder (JaridaReader  *self,
               JaridaOutline *into,
               gint64         folder_id,
               guint          depth)
{
  GListModel *folders = jarida_store_get_folders (self->store);
  GListModel *sources = jarida_store_get_sources (self->store);

  for (guint i = 0; depth < 100 && i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);
      JaridaOutline *outline;

      if (jarida_folder_get_parent_id (folder) != folder_id)
        continue;
      outline = jarida_outline_new (jarida_folder_get_name (folder), NULL, NULL);
      export_folder (self, outline, jarida_folder_get_id (folder), depth + 1);
      g_ptr_array_add (into->children, outline);
    }
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      JaridaOutline *outline;

      if (jarida_source_get_folder_id (source) != folder_id)
        continue;
      outline = jarida_outline_new (jarida_source_get_title (source), jarida_source_get_feed_url (source),
                                    jarida_source_get_site_url (source));
      outline->language = g_strdup (jarida_source_get_language (source));
      g_ptr_array_add (into->children, outline);
    }
}

GBytes *
jarida_reader_export (JaridaReader *self)
{
  g_autoptr(JaridaOutline) root = NULL;

  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  root = jarida_outline_new ("Jarida", NULL, NULL);
  export_folder (self, root, 0, 0);
  return jarida_opml_write (root);
}
