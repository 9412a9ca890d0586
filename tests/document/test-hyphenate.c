/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document.h"

#include <string.h>

/* The text with "-" at its breaks, or NULL. */
static char *
hyphenated (const char *text,
            const char *language)
{
  g_autoptr(GArray) breaks = jarida_hyphenate (text, language);
  GString *out;
  guint at = 0;

  if (breaks == NULL)
    return NULL;

  out = g_string_new (NULL);
  for (guint i = 0; i < breaks->len; i++)
    {
      guint next = g_array_index (breaks, guint, i);

      g_assert_cmpuint (next, >, at);
      g_assert_cmpuint (next, <, strlen (text));
      g_string_append_len (out, text + at, next - at);
      g_string_append_c (out, '-');
      at = next;
    }
  g_string_append (out, text + at);

  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  const char *language;
  const char *text;
  const char *expected;    /* (nullable) no break at all */
} cases[] = {
  { "french", "fr", "administratif", "ad-mi-nis-tra-tif" },
  { "french-accents", "fr-DZ", "développement économique", "dé-ve-lop-pe-ment éco-no-mique" },
  { "french-capitals", "fr_MA", "DÉVELOPPEMENT", "DÉ-VE-LOP-PE-MENT" },
  { "english", "en", "hyphenation", "hy-phen-ation" },
  { "short-words", "fr", "petit café noir", NULL },
  { "arabic", "ar", "الحكومة تصادق", NULL },
  { "arabic-in-french", "fr", "الحكومة administratif", "الحكومة ad-mi-nis-tra-tif" },
  { "other-language", "de", "Administration", NULL },
  { "look-alike-language", "fro", "administratif", NULL },
  { "no-language", NULL, "administratif", NULL },
  { "address", "fr", "www.administratif.example/administratif", NULL },
  { "mail", "fr", "administratif@exemple", NULL },
  { "code", "fr", "administratif2 _administratif", NULL },
  { "apostrophe", "fr", "l’administration", "l’ad-mi-nis-tra-tion" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *known = hyphenated ("administratif", "fr");
  g_autofree char *english = hyphenated ("hyphenation", "en");
  g_autofree char *answer = NULL;

  if (known == NULL || english == NULL)
    {
      g_test_skip ("no hyphenation dictionaries here");
      return;
    }
  answer = hyphenated (cases[i].text, cases[i].language);
  g_assert_cmpstr (answer, ==, cases[i].expected);
}

/* What this thread has read so far; G_MAXUINT64 where the system does not tell. */
static guint64
bytes_read (void)
{
  g_autofree char *text = NULL;
  const char *number;

  if (!g_file_get_contents ("/proc/thread-self/io", &text, NULL, NULL))
    return G_MAXUINT64;
  number = strstr (text, "rchar: ");
  return number != NULL ? g_ascii_strtoull (number + strlen ("rchar: "), NULL, 10) : G_MAXUINT64;
}

static gpointer
prepare (gpointer document)
{
  jarida_document_prepare_hyphens (document);
  return NULL;
}

/* The first test: nothing has read a dictionary before it. */
static void
test_prepared (void)
{
  g_autoptr(JaridaDocument) document = jarida_document_new ("<p>Words</p>", -1, NULL, "en", JARIDA_DIRECTION_AUTO, NULL);
  const guint64 before = bytes_read ();
  g_autofree char *answer = NULL;

  g_thread_join (g_thread_new ("prepare", prepare, document));
  answer = hyphenated ("hyphenation", "en");
  if (answer == NULL || before == G_MAXUINT64)
    {
      g_test_skip ("no hyphenation dictionaries here, or no account of what a thread reads");
      return;
    }
  g_assert_cmpuint (bytes_read () - before, <, 4096);
}

static gpointer
hyphenate_many (gpointer data)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *answer = hyphenated ("administratif", i % 2 ? "fr" : "en");

      if (i % 2 && answer != NULL)
        g_assert_cmpstr (answer, ==, "ad-mi-nis-tra-tif");
    }

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hyphenate", hyphenate_many, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hyphenate/prepared", test_prepared);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/hyphenate/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/hyphenate/threads", test_threads);

  return g_test_run ();
}
