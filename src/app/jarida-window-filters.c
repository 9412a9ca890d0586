/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "jarida-filter-sheet.h"
#include "jarida-filter-text.h"
#include "jarida-filters-sheet.h"
#include "jarida-name-sheet.h"

/* Searches that are kept, and filters: the dialogs ask, this carries out. */

/* ---- Searches ---- */

static void
search_named_cb (JaridaWindow *self,
                 const char   *name,
                 GObject      *sheet)
{
  g_autofree char *sentence = NULL;

  jarida_reader_keep_search (self->reader, name, g_object_get_data (sheet, "query"));
  /* Translators: the name of an author or a city that is followed. */
  sentence = g_strdup_printf (_("“%s” is in the sidebar now."), name);
  _jarida_window_say (self, sentence, TRUE);
}

/* What is asked; NULL: nothing is. */
static char *
dup_question (JaridaWindow *self)
{
  g_autofree char *text = _jarida_window_get_searching (self) ? jarida_search_pane_dup_text (self->search) : NULL;

  return text != NULL && text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
keep_search_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  char *query = dup_question (self);
  JaridaSheet *sheet;

  if (query == NULL)
    return;
  sheet = jarida_name_sheet_new (_("Save Search"), query, _("_Save"));
  g_object_set_data_full (G_OBJECT (sheet), "query", query, g_free);
  g_signal_connect_object (sheet, "named", G_CALLBACK (search_named_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, widget);
}

static void
move_search_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  JaridaSavedSearch *search = entry != NULL ? jarida_sidebar_entry_get_search (entry) : NULL;
  GListModel *searches = jarida_reader_get_saved_searches (self->reader);
  const int n = (int) g_list_model_get_n_items (searches);
  const gboolean up = g_str_equal (action, "win.move-search-up");
  int at = 0;

  for (; at < n; at++)
    {
      g_autoptr(JaridaSavedSearch) one = g_list_model_get_item (searches, (guint) at);

      if (one == search)
        break;
    }
  if (search == NULL || at == n || (up ? at == 0 : at == n - 1))
    return;
  else
    {
      g_autoptr(JaridaSavedSearch) before = g_list_model_get_item (searches, (guint) (up ? at - 1 : at + 2));

      jarida_reader_move_search (self->reader, search, before);
    }
}

/* ---- One filter ---- */

/* A dialog under way; it may be gone before its filter is done. */
typedef struct
{
  JaridaWindow      *window;        /* (owned) */
  JaridaFilterSheet *sheet;         /* (nullable) weak */
  JaridaFilter      *filter;        /* (owned) */
  GCancellable      *cancellable;   /* (owned) */
  gboolean           apply;
} Saving;

static void
free_saving (Saving *saving)
{
  g_clear_weak_pointer (&saving->sheet);
  g_object_unref (saving->window);
  g_object_unref (saving->filter);
  g_object_unref (saving->cancellable);
  g_free (saving);
}

static void
leave (Saving *saving)
{
  if (saving->sheet != NULL)
    jarida_sheet_leave (JARIDA_SHEET (saving->sheet));
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer data)
{
  Saving *saving = data;

  if (saving->sheet != NULL)
    jarida_filter_sheet_set_progress (saving->sheet, n_done, n_total);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Saving *saving = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint n = 0;

  if (!jarida_reader_apply_filter_finish (JARIDA_READER (source), result, &n, &error))
    _jarida_window_say_error (saving->window, error);
  sentence = jarida_filter_text_done (jarida_filter_get_action (saving->filter), n);
  if (error == NULL || n > 0)
    _jarida_window_say (saving->window, sentence, n > 0);
  leave (saving);
  free_saving (saving);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saving *saving = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_reader_save_filter_finish (JARIDA_READER (source), result, &error))
    _jarida_window_say_error (saving->window, error);
  else if (saving->apply)
    {
      progress_cb (0, 1, saving);
      jarida_reader_apply_filter_async (JARIDA_READER (source), saving->filter, saving->cancellable, progress_cb, saving,
                                        applied_cb, saving);
      return;
    }
  else
    _jarida_window_say (saving->window, _("The filter looks at every new article from now on."), FALSE);
  leave (saving);
  free_saving (saving);
}

static void
wanted_cb (JaridaWindow      *self,
           gboolean           apply,
           JaridaFilterSheet *sheet)
{
  JaridaFilter *filter = jarida_filter_sheet_get_filter (sheet);
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (self);
  g_set_weak_pointer (&saving->sheet, sheet);
  saving->filter = filter != NULL ? g_object_ref (filter) : jarida_filter_new ();
  saving->cancellable = g_cancellable_new ();
  saving->apply = apply;
  jarida_filter_sheet_tell (sheet, saving->filter);
  /* Who closes the dialog meanwhile has it end. */
  g_signal_connect_object (sheet, "left", G_CALLBACK (g_cancellable_cancel), saving->cancellable, G_CONNECT_SWAPPED);
  jarida_reader_save_filter_async (self->reader, saving->filter, NULL, saved_cb, saving);
}

static void
ask_for_filter (JaridaWindow *self,
                JaridaFilter *filter,
                const char   *query,
                GtkWidget    *parent)
{
  JaridaSheet *sheet = jarida_filter_sheet_new (self->reader, filter, query);

  g_signal_connect_object (sheet, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, parent);
}

static void
filter_search_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  g_autofree char *query = dup_question (JARIDA_WINDOW (widget));

  if (query != NULL)
    ask_for_filter (JARIDA_WINDOW (widget), NULL, query, widget);
}

/* ---- All filters ---- */

static void
edit_cb (JaridaWindow *self,
         JaridaFilter *filter,
         GtkWidget    *sheet)
{
  ask_for_filter (self, filter, "", sheet);
}

static void
switched_cb (JaridaWindow *self,
             JaridaFilter *filter,
             gboolean      on)
{
  jarida_reader_set_filter_enabled (self->reader, filter, on);
}

static void
removed_cb (JaridaWindow *self,
            JaridaFilter *filter)
{
  /* Translators: the name of a newspaper or folder that was removed. */
  g_autofree char *sentence = g_strdup_printf (_("“%s” was removed."), jarida_filter_text_words (filter));

  jarida_reader_remove_filter (self->reader, filter);
  _jarida_window_say (self, sentence, TRUE);
}

static void
filters_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSheet *sheet = jarida_filters_sheet_new (self->reader);

  g_signal_connect_object (sheet, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "switched", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, widget);
}

/* ---- What they hide ---- */

/* The one that is named, or the one that is chosen where the list of what is hidden is looked at, or the article that is read. */
static gint64
find_filtered (JaridaWindow *self,
               GVariant     *parameter)
{
  const gint64 ids[] = {
    parameter != NULL ? g_variant_get_int64 (parameter) : 0,
    _jarida_window_is_at_front (self) ? 0 : jarida_headline_view_get_selected (jarida_headline_pane_get_view (self->headlines)),
    jarida_reader_pane_get_wanted (self->reader_pane),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != 0 && jarida_reader_is_filtered (self->reader, ids[i]))
      return ids[i];
  return 0;
}

static void
show_all_the_same_action (GtkWidget  *widget,
                          const char *action,
                          GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const gint64 id = find_filtered (self, parameter);

  if (id == 0)
    {
      _jarida_window_say (self, _("No filter hides this article."), FALSE);
      return;
    }
  /* Its button goes with it. */
  if (parameter != NULL)
    jarida_headline_view_take_keyboard (jarida_headline_pane_get_view (self->headlines));
  jarida_reader_show_all_the_same (self->reader, id);
  _jarida_window_say (self, _("The article is shown whatever filters say."), TRUE);
}

void
_jarida_window_install_filter_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.keep-search", NULL, keep_search_action);
  gtk_widget_class_install_action (widget_class, "win.move-search-up", NULL, move_search_action);
  gtk_widget_class_install_action (widget_class, "win.move-search-down", NULL, move_search_action);
  gtk_widget_class_install_action (widget_class, "win.filter-search", NULL, filter_search_action);
  gtk_widget_class_install_action (widget_class, "win.filters", NULL, filters_action);
  gtk_widget_class_install_action (widget_class, "win.show-all-the-same", "x", show_all_the_same_action);
  gtk_widget_class_install_action (widget_class, "win.show-this-all-the-same", NULL, show_all_the_same_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, 0, "win.show-this-all-the-same", NULL);
}
