/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-safety-page.h"

#include <glib/gi18n.h>

#include "jarida-file-choice.h"
#include "jarida-generation.h"
#include "jarida-safekeeping.h"
#include "jarida-time-text.h"

#define KIND "*.jarida"

struct _JaridaSafetyPage
{
  AdwPreferencesPage   parent_instance;

  JaridaReader        *reader;        /* (owned) (nullable) */
  GSettings           *settings;      /* (owned) (nullable) */
  GCancellable        *cancellable;   /* (owned) (nullable) of what is under way */
  char                *staged;        /* (owned) (nullable) a shelf that waits to be put in the place of this one */
  JaridaBackupFacts    facts;         /* of it */

  /* Template children */
  GtkWidget           *back_up_button;
  GtkWidget           *restore_button;
  GtkWidget           *work_group;
  AdwPreferencesRow   *work_row;
  GtkProgressBar      *progress;
  GtkWidget           *stop_button;
  GtkWidget           *said_group;
  AdwActionRow        *said_row;
  GtkWidget           *choice;
  GtkWidget           *keep_button;
  GtkWidget           *replace_button;
};

G_DEFINE_FINAL_TYPE (JaridaSafetyPage, jarida_safety_page, ADW_TYPE_PREFERENCES_PAGE)

/* ---- What is shown ---- */

static void
set_busy (JaridaSafetyPage *self,
          const char       *title)
{
  if (title != NULL)
    adw_preferences_row_set_title (self->work_row, title);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (self->work_group, title != NULL);
  gtk_widget_set_sensitive (self->back_up_button, title == NULL);
  gtk_widget_set_sensitive (self->restore_button, title == NULL);
  if (title != NULL)
    gtk_widget_set_visible (self->said_group, FALSE);
  if (title != NULL)
    gtk_widget_grab_focus (self->stop_button);
}

static void
say (JaridaSafetyPage *self,
     const char       *title,
     const char       *sentence)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_sentence = g_markup_escape_text (sentence, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->said_row), safe_title);
  adw_action_row_set_subtitle (self->said_row, safe_sentence);
  gtk_widget_set_visible (self->choice, self->staged != NULL);
  gtk_widget_set_visible (self->said_group, TRUE);
  jarida_widget_announce (GTK_WIDGET (self->said_row), sentence);
}

static void
progress_cb (guint    percent,
             gpointer user_data)
{
  JaridaSafetyPage *self = user_data;

  if (self->reader != NULL)
    gtk_progress_bar_set_fraction (self->progress, percent / 100.0);
}

static char *
describe (const JaridaBackupFacts *facts)
{
  g_autofree char *articles = g_strdup_printf (ngettext ("%u article", "%u articles", facts->n_articles), facts->n_articles);
  g_autofree char *sources = g_strdup_printf (ngettext ("%u newspaper", "%u newspapers", facts->n_sources), facts->n_sources);

  /* Translators: “1,204 articles of 12 newspapers”. */
  return g_strdup_printf (_("%1$s of %2$s"), articles, sources);
}

/* FALSE: something is under way, or the page is gone. */
static gboolean
begin (JaridaSafetyPage *self,
       const char       *title)
{
  if (self->cancellable != NULL || self->reader == NULL)
    return FALSE;
  if (self->staged != NULL)
    jarida_safekeeping_drop (g_steal_pointer (&self->staged));
  jarida_backup_facts_clear (&self->facts);
  self->cancellable = g_cancellable_new ();
  set_busy (self, title);
  return TRUE;
}

/* FALSE: nobody looks any more. */
static gboolean
end (JaridaSafetyPage *self,
     GtkWidget        *button)
{
  g_clear_object (&self->cancellable);
  if (self->reader == NULL)
    return FALSE;
  set_busy (self, NULL);
  gtk_widget_grab_focus (button);
  return TRUE;
}

static void
say_error (JaridaSafetyPage *self,
           const char       *title,
           const GError     *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = jarida_error_text (error);
  say (self, title, text);
}

/* ---- Back up ---- */

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaSafetyPage) self = user_data;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) error = NULL;
  const gboolean done = jarida_reader_back_up_finish (JARIDA_READER (source), result, &facts, &error);
  g_autofree char *what = NULL;
  g_autofree char *size = NULL;
  g_autofree char *sentence = NULL;

  if (!end (self, self->back_up_button))
    return;
  if (!done)
    {
      say_error (self, _("Not Backed Up"), error);
      return;
    }
  what = describe (&facts);
  size = g_format_size (facts.n_bytes);
  /* Translators: “1,204 articles of 12 newspapers” and “34 MB”. */
  sentence = g_strdup_printf (_("%1$s, %2$s. What was written has been read back."), what, size);
  say (self, _("Backed Up"), sentence);
}

void
jarida_safety_page_back_up (JaridaSafetyPage *self,
                            GFile            *file)
{
  g_autofree char *path = g_file_get_path (file);

  g_return_if_fail (JARIDA_IS_SAFETY_PAGE (self));

  if (path == NULL)
    say (self, _("Not Backed Up"), _("This place is not on this computer. Choose another one."));
  else if (begin (self, _("Backing Up")))
    jarida_reader_back_up_async (self->reader, path, self->settings, self->cancellable, progress_cb, self, backed_up_cb, g_object_ref (self));
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(JaridaSafetyPage) self = user_data;
  g_autoptr(GFile) file = jarida_file_choice_finish (result, NULL);

  if (file != NULL)
    jarida_safety_page_back_up (self, file);
}

static void
back_up_cb (JaridaSafetyPage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "jarida-%Y-%m-%d.jarida");

  jarida_file_choice_save_async (GTK_WIDGET (self), _("Back Up"), name, NULL, place_chosen_cb, g_object_ref (self));
}

/* ---- Restore ---- */

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaSafetyPage) self = user_data;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) error = NULL;
  char *staged = jarida_reader_prepare_restore_finish (JARIDA_READER (source), result, &facts, &error);
  g_autofree char *what = NULL;
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;

  if (!end (self, self->restore_button))
    {
      if (staged != NULL)
        jarida_safekeeping_drop (staged);
      return;
    }
  if (staged == NULL)
    {
      say_error (self, _("Not Restored"), error);
      return;
    }
  self->staged = staged;
  self->facts = facts;
  facts.settings = NULL;
  what = describe (&self->facts);
  when = jarida_time_text_moment (self->facts.made_at, g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: a moment, such as “today at 14:05”. */
  title = g_strdup_printf (_("Backup of %s"), when);
  sentence = g_strdup_printf (_("%s. Put it in the place of what is here? That is kept in a folder of its own."), what);
  say (self, title, sentence);
  gtk_widget_grab_focus (self->keep_button);
}

void
jarida_safety_page_restore (JaridaSafetyPage *self,
                            GFile            *file)
{
  g_autofree char *path = g_file_get_path (file);

  g_return_if_fail (JARIDA_IS_SAFETY_PAGE (self));

  if (path == NULL)
    say (self, _("Not Restored"), _("This place is not on this computer. Choose another one."));
  else if (begin (self, _("Reading the Backup")))
    jarida_reader_prepare_restore_async (self->reader, path, self->cancellable, progress_cb, self, prepared_cb, g_object_ref (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JaridaSafetyPage) self = user_data;
  g_autoptr(GFile) file = jarida_file_choice_finish (result, NULL);

  if (file != NULL)
    jarida_safety_page_restore (self, file);
}

static void
restore_cb (JaridaSafetyPage *self)
{
  jarida_file_choice_open_async (GTK_WIDGET (self), _("Restore"), _("Backups of Jarida"), KIND, NULL, file_chosen_cb, g_object_ref (self));
}

static void
keep_cb (JaridaSafetyPage *self)
{
  if (self->staged != NULL)
    jarida_safekeeping_drop (g_steal_pointer (&self->staged));
  gtk_widget_set_visible (self->said_group, FALSE);
  gtk_widget_grab_focus (self->restore_button);
}

/* The windows are closed by it, and this page with them. */
static void
replace_cb (JaridaSafetyPage *self)
{
  static const char *const none[] = { NULL };
  GApplication *application = g_application_get_default ();
  g_autofree char *staged = g_steal_pointer (&self->staged);
  const char *const *settings = self->facts.settings != NULL ? (const char *const *) self->facts.settings : none;

  if (staged != NULL && application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "replace-shelf",
                                    g_variant_new ("(^ayxu^as)", staged, self->facts.made_at, self->facts.n_articles, settings));
}

static void
stop_cb (JaridaSafetyPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
jarida_safety_page_dispose (GObject *object)
{
  JaridaSafetyPage *self = JARIDA_SAFETY_PAGE (object);

  stop_cb (self);
  if (self->staged != NULL)
    jarida_safekeeping_drop (g_steal_pointer (&self->staged));
  jarida_backup_facts_clear (&self->facts);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_SAFETY_PAGE);
  g_clear_object (&self->reader);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (jarida_safety_page_parent_class)->dispose (object);
}

static void
jarida_safety_page_finalize (GObject *object)
{
  g_clear_object (&JARIDA_SAFETY_PAGE (object)->cancellable);
  G_OBJECT_CLASS (jarida_safety_page_parent_class)->finalize (object);
}

/* What is under way holds the page: it ends when nobody sees it any more. */
static void
jarida_safety_page_unroot (GtkWidget *widget)
{
  stop_cb (JARIDA_SAFETY_PAGE (widget));
  GTK_WIDGET_CLASS (jarida_safety_page_parent_class)->unroot (widget);
}

static void
jarida_safety_page_class_init (JaridaSafetyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_safety_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = jarida_safety_page_finalize;
  widget_class->unroot = jarida_safety_page_unroot;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-safety-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, back_up_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, work_group);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, work_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, progress);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, said_group);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, said_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, choice);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaSafetyPage, replace_button);
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
jarida_safety_page_init (JaridaSafetyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jarida_safety_page_new (JaridaReader *reader,
                        GSettings    *settings)
{
  JaridaSafetyPage *self = g_object_new (JARIDA_TYPE_SAFETY_PAGE, NULL);

  self->reader = g_object_ref (reader);
  self->settings = g_object_ref (settings);
  /* A shelf that is read only cannot be replaced. */
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->restore_button, ADW_TYPE_ACTION_ROW), !jarida_reader_get_frozen (reader));
  return GTK_WIDGET (self);
}

const char *
jarida_safety_page_get_said (JaridaSafetyPage *self)
{
  g_return_val_if_fail (JARIDA_IS_SAFETY_PAGE (self), NULL);

  return gtk_widget_get_visible (self->said_group) ? adw_action_row_get_subtitle (self->said_row) : NULL;
}
