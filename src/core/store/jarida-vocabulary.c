/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-vocabulary.h"

#include <string.h>

typedef struct
{
  guint32 at;    /* in the text */
  guint32 n;
} Entry;

struct _JaridaVocabulary
{
  GString *text;      /* (owned) every word with its zero */
  GArray  *entries;   /* (owned) Entry, in the order of the words */
};

JaridaVocabulary *
jarida_vocabulary_new (void)
{
  JaridaVocabulary *self = g_new0 (JaridaVocabulary, 1);

  self->text = g_string_new (NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
jarida_vocabulary_free (JaridaVocabulary *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->entries);
  g_free (self);
}

static const char *
get_word (const JaridaVocabulary *self,
          guint                   i)
{
  return self->text->str + g_array_index (self->entries, Entry, i).at;
}

const char *
jarida_vocabulary_get_last (const JaridaVocabulary *self)
{
  return self->entries->len > 0 ? get_word (self, self->entries->len - 1) : "";
}

void
jarida_vocabulary_add (JaridaVocabulary *self,
                       const char       *word,
                       guint             n)
{
  Entry entry = { (guint32) self->text->len, n };

  if (self->text->len > G_MAXUINT32 / 2 || strcmp (word, jarida_vocabulary_get_last (self)) <= 0)
    return;
  g_string_append_len (self->text, word, (gssize) strlen (word) + 1);
  g_array_append_val (self->entries, entry);
}

static guint
find_first (const JaridaVocabulary *self,
            const char             *beginning)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (get_word (self, middle), beginning) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Keeps the @limit greatest, the least of them first. */
static void
keep_greatest (Entry *kept,
               guint *n_kept,
               guint  limit,
               Entry  entry)
{
  guint at;

  if (*n_kept == limit && entry.n <= kept[0].n)
    return;
  if (*n_kept == limit)
    memmove (kept, kept + 1, --*n_kept * sizeof *kept);
  for (at = *n_kept; at > 0 && kept[at - 1].n > entry.n; at--)
    kept[at] = kept[at - 1];
  kept[at] = entry;
  ++*n_kept;
}

GPtrArray *
jarida_vocabulary_find (const JaridaVocabulary *self,
                        const char             *beginning,
                        guint                   limit)
{
  GPtrArray *words = g_ptr_array_new ();
  g_autofree Entry *kept = g_new (Entry, limit + 1);
  guint n_kept = 0;

  for (guint i = find_first (self, beginning); i < self->entries->len && g_str_has_prefix (get_word (self, i), beginning); i++)
    keep_greatest (kept, &n_kept, limit, g_array_index (self->entries, Entry, i));
  while (n_kept > 0)
    g_ptr_array_add (words, self->text->str + kept[--n_kept].at);
  return words;
}
