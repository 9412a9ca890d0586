/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-place.h"

#include <string.h>

#include "jarida-search-query.h"

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb;
}

/* The language itself says whether a name before a colon is one. */
static gboolean
find_kind (const char      *name,
           JaridaPlaceKind *out_kind)
{
  g_autofree char *question = g_strconcat (name, ":x", NULL);
  g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (question, FALSE);
  const JaridaSearchFilter *filter = query->filters->len == 1 ? g_ptr_array_index (query->filters, 0) : NULL;

  if (filter == NULL)
    return FALSE;
  switch ((int) filter->kind)
    {
    case JARIDA_FILTER_AUTHOR:
      *out_kind = JARIDA_PLACE_AUTHOR;
      return TRUE;
    case JARIDA_FILTER_JOURNAL:
      *out_kind = JARIDA_PLACE_SOURCE;
      return TRUE;
    case JARIDA_FILTER_SECTION:
      *out_kind = JARIDA_PLACE_SECTION;
      return TRUE;
    case JARIDA_FILTER_CITY:
      *out_kind = JARIDA_PLACE_CITY;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Behind the word, or behind what stands in quotes after it; NULL when the text ends within these. */
static const char *
skip_word (const char  *at,
           const char  *end,
           const char **out_colon)
{
  *out_colon = NULL;
  for (; at < end && !g_unichar_isspace (g_utf8_get_char (at)); at = g_utf8_next_char (at))
    {
      if (*out_colon == NULL && *at == ':')
        *out_colon = at;
      if (!is_quote (g_utf8_get_char (at)))
        continue;
      for (at = g_utf8_next_char (at); at < end && !is_quote (g_utf8_get_char (at)); at = g_utf8_next_char (at))
        ;
      if (at >= end)
        return NULL;
    }
  return at < end ? at : NULL;
}

gboolean
jarida_search_read_place (const char       *text,
                          gsize             cursor,
                          JaridaPlaceKind  *out_kind,
                          gsize            *out_start,
                          char            **out_words)
{
  const char *end = text + MIN (cursor, strlen (text));
  const char *word = NULL, *colon = NULL, *value;
  g_autofree char *name = NULL;

  for (const char *at = text; at != NULL && at < end; at = skip_word (word, end, &colon))
    {
      while (at < end && (g_unichar_isspace (g_utf8_get_char (at)) || *at == '-'))
        at = g_utf8_next_char (at);
      word = at;
      colon = NULL;
    }
  if (colon == NULL || colon >= end)
    return FALSE;
  name = g_strndup (word, (gsize) (colon - word));
  if (!find_kind (name, out_kind))
    return FALSE;
  value = colon + 1;
  *out_start = (gsize) (value - text);
  if (value < end && is_quote (g_utf8_get_char (value)))
    {
      value = g_utf8_next_char (value);
      /* It is written already. */
      for (const char *at = value; at < end; at = g_utf8_next_char (at))
        if (is_quote (g_utf8_get_char (at)))
          return FALSE;
    }
  *out_words = g_strndup (value, (gsize) (end - value));
  return TRUE;
}

char *
jarida_search_quote_name (const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "\"", ' ');

  return strpbrk (plain, " \t\n:") != NULL ? g_strdup_printf ("\"%s\"", plain) : g_steal_pointer (&plain);
}
