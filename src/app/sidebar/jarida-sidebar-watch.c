/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-watch.h"

#include "jarida-folder.h"

#define TURN_USEC 6000

typedef struct
{
  GObject   *branch;      /* Borrowed */
  gint64     folder_id;
  void     (*update) (GObject *branch);
  gboolean   changed;
} Branch;

struct _JaridaSidebarWatch
{
  GObject     parent_instance;

  GListModel *folders;      /* (owned) */
  GListModel *sources;      /* (owned) */
  GArray     *branches;     /* (owned) Branch */
  GHashTable *places;       /* (owned) folder or source, held -> gint64: the folder in which it was last seen */
  guint       idle_source;
};

G_DEFINE_FINAL_TYPE (JaridaSidebarWatch, jarida_sidebar_watch, G_TYPE_OBJECT)
static G_DEFINE_QUARK (jarida-sidebar-watch, watch)

static gboolean
update_one (JaridaSidebarWatch *self)
{
  for (guint i = 0; i < self->branches->len; i++)
    {
      Branch *branch = &g_array_index (self->branches, Branch, i);
      g_autoptr(GObject) held = NULL;

      if (!branch->changed)
        continue;
      branch->changed = FALSE;
      /* A branch that grows makes others below it, and one that goes takes them with it. */
      held = g_object_ref (branch->branch);
      branch->update (held);
      return TRUE;
    }
  return FALSE;
}

static gboolean
update_cb (gpointer user_data)
{
  g_autoptr(JaridaSidebarWatch) self = g_object_ref (user_data);
  const gint64 end = g_get_monotonic_time () + TURN_USEC;

  while (g_get_monotonic_time () < end)
    if (!update_one (self))
      {
        self->idle_source = 0;
        return G_SOURCE_REMOVE;
      }
  return G_SOURCE_CONTINUE;
}

/* @everywhere: in whichever folder. */
static void
note_change (JaridaSidebarWatch *self,
             gint64              folder_id,
             gboolean            everywhere)
{
  for (guint i = 0; i < self->branches->len; i++)
    {
      Branch *branch = &g_array_index (self->branches, Branch, i);

      branch->changed = branch->changed || everywhere || branch->folder_id == folder_id;
    }
  if (self->idle_source == 0)
    self->idle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static const char *
place_property (GObject *object)
{
  return JARIDA_IS_FOLDER (object) ? "parent-id" : "folder-id";
}

static void
place_changed_cb (JaridaSidebarWatch *self,
                  GParamSpec         *pspec,
                  GObject            *object)
{
  gint64 *place = g_hash_table_lookup (self->places, object);
  gint64 now;

  g_object_get (object, place_property (object), &now, NULL);
  note_change (self, *place, FALSE);
  note_change (self, now, FALSE);
  *place = now;
}

static void
watch_object (JaridaSidebarWatch *self,
              GObject            *object)
{
  g_autofree char *notify = NULL;
  gint64 *place;

  if (g_hash_table_contains (self->places, object))
    {
      place_changed_cb (self, NULL, object);
      return;
    }
  notify = g_strconcat ("notify::", place_property (object), NULL);
  place = g_new (gint64, 1);
  g_object_get (object, place_property (object), place, NULL);
  g_hash_table_insert (self->places, g_object_ref (object), place);
  g_signal_connect_object (object, notify, G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (object, "notify::position", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  note_change (self, *place, FALSE);
}

static void
items_changed_cb (GListModel         *model,
                  guint               position,
                  guint               n_removed,
                  guint               n_added,
                  JaridaSidebarWatch *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(GObject) object = g_list_model_get_item (model, i);

      watch_object (self, object);
    }
  /* Who has gone is not said. */
  if (n_removed > 0)
    note_change (self, 0, TRUE);
}

static void
jarida_sidebar_watch_finalize (GObject *object)
{
  JaridaSidebarWatch *self = JARIDA_SIDEBAR_WATCH (object);

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_object_set_qdata (G_OBJECT (self->sources), watch_quark (), NULL);
  g_array_unref (self->branches);
  g_hash_table_unref (self->places);
  g_clear_object (&self->folders);
  g_clear_object (&self->sources);
  G_OBJECT_CLASS (jarida_sidebar_watch_parent_class)->finalize (object);
}

static void
jarida_sidebar_watch_class_init (JaridaSidebarWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_sidebar_watch_finalize;
}

static void
jarida_sidebar_watch_init (JaridaSidebarWatch *self)
{
  self->branches = g_array_new (FALSE, FALSE, sizeof (Branch));
  self->places = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

static void
watch_model (JaridaSidebarWatch *self,
             GListModel         *model)
{
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), self);
}

JaridaSidebarWatch *
jarida_sidebar_watch_get (GListModel *folders,
                          GListModel *sources)
{
  JaridaSidebarWatch *self = g_object_get_qdata (G_OBJECT (sources), watch_quark ());

  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (JARIDA_TYPE_SIDEBAR_WATCH, NULL);
  self->folders = g_object_ref (folders);
  self->sources = g_object_ref (sources);
  g_object_set_qdata (G_OBJECT (sources), watch_quark (), self);
  watch_model (self, folders);
  watch_model (self, sources);
  return self;
}

void
jarida_sidebar_watch_add (JaridaSidebarWatch *self,
                          GObject            *branch,
                          gint64              folder_id,
                          void              (*update) (GObject *branch))
{
  Branch added = { branch, folder_id, update, FALSE };

  g_return_if_fail (JARIDA_IS_SIDEBAR_WATCH (self));

  g_array_append_val (self->branches, added);
}

void
jarida_sidebar_watch_remove (JaridaSidebarWatch *self,
                             GObject            *branch)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_WATCH (self));

  for (guint i = 0; i < self->branches->len; i++)
    if (g_array_index (self->branches, Branch, i).branch == branch)
      {
        g_array_remove_index_fast (self->branches, i);
        return;
      }
}
