/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "journey.h"

#include "front.h"

#include <gio/gsettingsbackend.h>

static void
remove_folder (const char *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GFileEnumerator) files = g_file_enumerate_children (folder, "standard::name,standard::type",
                                                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (files != NULL && g_file_enumerator_iterate (files, &info, &child, NULL, NULL) && child != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        remove_folder (g_file_peek_path (child));
      else
        g_file_delete (child, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

/* One for all: an application leaves its bus only when the program ends. */
static GtkApplication *
get_application (void)
{
  static GtkApplication *application;
  g_autoptr(GError) error = NULL;

  if (application == NULL)
    {
      application = GTK_APPLICATION (adw_application_new (JARIDA_APP_ID, G_APPLICATION_NON_UNIQUE));
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  return application;
}

void
journey_init (int    *argc,
              char ***argv)
{
  /* Not gtk_test_init(): it changes the locale. */
  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

Journey *
journey_new (const char *folder,
             int         width,
             int         height)
{
  Journey *self = g_new0 (Journey, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSettingsBackend) backend = NULL;
  g_autofree char *shelf = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *file = NULL;
  g_autoptr(GVariant) last_place = NULL;

  self->folder = folder != NULL ? g_strdup (folder) : g_dir_make_tmp ("jarida-window-XXXXXX", &error);
  g_assert_no_error (error);
  shelf = g_build_filename (self->folder, "shelf", NULL);
  cache = g_build_filename (self->folder, "cache", NULL);
  file = g_build_filename (self->folder, "settings.ini", NULL);
  backend = g_keyfile_settings_backend_new (file, "/org/jarida/Jarida/", "Jarida");
  self->settings = g_settings_new_with_backend (JARIDA_APP_ID, backend);
  /* A journey begins at a list, unless the last one ended elsewhere. */
  last_place = g_settings_get_user_value (self->settings, "last-place");
  if (last_place == NULL)
    g_settings_set (self->settings, "last-place", "(ix)", (int) JARIDA_PLACE_ALL, (gint64) 0);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  self->reader = jarida_reader_open (shelf, cache, &error);
  g_assert_no_error (error);
  self->window = JARIDA_WINDOW (jarida_window_new (get_application (), self->reader, self->settings));
  gtk_window_present (GTK_WINDOW (self->window));
  journey_settle (120);
  return self;
}

void
journey_end (Journey  *self,
             gboolean  keep)
{
  g_assert_nonnull (self->window);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  /* As a person closes it: what must survive is kept then. */
  gtk_window_close (GTK_WINDOW (self->window));
  WAIT_UNTIL (self->window == NULL);
  jarida_reader_close (self->reader);
  g_object_unref (self->reader);
  g_settings_sync ();
  g_object_unref (self->settings);
  if (!keep)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

typedef struct
{
  gboolean done;
} Answer;

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaSource) added = jarida_reader_subscribe_finish (JARIDA_READER (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (added);
  ((Answer *) user_data)->done = TRUE;
}

void
journey_subscribe (Journey    *self,
                   const char *address,
                   gint64      folder_id)
{
  Answer answer = { FALSE };

  jarida_reader_subscribe_async (self->reader, address, NULL, folder_id, NULL, subscribed_cb, &answer);
  WAIT_UNTIL (answer.done);
}

void
journey_settle (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

JaridaHeadlineView *
journey_view (Journey *self)
{
  return jarida_headline_pane_get_view (jarida_window_get_headlines (self->window));
}

guint
journey_n_rows (Journey *self)
{
  JaridaHeadlineList *list = jarida_headline_view_get_list (journey_view (self));

  return list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
}

guint
journey_n_unread (Journey *self)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };

  return jarida_reader_count_unread (self->reader, &all);
}

GtkWidget *
journey_find (GtkWidget *root,
              GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = journey_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_called (GtkWidget  *widget,
           const char *name)
{
  const char *label;

  if (!GTK_IS_BUTTON (widget))
    return FALSE;
  label = gtk_button_get_label (GTK_BUTTON (widget));
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), name) == 0 || g_strcmp0 (label, name) == 0;
}

GtkWidget *
journey_button (GtkWidget  *root,
                const char *action_or_label)
{
  if (is_called (root, action_or_label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = journey_button (child, action_or_label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
journey_shown_button (GtkWidget  *root,
                      const char *action_or_label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (is_called (root, action_or_label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = journey_shown_button (child, action_or_label);
  return found;
}

gboolean
journey_says (GtkWidget  *root,
              const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root))
    return strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (journey_says (child, words))
      return TRUE;
  return FALSE;
}

GtkWidget *
journey_dialog (Journey *self)
{
  return front_find (GTK_WIDGET (self->window));
}
