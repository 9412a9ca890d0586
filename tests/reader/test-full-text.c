/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-full-text.h"

#include <string.h>

/* When the page of an article is asked, and when it is believed. */

static char *
repeat (const char *sentence,
        guint       n,
        const char *end)
{
  GString *text = g_string_new ("<p>");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s ", sentence);
  g_string_append (text, end);
  g_string_append (text, "</p>");
  return g_string_free (text, FALSE);
}

#define FRENCH "Les pêcheurs du port attendent depuis l'aube que la brume se lève sur la jetée."      /* 66 letters */
#define ARABIC "ينتظر الصيادون في الميناء منذ الفجر أن ينقشع الضباب عن الرصيف القديم."

static const struct
{
  const char *sentence;
  guint       n;
  const char *end;
  gboolean    is_short;
} texts[] = {
  { FRENCH, 0, "", TRUE },
  { FRENCH, 2, "", TRUE },
  { FRENCH, 12, "", TRUE },
  { FRENCH, 20, "", FALSE },
  { FRENCH, 20, "La mairie a promis que", FALSE },
  { FRENCH, 20, "La mairie a promis que…", TRUE },
  { FRENCH, 20, "La mairie a promis que [...]", TRUE },
  { FRENCH, 20, "<a href=\"x\">Lire la suite</a>", TRUE },
  { FRENCH, 20, "L’article Brume au port est apparu en premier sur Le Courrier.", TRUE },
  { FRENCH, 20, "The post Fog <a href=\"x\">appeared first on</a> The Courier.", TRUE },
  { FRENCH, 60, "La mairie a promis que…", FALSE },
  { ARABIC, 3, "", TRUE },
  { ARABIC, 24, "", FALSE },
  { ARABIC, 24, "اقرأ المزيد", TRUE },
};

static void
test_short (void)
{
  g_assert_true (jarida_full_text_is_short (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *html = repeat (texts[i].sentence, texts[i].n, texts[i].end);

      if (jarida_full_text_is_short (html) != texts[i].is_short)
        g_error ("row %zu: %s", i, html);
    }
}

static JaridaArticle *
make_kept (const char *title,
           const char *excerpt,
           const char *language)
{
  JaridaArticle *article = jarida_article_new ();

  article->address = g_strdup ("https://courrier.example/brume");
  article->title = g_strdup (title);
  article->excerpt = g_strdup (excerpt);
  article->content = g_strdup (excerpt);
  article->language = g_strdup (language);
  return article;
}

static void
test_wanted (void)
{
  g_autoptr(JaridaArticle) article = make_kept ("Brume au port", "Les pêcheurs attendent.", "fr");
  g_autofree char *whole = repeat (FRENCH, 30, "");

  g_assert_true (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_SHORT, article));
  g_assert_true (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_ALWAYS, article));
  g_assert_false (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_NEVER, article));
  g_free (article->content);
  article->content = g_steal_pointer (&whole);
  g_assert_false (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_SHORT, article));
  g_assert_true (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_ALWAYS, article));
  article->complete = TRUE;
  g_assert_false (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_ALWAYS, article));
  article->complete = FALSE;
  g_free (article->address);
  article->address = g_strdup ("ftp://courrier.example/brume");
  g_assert_false (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_ALWAYS, article));
  g_clear_pointer (&article->address, g_free);
  g_assert_false (jarida_full_text_is_wanted (JARIDA_FULL_TEXT_ALWAYS, article));
}

static JaridaArticle *
read_page (const JaridaArticle *kept,
           const char          *title,
           const char          *text,
           const char          *content_type)
{
  g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><html><head><title>%s</title></head><body><nav><a href=\"/\">Accueil</a>"
                                           "</nav><article><h1>%s</h1>%s</article></body></html>", title, title, text);
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

  return jarida_full_text_read (kept, bytes, "https://courrier.example/brume", content_type);
}

static void
test_read (void)
{
  g_autoptr(JaridaArticle) kept = make_kept ("Brume au port : les pêcheurs attendent", "Les pêcheurs du port attendent que la brume se lève", "fr");
  g_autofree char *text = repeat (FRENCH, 20, "La jetée reste fermée.");
  g_autoptr(JaridaArticle) said = read_page (kept, "Brume au port | Le Courrier", text, "text/html; charset=utf-8");

  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said->content, "La jetée reste fermée"));
  g_assert_cmpstr (said->address, ==, kept->address);
  /* What the feed says is not said again, and worse. */
  g_assert_null (said->title);
  g_assert_null (said->excerpt);
  g_assert_null (read_page (kept, "Brume au port", text, "application/pdf"));
}

/* A wall, a list, the door of a network: long enough, and of something else. */
static void
test_other (void)
{
  g_autoptr(JaridaArticle) kept = make_kept ("Brume au port : les pêcheurs attendent", "Les pêcheurs du port attendent que la brume se lève", "fr");
  g_autoptr(JaridaArticle) arabic = make_kept ("الضباب يغلق الميناء", "ينتظر الصيادون في الميناء منذ الفجر أن ينقشع الضباب", "ar");
  g_autofree char *wall = repeat ("Choisissez votre formule, quotidien ou numérique, et recevez un carnet de cuir.", 20, "");
  g_autofree char *door = repeat ("Bienvenue sur le Wi-Fi de la gare. Acceptez les conditions générales pour continuer.", 20, "");
  g_autofree char *text = repeat (ARABIC, 20, "");
  g_autoptr(JaridaArticle) said = NULL;

  g_assert_null (read_page (kept, "Abonnements", wall, "text/html"));
  g_assert_null (read_page (kept, "Wi-Fi de la gare", door, "text/html"));
  g_assert_null (read_page (arabic, "Wi-Fi de la gare", door, "text/html"));
  g_assert_null (read_page (kept, "Brume", "", "text/html"));
  said = read_page (arabic, "الضباب يغلق الميناء", text, NULL);
  g_assert_nonnull (said);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/full-text/short", test_short);
  g_test_add_func ("/full-text/wanted", test_wanted);
  g_test_add_func ("/full-text/read", test_read);
  g_test_add_func ("/full-text/other", test_other);
  return g_test_run ();
}
