/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-branch.h"

#include "jarida-sidebar-watch.h"

struct _JaridaSidebarBranch
{
  GObject             parent_instance;

  GListModel         *folders;     /* (owned) */
  GListModel         *sources;     /* (owned) */
  JaridaSidebarWatch *watch;       /* (owned) of both, shared with the other branches */
  gint64              folder_id;
  GPtrArray          *entries;     /* (owned) JaridaSidebarEntry */
};

static void sidebar_branch_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JaridaSidebarBranch, jarida_sidebar_branch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sidebar_branch_list_model_init))

static int
get_position (gconstpointer object)
{
  int position;

  g_object_get ((gpointer) object, "position", &position, NULL);
  return position;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const int first = get_position (*(GObject **) a);
  const int second = get_position (*(GObject **) b);

  return (first > second) - (first < second);
}

/* The folders, or the sources, that belong here, in order. */
static GPtrArray *
collect (GListModel *model,
         const char *parent_property,
         gint64      folder_id)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GObject) object = g_list_model_get_item (model, i);
      gint64 parent;

      g_object_get (object, parent_property, &parent, NULL);
      if (parent == folder_id)
        g_ptr_array_add (found, g_steal_pointer (&object));
    }
  g_ptr_array_sort (found, compare_positions);
  return found;
}

static gpointer
entry_object (JaridaSidebarEntry *entry)
{
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (entry);

  return folder != NULL ? (gpointer) folder : (gpointer) jarida_sidebar_entry_get_source (entry);
}

static JaridaSidebarEntry *
take_or_make (GHashTable *known,
              gpointer    object)
{
  JaridaSidebarEntry *entry = g_hash_table_lookup (known, object);

  if (entry != NULL)
    return g_object_ref (entry);
  if (JARIDA_IS_FOLDER (object))
    return jarida_sidebar_entry_new_folder (object);
  return jarida_sidebar_entry_new_source (object);
}

static GPtrArray *
build_entries (JaridaSidebarBranch *self)
{
  g_autoptr(GPtrArray) folders = collect (self->folders, "parent-id", self->folder_id);
  g_autoptr(GPtrArray) sources = collect (self->sources, "folder-id", self->folder_id);
  g_autoptr(GHashTable) known = g_hash_table_new (NULL, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->entries->len; i++)
    g_hash_table_insert (known, entry_object (self->entries->pdata[i]), self->entries->pdata[i]);
  for (guint i = 0; i < folders->len; i++)
    g_ptr_array_add (entries, take_or_make (known, g_ptr_array_index (folders, i)));
  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (entries, take_or_make (known, g_ptr_array_index (sources, i)));
  return entries;
}

/* Says only what changed: what stands before and after keeps its rows, its selection and its focus. */
static void
update (GObject *object)
{
  JaridaSidebarBranch *self = JARIDA_SIDEBAR_BRANCH (object);
  g_autoptr(GPtrArray) old = NULL;
  GPtrArray *entries = build_entries (self);
  guint start = 0, end = 0, shorter;

  old = self->entries;
  self->entries = entries;
  shorter = MIN (old->len, self->entries->len);
  while (start < shorter && old->pdata[start] == self->entries->pdata[start])
    start++;
  while (end < shorter - start && old->pdata[old->len - 1 - end] == self->entries->pdata[self->entries->len - 1 - end])
    end++;
  if (old->len - start - end > 0 || self->entries->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, self->entries->len - start - end);
}

static GType
sidebar_branch_get_item_type (GListModel *model)
{
  return JARIDA_TYPE_SIDEBAR_ENTRY;
}

static guint
sidebar_branch_get_n_items (GListModel *model)
{
  return JARIDA_SIDEBAR_BRANCH (model)->entries->len;
}

static gpointer
sidebar_branch_get_item (GListModel *model,
                         guint       position)
{
  JaridaSidebarBranch *self = JARIDA_SIDEBAR_BRANCH (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position)) : NULL;
}

static void
sidebar_branch_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = sidebar_branch_get_item_type;
  interface->get_n_items = sidebar_branch_get_n_items;
  interface->get_item = sidebar_branch_get_item;
}

static void
jarida_sidebar_branch_finalize (GObject *object)
{
  JaridaSidebarBranch *self = JARIDA_SIDEBAR_BRANCH (object);

  jarida_sidebar_watch_remove (self->watch, object);
  g_clear_object (&self->watch);
  g_ptr_array_unref (self->entries);
  g_clear_object (&self->folders);
  g_clear_object (&self->sources);
  G_OBJECT_CLASS (jarida_sidebar_branch_parent_class)->finalize (object);
}

static void
jarida_sidebar_branch_class_init (JaridaSidebarBranchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_sidebar_branch_finalize;
}

static void
jarida_sidebar_branch_init (JaridaSidebarBranch *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

JaridaSidebarBranch *
jarida_sidebar_branch_new (GListModel *folders,
                           GListModel *sources,
                           gint64      folder_id)
{
  JaridaSidebarBranch *self = g_object_new (JARIDA_TYPE_SIDEBAR_BRANCH, NULL);

  self->folders = g_object_ref (folders);
  self->sources = g_object_ref (sources);
  self->folder_id = folder_id;
  self->watch = jarida_sidebar_watch_get (folders, sources);
  jarida_sidebar_watch_add (self->watch, G_OBJECT (self), folder_id, update);
  update (G_OBJECT (self));
  return self;
}
