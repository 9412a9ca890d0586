/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "jarida-article-proxy-text.h"

struct _JaridaArticleProxy
{
  GtkWidget          parent_instance;

  guint              block;
  char              *words;      /* (owned) (not nullable) once made */
  gboolean           is_stop;
  JaridaArticleStop  stop;
  guint              caret;         /* characters */
  guint              selected_from;
  guint              selected_to;
};

enum
{
  SIGNAL_ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#if GTK_CHECK_VERSION (4, 14, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
G_DEFINE_FINAL_TYPE_WITH_CODE (JaridaArticleProxy, jarida_article_proxy, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, _jarida_article_proxy_text_init))
static const GtkAccessibleRole paragraph_role = GTK_ACCESSIBLE_ROLE_PARAGRAPH;
G_GNUC_END_IGNORE_DEPRECATIONS
#else
G_DEFINE_FINAL_TYPE (JaridaArticleProxy, jarida_article_proxy, GTK_TYPE_WIDGET)
/* There is no paragraph yet, and a label would be read as "label" after every one of them. */
static const GtkAccessibleRole paragraph_role = GTK_ACCESSIBLE_ROLE_GENERIC;
#endif

static void
jarida_article_proxy_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = *natural = 0;
}

/* The view paints; the ring around what has the focus too. */
static void
jarida_article_proxy_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
}

static void
jarida_article_proxy_finalize (GObject *object)
{
  g_free (JARIDA_ARTICLE_PROXY (object)->words);
  G_OBJECT_CLASS (jarida_article_proxy_parent_class)->finalize (object);
}

static void
jarida_article_proxy_class_init (JaridaArticleProxyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jarida_article_proxy_finalize;
  widget_class->measure = jarida_article_proxy_measure;
  widget_class->snapshot = jarida_article_proxy_snapshot;
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[SIGNAL_ACTIVATE]);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activate", NULL);
}

static void
jarida_article_proxy_init (JaridaArticleProxy *self)
{
  /* Pointers are the view's business: it knows where lines break. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

static void
append_words (GString    *words,
              const char *text)
{
  if (words->len > 0 && *text != '\0')
    g_string_append_c (words, ' ');
  g_string_append (words, text);
}

static char *
get_block_words (const JaridaBlock *block)
{
  GString *words = g_string_new (block->marker);

  for (guint i = 0; i < block->runs->len; i++)
    append_words (words, ((JaridaRun *) g_ptr_array_index (block->runs, i))->text);
  for (char *at = words->str; (at = strstr (at, "\342\200\250")) != NULL;)
    {
      at[0] = '\n';
      g_string_erase (words, at + 1 - words->str, 2);
    }
  return g_string_free (words, FALSE);
}

guint
jarida_article_proxy_count_before (const JaridaBlock    *block,
                                   const JaridaPosition *position)
{
  gboolean any = block->marker != NULL && *block->marker != '\0';
  guint n = any ? (guint) g_utf8_strlen (block->marker, -1) : 0;

  for (guint i = 0; i < block->runs->len && i <= position->run; i++)
    {
      const JaridaRun *run = g_ptr_array_index (block->runs, i);
      const gboolean last = i == position->run;

      /* As append_words() puts them together. */
      n += any && *run->text != '\0';
      any = any || *run->text != '\0';
      n += (guint) g_utf8_strlen (run->text, last ? (gssize) MIN (position->byte, run->length) : -1);
    }
  return n;
}

static GtkAccessibleRole
get_block_role (JaridaBlockKind kind)
{
  switch (kind)
    {
    case JARIDA_BLOCK_TITLE:
    case JARIDA_BLOCK_HEADING:
      return GTK_ACCESSIBLE_ROLE_HEADING;
    case JARIDA_BLOCK_LIST_ITEM:
      return GTK_ACCESSIBLE_ROLE_LIST_ITEM;
    case JARIDA_BLOCK_FIGURE:
    case JARIDA_BLOCK_EMBED:
      return GTK_ACCESSIBLE_ROLE_CAPTION;
    case JARIDA_BLOCK_TABLE:
      return GTK_ACCESSIBLE_ROLE_TABLE;
    case JARIDA_BLOCK_NOTE:
      return GTK_ACCESSIBLE_ROLE_NOTE;
    case JARIDA_BLOCK_RULE:
      return GTK_ACCESSIBLE_ROLE_SEPARATOR;
    case JARIDA_BLOCK_KICKER:
    case JARIDA_BLOCK_SUBTITLE:
    case JARIDA_BLOCK_BYLINE:
    case JARIDA_BLOCK_LEAD:
    case JARIDA_BLOCK_PARAGRAPH:
    case JARIDA_BLOCK_CODE:
    case JARIDA_BLOCK_SOURCE:
      return paragraph_role;
    default:
      g_return_val_if_reached (GTK_ACCESSIBLE_ROLE_GENERIC);
    }
}

static int
get_level (const JaridaBlock *block)
{
  return block->kind == JARIDA_BLOCK_TITLE ? 1 : CLAMP (block->level, 1, 5) + 1;
}

GtkWidget *
jarida_article_proxy_new_block (JaridaDocument *document,
                                guint           block)
{
  const JaridaBlock *source = g_ptr_array_index (document->blocks, block);
  GtkAccessibleRole role = get_block_role (source->kind);
  JaridaArticleProxy *self = g_object_new (JARIDA_TYPE_ARTICLE_PROXY, "accessible-role", role, NULL);

  self->block = block;
  self->words = get_block_words (source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->words, -1);
  if (role == GTK_ACCESSIBLE_ROLE_HEADING)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LEVEL, get_level (source), -1);
  return GTK_WIDGET (self);
}

static char *
get_picture_words (const JaridaBlock *block)
{
  const char *caption = jarida_article_stops_get_caption (block);

  if (block->figure->alt != NULL && *block->figure->alt != '\0')
    return g_strdup (block->figure->alt);
  if (caption != NULL)
    return g_strdup (caption);
  return g_strdup (block->kind == JARIDA_BLOCK_EMBED ? _("Video") : _("Picture"));
}

/* Pictures are many: who listens must hear which one it is. */
static char *
get_report_words (const JaridaBlock *block)
{
  const char *caption = jarida_article_stops_get_caption (block);

  /* Translators: %s is what is written under the picture. */
  return caption != NULL ? g_strdup_printf (_("Report the image: %s"), caption) : g_strdup (_("Report the image"));
}

static char *
get_stop_words (const JaridaBlock       *block,
                const JaridaArticleStop *stop,
                const char              *hidden)
{
  switch (stop->kind)
    {
    case JARIDA_STOP_LINK:
      {
        const JaridaRun *run = g_ptr_array_index (block->runs, stop->from.run);

        return g_strndup (run->text + stop->from.byte, stop->to.byte - stop->from.byte);
      }
    case JARIDA_STOP_PICTURE:
      return hidden != NULL ? g_strdup (hidden) : get_picture_words (block);
    case JARIDA_STOP_REVEAL:
      return g_strdup (_("Show anyway"));
    case JARIDA_STOP_WHY:
      return g_strdup (_("Why?"));
    case JARIDA_STOP_REPORT:
      return get_report_words (block);
    case JARIDA_STOP_WHOLE:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static GtkAccessibleRole
get_stop_role (const JaridaBlock *block,
               JaridaStopKind     kind)
{
  switch (kind)
    {
    case JARIDA_STOP_LINK:
      return GTK_ACCESSIBLE_ROLE_LINK;
    case JARIDA_STOP_PICTURE:
      return block->kind == JARIDA_BLOCK_EMBED ? GTK_ACCESSIBLE_ROLE_LINK : GTK_ACCESSIBLE_ROLE_IMG;
    case JARIDA_STOP_REVEAL:
    case JARIDA_STOP_WHY:
    case JARIDA_STOP_REPORT:
      return GTK_ACCESSIBLE_ROLE_BUTTON;
    case JARIDA_STOP_WHOLE:
    default:
      g_return_val_if_reached (GTK_ACCESSIBLE_ROLE_GENERIC);
    }
}

GtkWidget *
jarida_article_proxy_new_stop (JaridaDocument          *document,
                               const JaridaArticleStop *stop,
                               const char              *hidden)
{
  const JaridaBlock *block = g_ptr_array_index (document->blocks, stop->from.block);
  JaridaArticleProxy *self = g_object_new (JARIDA_TYPE_ARTICLE_PROXY,
                                           "accessible-role", get_stop_role (block, stop->kind), NULL);

  self->block = stop->from.block;
  self->is_stop = TRUE;
  self->stop = *stop;
  self->words = get_stop_words (block, stop, hidden);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->words, -1);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  return GTK_WIDGET (self);
}

void
jarida_article_proxy_set_picture (JaridaArticleProxy *self,
                                  const char         *trouble,
                                  gboolean            veiled)
{
  g_autofree char *words = NULL;

  if (trouble != NULL)
    words = g_strdup_printf ("%s %s", trouble, _("Press Enter to try again."));
  else if (veiled)
    words = g_strdup (_("Blurred. Press Enter to show it."));

  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
jarida_article_proxy_make_wide (JaridaArticleProxy *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Wider than the page: the Left and Right keys move it."), -1);
}

void
jarida_article_proxy_set_caret (JaridaArticleProxy *self,
                                guint               caret)
{
  if (self->caret == caret)
    return;
  self->caret = caret;
#if GTK_CHECK_VERSION (4, 14, 0)
  _jarida_article_proxy_text_caret_moved (self);
#endif
}

void
jarida_article_proxy_set_selection (JaridaArticleProxy *self,
                                    guint               from,
                                    guint               to)
{
  if (self->selected_from == from && self->selected_to == to)
    return;
  self->selected_from = from;
  self->selected_to = to;
#if GTK_CHECK_VERSION (4, 14, 0)
  _jarida_article_proxy_text_selected (self);
#endif
}

guint
jarida_article_proxy_get_caret (JaridaArticleProxy *self)
{
  return self->caret;
}

gboolean
jarida_article_proxy_get_selection (JaridaArticleProxy *self,
                                    guint              *out_from,
                                    guint              *out_to)
{
  *out_from = self->selected_from;
  *out_to = self->selected_to;
  return self->selected_from < self->selected_to;
}

const char *
jarida_article_proxy_get_words (JaridaArticleProxy *self)
{
  return self->words;
}

guint
jarida_article_proxy_get_block (JaridaArticleProxy *self)
{
  return self->block;
}

const JaridaArticleStop *
jarida_article_proxy_get_stop (JaridaArticleProxy *self)
{
  return self->is_stop ? &self->stop : NULL;
}
