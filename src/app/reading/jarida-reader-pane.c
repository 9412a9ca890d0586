/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reader-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "jarida-article-opening.h"
#include "jarida-find-bar.h"
#include "jarida-newspaper-look.h"
#include "jarida-reader-notice.h"
#include "jarida-spinner.h"

/* An article from the shelf is there sooner; a spinner before that would only flicker. */
#define SPINNER_MS 250

struct _JaridaReaderPane
{
  GtkWidget           parent_instance;

  JaridaReader       *reader;      /* (owned) (nullable) */
  GSettings          *settings;    /* (owned) (nullable) */
  JaridaArticle      *article;     /* (owned) (nullable) the one on the screen */
  JaridaSource       *newspaper;   /* (owned) (nullable) of the article */
  gint64              wanted_id;
  GCancellable       *loading;     /* (owned) (nullable) */
  GCancellable       *completing;  /* (owned) (nullable) */
  guint               spinner_source;

  /* Template children */
  GtkWidget          *overlay;
  GtkStack           *stack;
  JaridaArticleView  *view;
  JaridaFindBar      *find_bar;
  AdwStatusPage      *missing_page;
  JaridaReaderNotice *notice;
  JaridaOnlineNotice *online;
  GtkRevealer        *hover;
  GtkLabel           *hover_label;
};

enum
{
  PROP_0,
  PROP_ARTICLE_ID,
  N_PROPS
};

enum
{
  LINK_ACTIVATED,
  PICTURE_ACTIVATED,
  FAILED,
  ONLINE_WANTED,
  ONLINE_STOPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaReaderPane, jarida_reader_pane, GTK_TYPE_WIDGET)

static void
take_article (JaridaReaderPane *self,
              JaridaArticle    *article)
{
  g_clear_pointer (&self->article, jarida_article_unref);
  self->article = article != NULL ? jarida_article_ref (article) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARTICLE_ID]);
}

static void
stop_loading (JaridaReaderPane *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
}

static void
show_missing (JaridaReaderPane *self,
              const GError     *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_loading (self);
  text = jarida_error_text (error);
  adw_status_page_set_description (self->missing_page, text);
  jarida_article_view_set_document (self->view, NULL);
  take_article (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

/* Many feeds name their articles and do not carry them. */
static gboolean
lacks_text (const JaridaArticle *article)
{
  return article->content == NULL || *article->content == '\0';
}

/* Pictures that were not asked for before are asked for when the document is shown anew. */
static void
look_cb (JaridaReaderPane *self)
{
  JaridaDocument *document = jarida_article_view_get_document (self->view);
  JaridaPosition position;

  if (self->article == NULL || document == NULL)
    return;
  jarida_article_view_get_position (self->view, &position);
  if (!jarida_newspaper_look_apply (self->view, self->newspaper, self->settings))
    return;
  jarida_article_view_set_document (self->view, document);
  jarida_article_view_set_position (self->view, &position);
}

static void rewritten_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Its text has come, or the person has turned it round. */
static void
rewrite (JaridaReaderPane *self)
{
  if (self->article == NULL)
    return;
  if (self->completing == NULL)
    self->completing = g_cancellable_new ();
  jarida_article_open_async (self->reader, self->article->id, g_settings_get_boolean (self->settings, "hyphenate"), self->completing,
                             rewritten_cb, g_object_ref (self));
}

static void
take_newspaper (JaridaReaderPane *self,
                JaridaSource     *newspaper)
{
  if (self->newspaper == newspaper)
    return;
  if (self->newspaper != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->newspaper, look_cb, self);
      g_signal_handlers_disconnect_by_func (self->newspaper, rewrite, self);
    }
  g_set_object (&self->newspaper, newspaper);
  if (newspaper == NULL)
    return;
  g_signal_connect_object (newspaper, "notify::pictures", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newspaper, "notify::typeface", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newspaper, "notify::direction", G_CALLBACK (rewrite), self, G_CONNECT_SWAPPED);
}

/* ---- The rest of an article that a listing only named ---- */

static void
stop_completing (JaridaReaderPane *self)
{
  if (self->completing != NULL)
    g_cancellable_cancel (self->completing);
  g_clear_object (&self->completing);
}

/* Where a block of the old document is in the new one: there may be more above it now. */
static guint
find_block (JaridaDocument *document,
            JaridaDocument *old,
            guint           position)
{
  const JaridaBlock *wanted = position < old->blocks->len ? g_ptr_array_index (old->blocks, position) : NULL;
  const JaridaRun *run = wanted != NULL && wanted->runs->len > 0 ? wanted->runs->pdata[0] : NULL;

  for (guint i = 0; run != NULL && i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind == wanted->kind && block->runs->len > 0
          && g_str_equal (((JaridaRun *) block->runs->pdata[0])->text, run->text))
        return i;
    }
  return MIN (position, document->blocks->len > 0 ? document->blocks->len - 1 : 0);
}

/* The whole, and what is being read stays where it is. */
static void
rewritten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaReaderPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOpenedArticle) opened = jarida_article_open_finish (JARIDA_READER (source), result, &error);
  const gboolean mine = self->completing != NULL && g_task_get_cancellable (G_TASK (result)) == self->completing;
  JaridaDocument *old;
  JaridaPosition position;

  if (opened == NULL || !mine || self->reader == NULL || self->article == NULL)
    return;
  old = jarida_article_view_get_document (self->view);
  jarida_article_view_get_position (self->view, &position);
  if (old != NULL)
    position.block = find_block (opened->document, old, position.block);
  jarida_article_view_set_document (self->view, opened->document);
  jarida_article_view_set_position (self->view, &position);
  jarida_reader_notice_show (self->notice, lacks_text (opened->article) ? JARIDA_READER_NOTICE_NO_TEXT : JARIDA_READER_NOTICE_NONE,
                             NULL);
  take_article (self, opened->article);
}

static void
article_completed_cb (JaridaReaderPane *self,
                      gint64            id)
{
  if (self->article == NULL || self->article->id != id)
    return;
  /* Somebody else may have asked for its page. */
  rewrite (self);
}

/* There is no network: it says so, and whether it comes by itself. */
static void
show_offline (JaridaReaderPane *self)
{
  jarida_reader_notice_show (self->notice, jarida_reader_is_wanted (self->reader, self->article->id)
                                             ? JARIDA_READER_NOTICE_QUEUED : JARIDA_READER_NOTICE_OFFLINE, NULL);
}

static void
completed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaReaderPane) self = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->completing;

  /* What it brought comes by the signal. */
  if (jarida_reader_complete_article_finish (JARIDA_READER (source), result, &error) || !mine || self->reader == NULL)
    return;
  /* It has become whole while it was being opened. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) && self->article != NULL)
    {
      article_completed_cb (self, self->article->id);
      return;
    }
  if (!jarida_reader_get_online (self->reader) && self->article != NULL)
    show_offline (self);
  else
    jarida_reader_notice_show (self->notice, JARIDA_READER_NOTICE_FAILED, error);
}

static void
keep_cb (JaridaReaderPane *self)
{
  if (self->article == NULL)
    return;
  jarida_reader_want (self->reader, &self->article->id, 1);
  show_offline (self);
}

static void
complete_cb (JaridaReaderPane *self)
{
  if (self->article == NULL)
    return;
  stop_completing (self);
  if (!jarida_reader_get_online (self->reader))
    {
      show_offline (self);
      return;
    }
  jarida_reader_notice_show (self->notice, JARIDA_READER_NOTICE_FETCHING, NULL);
  self->completing = g_cancellable_new ();
  jarida_reader_complete_article_async (self->reader, self->article->id, self->completing, completed_cb, g_object_ref (self));
}

static void
online_cb (JaridaReaderPane *self)
{
  const JaridaReaderNoticeState state = jarida_reader_notice_get_state (self->notice);

  if ((state == JARIDA_READER_NOTICE_OFFLINE || state == JARIDA_READER_NOTICE_QUEUED) && jarida_reader_get_online (self->reader))
    complete_cb (self);
}

/* ---- Opening ---- */

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaReaderPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOpenedArticle) opened = jarida_article_open_finish (JARIDA_READER (source), result, &error);

  if (self->reader == NULL || self->loading == NULL || g_task_get_cancellable (G_TASK (result)) != self->loading)
    return;
  if (opened == NULL)
    {
      show_missing (self, error);
      return;
    }
  stop_loading (self);
  /* Two articles may have become one since the link to it was made. */
  self->wanted_id = opened->article->id;
  take_newspaper (self, jarida_reader_find_source (self->reader, opened->article->source_id));
  jarida_newspaper_look_apply (self->view, self->newspaper, self->settings);
  jarida_article_view_set_document (self->view, opened->document);
  jarida_reader_notice_show (self->notice, lacks_text (opened->article) ? JARIDA_READER_NOTICE_NO_TEXT : JARIDA_READER_NOTICE_NONE,
                             NULL);
  gtk_stack_set_visible_child_name (self->stack, "article");
  take_article (self, opened->article);
  /* Where nothing can be kept the window says so already. */
  if (!jarida_reader_get_frozen (self->reader) && jarida_reader_needs_completion (self->reader, self->article))
    complete_cb (self);
}

static gboolean
spinner_cb (gpointer user_data)
{
  JaridaReaderPane *self = user_data;

  self->spinner_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
hovered_cb (JaridaReaderPane *self)
{
  g_autofree char *address = NULL;

  g_object_get (self->view, "hovered-link", &address, NULL);
  /* Where the program's own links lead is said by their words. */
  if (address != NULL && g_str_has_prefix (address, JARIDA_DOCUMENT_OWN_SCHEME))
    g_clear_pointer (&address, g_free);
  if (address != NULL && *address != '\0')
    gtk_label_set_text (self->hover_label, address);
  gtk_revealer_set_reveal_child (self->hover, address != NULL && *address != '\0');
}

/* Ctrl and the wheel mean the size of the text, which is kept, not a zoom, which would be lost. */
static void
zoomed_cb (JaridaReaderPane *self)
{
  double zoom;

  g_object_get (self->view, "zoom", &zoom, NULL);
  if (zoom == 1.0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), zoom > 1.0 ? "win.text-larger" : "win.text-smaller", NULL);
  g_object_set (self->view, "zoom", 1.0, NULL);
}

static void
link_cb (JaridaReaderPane *self,
         const char       *address)
{
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, address);
}

static void
picture_cb (JaridaReaderPane *self,
            const char       *address,
            const char       *alt)
{
  g_signal_emit (self, signals[PICTURE_ACTIVATED], 0, address, alt);
}

static void
view_failed_cb (JaridaReaderPane *self,
                const GError     *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
online_open_cb (JaridaReaderPane *self)
{
  g_signal_emit (self, signals[ONLINE_WANTED], 0, self->wanted_id);
}

static void
online_stop_cb (JaridaReaderPane *self)
{
  g_signal_emit (self, signals[ONLINE_STOPPED], 0, self->wanted_id);
}

static void
retry_cb (JaridaReaderPane *self)
{
  const gint64 id = self->wanted_id;

  self->wanted_id = 0;
  jarida_reader_pane_show (self, id);
}

static void
jarida_reader_pane_dispose (GObject *object)
{
  JaridaReaderPane *self = JARIDA_READER_PANE (object);

  stop_loading (self);
  stop_completing (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_READER_PANE);
  g_clear_pointer (&self->article, jarida_article_unref);
  take_newspaper (self, NULL);
  g_clear_object (&self->settings);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_reader_pane_parent_class)->dispose (object);
}

static void
jarida_reader_pane_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  JaridaReaderPane *self = JARIDA_READER_PANE (object);

  switch (prop_id)
    {
    case PROP_ARTICLE_ID:
      g_value_set_int64 (value, self->article != NULL ? self->article->id : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_reader_pane_class_init (JaridaReaderPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_reader_pane_dispose;
  object_class->get_property = jarida_reader_pane_get_property;

  properties[PROP_ARTICLE_ID] = g_param_spec_int64 ("article-id", NULL, NULL, 0, G_MAXINT64, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", JARIDA_TYPE_READER_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PICTURE_ACTIVATED] = g_signal_new ("picture-activated", JARIDA_TYPE_READER_PANE, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", JARIDA_TYPE_READER_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (JARIDA_TYPE_ARTICLE_VIEW);
  g_type_ensure (JARIDA_TYPE_FIND_BAR);
  signals[ONLINE_WANTED] = g_signal_new ("online-wanted", JARIDA_TYPE_READER_PANE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ONLINE_STOPPED] = g_signal_new ("online-stopped", JARIDA_TYPE_READER_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (JARIDA_TYPE_READER_NOTICE);
  g_type_ensure (JARIDA_TYPE_ONLINE_NOTICE);
  g_type_ensure (JARIDA_TYPE_SPINNER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-reader-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, overlay);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, view);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, missing_page);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, notice);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, online);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, hover);
  gtk_widget_class_bind_template_child (widget_class, JaridaReaderPane, hover_label);
  gtk_widget_class_bind_template_callback (widget_class, hovered_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, online_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, online_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, complete_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
jarida_reader_pane_init (JaridaReaderPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jarida_find_bar_set_view (self->find_bar, self->view);
}

GtkWidget *
jarida_reader_pane_new (void)
{
  return g_object_new (JARIDA_TYPE_READER_PANE, NULL);
}

/* The palette has its name in the schema and in the view alike. */
void
jarida_reader_pane_set_reader (JaridaReaderPane *self,
                               JaridaReader     *reader,
                               GSettings        *settings)
{
  g_return_if_fail (JARIDA_IS_READER_PANE (self));
  g_return_if_fail (self->reader == NULL);

  self->reader = g_object_ref (reader);
  self->settings = g_object_ref (settings);
  jarida_article_view_set_reader (self->view, reader);
  g_settings_bind (settings, "font-size", self->view, "font-size", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "column-characters", self->view, "column-characters", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "line-spacing", self->view, "line-spacing", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "hyphenate", self->view, "hyphenate", G_SETTINGS_BIND_GET);
  g_signal_connect_object (reader, "article-completed", G_CALLBACK (article_completed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "notify::online", G_CALLBACK (online_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::load-pictures", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::body-font", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  jarida_newspaper_look_apply (self->view, NULL, settings);
  g_settings_bind (settings, "justify", self->view, "justify", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "palette", self->view, "palette", G_SETTINGS_BIND_GET);
}

void
jarida_reader_pane_show (JaridaReaderPane *self,
                         gint64            id)
{
  g_return_if_fail (JARIDA_IS_READER_PANE (self));
  g_return_if_fail (self->reader != NULL);

  if (id == self->wanted_id)
    return;
  stop_loading (self);
  stop_completing (self);
  self->wanted_id = id;
  if (id == 0)
    {
      jarida_article_view_set_document (self->view, NULL);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      take_article (self, NULL);
      return;
    }
  self->loading = g_cancellable_new ();
  self->spinner_source = g_timeout_add (SPINNER_MS, spinner_cb, self);
  jarida_article_open_async (self->reader, id, g_settings_get_boolean (self->settings, "hyphenate"), self->loading,
                             opened_cb, g_object_ref (self));
}

void
jarida_reader_pane_show_online (JaridaReaderPane        *self,
                                gint64                   id,
                                JaridaOnlineNoticeState  state,
                                const GError            *error)
{
  g_return_if_fail (JARIDA_IS_READER_PANE (self));

  stop_loading (self);
  stop_completing (self);
  self->wanted_id = id;
  jarida_online_notice_show (self->online, state, error);
  gtk_stack_set_visible_child_name (self->stack, "online");
  jarida_article_view_set_document (self->view, NULL);
  take_article (self, NULL);
}

gint64
jarida_reader_pane_get_wanted (JaridaReaderPane *self)
{
  g_return_val_if_fail (JARIDA_IS_READER_PANE (self), 0);
  return self->wanted_id;
}

const JaridaArticle *
jarida_reader_pane_get_article (JaridaReaderPane *self)
{
  g_return_val_if_fail (JARIDA_IS_READER_PANE (self), NULL);
  return self->article;
}

void
jarida_reader_pane_find (JaridaReaderPane *self)
{
  g_return_if_fail (JARIDA_IS_READER_PANE (self));

  if (self->article != NULL)
    jarida_find_bar_open (self->find_bar);
}

void
jarida_reader_pane_set_found (JaridaReaderPane   *self,
                              JaridaSearchResult *found)
{
  g_return_if_fail (JARIDA_IS_READER_PANE (self));
  jarida_article_view_mark_found (self->view, found);
}

void
jarida_reader_pane_find_step (JaridaReaderPane *self,
                              int               direction)
{
  g_return_if_fail (JARIDA_IS_READER_PANE (self));

  if (self->article == NULL)
    return;
  /* What a search has found stands there without a bar. */
  if (!jarida_find_bar_get_open (self->find_bar) && jarida_article_find_get_n_found (jarida_article_view_get_find (self->view)) > 0)
    jarida_article_view_find_step (self->view, direction);
  else
    jarida_find_bar_step (self->find_bar, direction);
}

gboolean
jarida_reader_pane_stop_finding (JaridaReaderPane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_val_if_fail (JARIDA_IS_READER_PANE (self), FALSE);

  if (!jarida_find_bar_get_open (self->find_bar) || gtk_widget_get_focus_child (widget) == NULL)
    return FALSE;
  jarida_find_bar_close (self->find_bar, FALSE);
  return TRUE;
}

JaridaArticleView *
jarida_reader_pane_get_view (JaridaReaderPane *self)
{
  g_return_val_if_fail (JARIDA_IS_READER_PANE (self), NULL);
  return self->view;
}
