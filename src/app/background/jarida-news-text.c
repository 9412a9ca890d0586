/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-news-text.h"

#include <glib/gi18n.h>

#include "jarida-headline.h"

#define MAX_LINES 3
#define MAX_CHARACTERS 160
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_ISOLATE "\u2069"

/* What a publisher wrote, of whatever length and intent, in its own direction. Some desktops read markup, others do not. */
static void
append_foreign (GString    *text,
                const char *foreign)
{
  guint n = 0;

  g_string_append (text, FIRST_STRONG_ISOLATE);
  for (const char *p = foreign; *p != '\0' && n < MAX_CHARACTERS; p = g_utf8_next_char (p), n++)
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '<')
        g_string_append (text, "‹");
      else if (c == '>')
        g_string_append (text, "›");
      else if (g_unichar_iscntrl (c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        g_string_append_c (text, ' ');
      else
        g_string_append_unichar (text, c);
    }
  if (n == MAX_CHARACTERS)
    g_string_append (text, "…");
  g_string_append (text, POP_ISOLATE);
}

static const char *
get_title (JaridaHeadline *headline)
{
  const char *title = jarida_headline_get_title (headline);

  return title != NULL && *title != '\0' ? title : _("Untitled");
}

char *
jarida_news_text_title (GPtrArray *headlines,
                        guint      n_more,
                        gboolean   one_source)
{
  const guint n = headlines->len + n_more;
  const char *source = jarida_headline_get_source_title (g_ptr_array_index (headlines, 0));
  g_autoptr(GString) name = g_string_new (NULL);

  append_foreign (name, source != NULL ? source : "");
  if (n == 1)
    return g_strdup (name->str);
  if (one_source)
    /* Translators: how many articles, and the newspaper they are of. */
    return g_strdup_printf (ngettext ("%1$u new article from %2$s", "%1$u new articles from %2$s", n), n, name->str);
  /* Translators: how many articles, and the newspaper of the first of them. */
  return g_strdup_printf (ngettext ("%1$u new article from %2$s and others", "%1$u new articles from %2$s and others", n), n, name->str);
}

char *
jarida_news_text_body (GPtrArray *headlines,
                       gboolean   one_source)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (headlines->len, MAX_LINES); i++)
    {
      JaridaHeadline *headline = g_ptr_array_index (headlines, i);
      const char *source = jarida_headline_get_source_title (headline);

      if (i > 0)
        g_string_append_c (text, '\n');
      append_foreign (text, get_title (headline));
      if (!one_source && headlines->len > 1 && source != NULL)
        {
          g_string_append (text, " · ");
          append_foreign (text, source);
        }
    }
  return g_string_free (text, FALSE);
}
