/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-search.h"

/* Words are found as portals find them: all of them, in titles and the lines below these, whatever their case, accents, vowel signs and
 * forms of alef. */

static gunichar
fold_letter (gunichar letter)
{
  switch (letter)
    {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;
    case 0x0629:
      return 0x0647;
    case 0x0649:
      return 0x064a;
    default:
      if (letter >= 0x0660 && letter <= 0x0669)
        return '0' + (letter - 0x0660);
      return letter;
    }
}

/* Without case, accents and vowel signs, and with one alef. */
static char *
fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *letters = g_string_new (NULL);
  g_autofree char *apart = NULL;
  g_autofree char *lower = NULL;
  GString *folded;

  /* Alef with its hamza is one letter here, and would be two when taken apart. */
  for (const char *at = composed != NULL ? composed : ""; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (letters, fold_letter (g_utf8_get_char (at)));
  apart = g_utf8_normalize (letters->str, -1, G_NORMALIZE_ALL);
  lower = g_utf8_casefold (apart, -1);
  folded = g_string_new (NULL);
  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_ismark (letter) && letter != 0x0640)
        g_string_append_unichar (folded, letter);
    }
  g_string_free (letters, TRUE);
  return g_string_free (folded, FALSE);
}

static gboolean
has_all (const char         *text,
         const char *const  *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

GPtrArray *
jarida_demo_search_find (const JaridaDemoSide *side,
                         const char           *text)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = fold (text);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t", -1);
  /* Generated articles share their texts. */
  g_autoptr(GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < side->all->len; i++)
    {
      JaridaDemoEntry *entry = g_ptr_array_index (side->all, i);
      gpointer has = g_hash_table_lookup (known, entry->article);

      if (has == NULL)
        {
          g_autofree char *both = g_strjoin (" ", entry->article->title, entry->article->subtitle, NULL);
          g_autofree char *plain = fold (both);

          has = GINT_TO_POINTER (has_all (plain, (const char *const *) words) ? 1 : 2);
          g_hash_table_insert (known, (gpointer) entry->article, has);
        }
      if (has == GINT_TO_POINTER (1))
        g_ptr_array_add (found, entry);
    }
  return found;
}
