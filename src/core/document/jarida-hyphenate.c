/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document.h"

#include <string.h>

#ifdef HAVE_HYPHEN
#include <hyphen.h>
#endif

/* Where a word may be broken, by libhyphen and the dictionaries a system has for LibreOffice. */

#define MIN_LETTERS 6
#define MIN_BEFORE  2
#define MIN_AFTER   3
#define MAX_WORD    100   /* letters; what is longer is not a word */

#ifdef HAVE_HYPHEN

typedef struct
{
  GMutex      mutex;      /* libhyphen does not promise that two threads may use one dictionary */
  gboolean    tried;
  HyphenDict *dictionary; /* (owned) (nullable) for the life of the program */
} Dictionary;

static Dictionary french, english;

static HyphenDict *
load (const char *const *names)
{
  static const char *const folders[] = { "/usr/share/hyphen", "/app/share/hyphen", "/usr/local/share/hyphen" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    for (guint n = 0; names[n] != NULL; n++)
      {
        g_autofree char *path = g_build_filename (folders[i], names[n], NULL);

        if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
          {
            HyphenDict *dictionary = hnj_hyphen_load (path);

            if (dictionary != NULL)
              return dictionary;
          }
      }

  return NULL;
}

static Dictionary *
choose (const char *language)
{
  if (language == NULL || strlen (language) < 2 || g_ascii_isalpha (language[2]))
    return NULL;
  if (g_ascii_strncasecmp (language, "fr", 2) == 0)
    return &french;

  return g_ascii_strncasecmp (language, "en", 2) == 0 ? &english : NULL;
}

/* With the mutex held. */
static HyphenDict *
open_dictionary (Dictionary *self)
{
  static const char *const french_names[] = { "hyph_fr.dic", "hyph_fr_FR.dic", NULL };
  static const char *const english_names[] = { "hyph_en_US.dic", "hyph_en.dic", "hyph_en_GB.dic", NULL };

  if (!self->tried)
    {
      self->tried = TRUE;
      self->dictionary = load (self == &french ? french_names : english_names);
    }

  return self->dictionary;
}

static void
hyphenate_word (HyphenDict *dictionary,
                const char *word,
                gsize       length,
                gsize       offset,
                GArray     *breaks)
{
  g_autofree char *lower = g_utf8_strdown (word, length);
  gsize size = strlen (lower);
  g_autofree char *hyphens = NULL;
  char **replacements = NULL;
  int *positions = NULL, *cuts = NULL;
  glong n_letters = g_utf8_strlen (word, length), letter = 0;

  /* Lower case of another size (İ) would give offsets of another word. */
  if (size != length)
    return;

  hyphens = g_malloc0 (size + 5);
  if (hnj_hyphen_hyphenate2 (dictionary, lower, size, hyphens, NULL, &replacements, &positions, &cuts) == 0)
    for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
      {
        gsize next = g_utf8_next_char (p) - word;
        guint at = offset + next;

        letter++;
        /* The library counts letters. A break that would change the spelling is not taken. */
        if (next < length && (hyphens[letter - 1] & 1) && letter >= MIN_BEFORE && n_letters - letter >= MIN_AFTER
            && (replacements == NULL || replacements[letter - 1] == NULL))
          g_array_append_val (breaks, at);
      }
  for (gsize i = 0; replacements != NULL && i < size; i++)
    free (replacements[i]);
  free (replacements);
  free (positions);
  free (cuts);
}

static void
hyphenate_words (HyphenDict *dictionary,
                 const char *text,
                 GArray     *breaks)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *start;
      guint n_letters = 0;
      gboolean latin = TRUE;

      while (*p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      for (gunichar c; *p != '\0' && g_unichar_isalpha (c = g_utf8_get_char (p)); p = g_utf8_next_char (p))
        {
          n_letters++;
          latin &= c < 0x250;
        }
      /* Part of an address or of a code: text a person may have to type. */
      if (n_letters < MIN_LETTERS || n_letters > MAX_WORD || !latin
          || (p[0] != '\0' && strchr ("@/_0123456789", p[0]) != NULL)
          || (p[0] == '.' && g_ascii_isalpha (p[1]))
          || (start > text && strchr ("@/_.0123456789", start[-1]) != NULL))
        continue;
      hyphenate_word (dictionary, start, p - start, start - text, breaks);
    }
}

GArray *
jarida_hyphenate (const char *text,
                  const char *language)
{
  Dictionary *dictionary = choose (language);
  g_autoptr(GArray) breaks = NULL;

  if (dictionary == NULL)
    return NULL;

  breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_mutex_lock (&dictionary->mutex);
  if (open_dictionary (dictionary) != NULL)
    hyphenate_words (dictionary->dictionary, text, breaks);
  g_mutex_unlock (&dictionary->mutex);

  return breaks->len > 0 ? g_steal_pointer (&breaks) : NULL;
}

void
jarida_document_prepare_hyphens (JaridaDocument *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (self->blocks, i);
      Dictionary *dictionary = choose (block->language != NULL ? block->language : self->language);

      if (dictionary == NULL)
        continue;
      g_mutex_lock (&dictionary->mutex);
      open_dictionary (dictionary);
      g_mutex_unlock (&dictionary->mutex);
    }
}

#else

void
jarida_document_prepare_hyphens (JaridaDocument *self)
{
}

GArray *
jarida_hyphenate (const char *text,
                  const char *language)
{
  return NULL;
}

#endif
