/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-proxy-text.h"

#if GTK_CHECK_VERSION (4, 14, 0)

/* The fence of the build stops at an older GTK; all that is newer stands in this file and behind the check above. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GBytes *
cut (const char *words,
     guint       start,
     guint       end)
{
  glong length = g_utf8_strlen (words, -1);
  const char *from = g_utf8_offset_to_pointer (words, MIN (start, length));
  const char *to = g_utf8_offset_to_pointer (words, MIN (end, length));
  gsize n_bytes = to > from ? to - from : 0;

  /* Terminated, as GTK wants it. */
  return g_bytes_new_take (g_strndup (from, n_bytes), n_bytes + 1);
}

static GBytes *
get_contents (GtkAccessibleText *text,
              guint              start,
              guint              end)
{
  return cut (jarida_article_proxy_get_words (JARIDA_ARTICLE_PROXY (text)), start, end);
}

static gboolean
begins_unit (const PangoLogAttr           *attr,
             GtkAccessibleTextGranularity  granularity)
{
  return granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD ? attr->is_word_start : attr->is_sentence_start;
}

/* From the beginning of a word or sentence to the beginning of the next. */
static void
find_unit (const char                   *words,
           guint                         offset,
           GtkAccessibleTextGranularity  granularity,
           guint                        *out_start,
           guint                        *out_end)
{
  int n_attrs = (int) g_utf8_strlen (words, -1) + 1;
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_attrs);
  int start = MIN ((int) offset, n_attrs - 1), end;

  pango_get_log_attrs (words, -1, -1, pango_language_get_default (), attrs, n_attrs);
  while (start > 0 && !begins_unit (&attrs[start], granularity))
    start--;
  for (end = start + 1; end < n_attrs - 1 && !begins_unit (&attrs[end], granularity);)
    end++;
  *out_start = start;
  *out_end = MIN (end, n_attrs - 1);
}

static GBytes *
get_contents_at (GtkAccessibleText            *text,
                 guint                         offset,
                 GtkAccessibleTextGranularity  granularity,
                 guint                        *start,
                 guint                        *end)
{
  const char *words = jarida_article_proxy_get_words (JARIDA_ARTICLE_PROXY (text));
  guint length = g_utf8_strlen (words, -1);

  switch (granularity)
    {
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER:
      *start = MIN (offset, length);
      *end = MIN (offset + 1, length);
      break;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD:
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_SENTENCE:
      find_unit (words, offset, granularity, start, end);
      break;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE:
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH:
    default:
      *start = 0;
      *end = length;
    }
  return cut (words, *start, *end);
}

static guint
get_caret_position (GtkAccessibleText *text)
{
  return jarida_article_proxy_get_caret (JARIDA_ARTICLE_PROXY (text));
}

static gboolean
get_selection (GtkAccessibleText       *text,
               gsize                   *n_ranges,
               GtkAccessibleTextRange **ranges)
{
  guint from, to;

  if (!jarida_article_proxy_get_selection (JARIDA_ARTICLE_PROXY (text), &from, &to))
    return FALSE;
  *n_ranges = 1;
  *ranges = g_new (GtkAccessibleTextRange, 1);
  **ranges = (GtkAccessibleTextRange) { from, to - from };
  return TRUE;
}

static gboolean
get_attributes (GtkAccessibleText        *text,
                guint                     offset,
                gsize                    *n_ranges,
                GtkAccessibleTextRange  **ranges,
                char                   ***names,
                char                   ***values)
{
  return FALSE;
}

void
_jarida_article_proxy_text_init (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_caret_position = get_caret_position;
  iface->get_selection = get_selection;
  iface->get_attributes = get_attributes;
}

void
_jarida_article_proxy_text_caret_moved (JaridaArticleProxy *proxy)
{
  gtk_accessible_text_update_caret_position (GTK_ACCESSIBLE_TEXT (proxy));
}

void
_jarida_article_proxy_text_selected (JaridaArticleProxy *proxy)
{
  gtk_accessible_text_update_selection_bound (GTK_ACCESSIBLE_TEXT (proxy));
}

G_GNUC_END_IGNORE_DEPRECATIONS

#endif
