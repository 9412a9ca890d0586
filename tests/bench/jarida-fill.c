/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "invent.h"
#include "jarida-store-day.h"
#include "jarida-store.h"

/* Fills a shelf through the store's own door, with invented newspapers in French, Arabic and English: for the bench, for
 * pictures of the window, and to see what a million articles do. The same numbers give the same articles. */

#define BATCH 100
#define MAX_UNDER_WAY 16
#define THREE_YEARS (3 * 365 * 24 * 60 * 60)

typedef struct
{
  const char  *code;
  const char **words;
  gsize        n_words;
  const char  *stop;
} Language;

static const char *french[] = {
  "le", "la", "les", "de", "du", "des", "et", "en", "une", "un", "pour", "dans", "avec", "selon", "après", "gouvernement",
  "ministre", "projet", "ville", "région", "port", "marché", "prix", "récolte", "pluie", "sécheresse", "budget", "loi",
  "conseil", "élections", "université", "étudiants", "hôpital", "santé", "équipe", "match", "victoire", "championnat",
  "festival", "musique", "cinéma", "exposition", "patrimoine", "médina", "route", "train", "énergie", "solaire", "eau",
  "barrage", "pêche", "agriculture", "exportations", "croissance", "banque", "investissement", "entreprise", "emploi",
  "jeunes", "femmes", "société", "justice", "tribunal", "accord", "coopération", "frontière", "sommet", "président",
  "déclare", "annonce", "prévoit", "confirme", "rejette", "salue", "prépare", "lance", "inaugure", "étudie", "nouveau",
  "nouvelle", "grand", "premier", "national", "local", "prochain", "important", "million", "dirhams", "dinars",
};
static const char *arabic[] = {
  "في", "من", "على", "إلى", "عن", "مع", "بعد", "قبل", "هذا", "التي", "الحكومة", "الوزير", "المشروع", "المدينة", "الجهة",
  "الميناء", "السوق", "الأسعار", "المحصول", "الأمطار", "الجفاف", "الميزانية", "القانون", "المجلس", "الانتخابات", "الجامعة",
  "الطلبة", "المستشفى", "الصحة", "الفريق", "المباراة", "الفوز", "البطولة", "المهرجان", "الموسيقى", "السينما", "المعرض",
  "التراث", "الطريق", "القطار", "الطاقة", "الشمسية", "الماء", "السد", "الصيد", "الفلاحة", "الصادرات", "النمو", "البنك",
  "الاستثمار", "المقاولة", "الشغل", "الشباب", "النساء", "المجتمع", "العدالة", "المحكمة", "الاتفاق", "التعاون", "الحدود",
  "القمة", "الرئيس", "يعلن", "يؤكد", "يرفض", "يشيد", "يستعد", "يطلق", "يدشن", "يدرس", "جديد", "كبير", "أول", "وطني",
  "محلي", "مقبل", "مهم", "مليون", "درهم", "دينار", "صباح", "مساء", "اليوم", "أمس", "غدا",
};
static const char *english[] = {
  "the", "a", "of", "to", "in", "and", "for", "with", "after", "before", "government", "minister", "project", "city",
  "region", "harbour", "market", "prices", "harvest", "rain", "drought", "budget", "law", "council", "elections",
  "university", "students", "hospital", "health", "team", "match", "victory", "league", "festival", "music", "cinema",
  "exhibition", "heritage", "road", "train", "energy", "solar", "water", "dam", "fishing", "farming", "exports", "growth",
  "bank", "investment", "company", "jobs", "youth", "women", "society", "justice", "court", "agreement", "cooperation",
  "border", "summit", "president", "says", "announces", "plans", "confirms", "rejects", "welcomes", "prepares", "launches",
  "opens", "studies", "new", "great", "first", "national", "local", "next", "important", "million",
};

static const Language languages[] = {
  { "fr", french, G_N_ELEMENTS (french), "." },
  { "ar", arabic, G_N_ELEMENTS (arabic), "." },
  { "en", english, G_N_ELEMENTS (english), "." },
};

typedef struct
{
  JaridaStore *store;         /* (owned) */
  GRand       *random;        /* (owned) */
  guint        n_sources;
  guint        n_articles;
  gsize        body_size;
  gboolean     invents;       /* every third word is an invented one */
  gint64       newest;
  guint        n_under_way;
  guint64      n_bytes;       /* of text */
  guint        n_kept;
  GError      *error;         /* (owned) (nullable) the first */
} Fill;

/* Frequent words are frequent: the square of a flat choice leans to the front of the list. */
static const char *
pick_word (Fill           *fill,
           const Language *language)
{
  double x = g_rand_double (fill->random);

  return language->words[(gsize) (x * x * language->n_words)];
}

static void
append_words (Fill           *fill,
              const Language *language,
              guint           n_words,
              GString        *out)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      if (fill->invents && g_rand_int_range (fill->random, 0, 3) == 0)
        invent_word (invent_rank (fill->random), language->words == arabic, out);
      else
        g_string_append (out, pick_word (fill, language));
    }
}

static char *
make_text (Fill           *fill,
           const Language *language)
{
  GString *out = g_string_sized_new (fill->body_size + 256);

  while (out->len < fill->body_size)
    {
      g_string_append (out, "<p>");
      for (int i = g_rand_int_range (fill->random, 2, 6); i > 0; i--)
        {
          append_words (fill, language, g_rand_int_range (fill->random, 8, 24), out);
          g_string_append (out, language->stop);
          g_string_append_c (out, ' ');
        }
      g_string_append (out, "</p>\n");
    }
  return g_string_free (out, FALSE);
}

static JaridaArticle *
make_article (Fill           *fill,
              const Language *language,
              guint           source,
              guint           number)
{
  JaridaArticle *article = jarida_article_new ();
  GString *title = g_string_new (NULL);
  GString *excerpt = g_string_new (NULL);

  append_words (fill, language, g_rand_int_range (fill->random, 5, 13), title);
  append_words (fill, language, g_rand_int_range (fill->random, 15, 30), excerpt);
  article->guid = g_strdup_printf ("article-%u-%u", source, number);
  article->address = g_strdup_printf ("https://journal-%u.example/article/%u", source, number);
  article->title = g_string_free (title, FALSE);
  article->excerpt = g_string_free (excerpt, FALSE);
  article->content = make_text (fill, language);
  fill->n_bytes += strlen (article->content) + strlen (article->title);
  article->base = g_strdup_printf ("https://journal-%u.example/", source);
  article->language = g_strdup (language->code);
  article->direction = g_str_equal (language->code, "ar") ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_LTR;
  article->published = fill->newest - g_rand_int_range (fill->random, 0, THREE_YEARS);
  if (g_rand_int_range (fill->random, 0, 3) > 0)
    article->authors = g_strsplit (g_str_equal (language->code, "ar") ? "أمينة القرطبي" : "Amina Cortobi", "\n", 0);
  return article;
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Fill *fill = data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_add_source_finish (fill->store, result, &error)
      && !g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS)
      && fill->error == NULL)
    fill->error = g_steal_pointer (&error);
  fill->n_under_way--;
}

static void
put_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      data)
{
  Fill *fill = data;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  if (!jarida_store_put_articles_finish (fill->store, result, &n_new, NULL, &error) && fill->error == NULL)
    fill->error = g_steal_pointer (&error);
  fill->n_kept += n_new;
  fill->n_under_way--;
}

static void
wait_until_under (Fill  *fill,
                  guint  limit)
{
  while (fill->n_under_way > limit)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_sources (Fill *fill)
{
  for (guint i = 0; i < fill->n_sources; i++)
    {
      const Language *language = &languages[i % G_N_ELEMENTS (languages)];
      g_autoptr(JaridaSource) source = jarida_source_new ();
      g_autofree char *address = g_strdup_printf ("https://journal-%u.example/feed", i);
      g_autofree char *title = g_strdup_printf (g_str_equal (language->code, "ar") ? "جريدة %u" : "Journal %u", i);

      jarida_source_set_feed_url (source, address);
      jarida_source_set_title (source, title);
      jarida_source_set_language (source, language->code);
      jarida_source_set_position (source, i);
      fill->n_under_way++;
      jarida_store_add_source_async (fill->store, source, NULL, added_cb, fill);
      wait_until_under (fill, MAX_UNDER_WAY);
    }
  wait_until_under (fill, 0);
}

static void
put_batch (Fill *fill,
           guint source,
           guint from,
           guint to)
{
  g_autofree char *address = g_strdup_printf ("https://journal-%u.example/feed", source);
  JaridaSource *kept = jarida_store_find_source_by_url (fill->store, address);
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);

  if (kept == NULL)
    return;
  for (guint i = from; i < to; i++)
    g_ptr_array_add (articles, make_article (fill, &languages[source % G_N_ELEMENTS (languages)], source, i));
  fill->n_under_way++;
  jarida_store_put_articles_async (fill->store, jarida_source_get_id (kept), articles, NULL, NULL, put_cb, fill);
  wait_until_under (fill, MAX_UNDER_WAY);
}

static void
put_articles (Fill *fill)
{
  guint per_source = fill->n_articles / fill->n_sources;
  guint rest = fill->n_articles % fill->n_sources;

  /* In turn, as feeds come, not newspaper after newspaper. */
  for (guint from = 0; from < per_source + 1; from += BATCH)
    for (guint source = 0; source < fill->n_sources && fill->error == NULL; source++)
      {
        guint to = MIN (from + BATCH, per_source + (source < rest));

        if (from < to)
          put_batch (fill, source, from, to);
      }
  wait_until_under (fill, 0);
}

/* The last second of yesterday: the newest day of the shelf is then a whole one at any hour of the night. */
static gint64
get_last_midnight (void)
{
  return jarida_day_get_start (jarida_day_from_time (g_get_real_time () / G_USEC_PER_SEC)) - 1;
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int
main (int   argc,
      char *argv[])
{
  Fill fill = { .n_sources = 10, .n_articles = 1000, .body_size = 2700 };
  gint64 start;
  double seconds;

  if (argc < 4 || argc > 6)
    {
      g_printerr ("usage: jarida-fill FOLDER N_SOURCES N_ARTICLES [BODY_BYTES [words|whole-days]]\n"
                  "Fills a shelf with invented articles of the last three years; \"words\": with 60,000 invented words too;\n"
                  "\"whole-days\": with none of today.\n");
      return 2;
    }
  fill.n_sources = CLAMP (atoi (argv[2]), 1, 60000);
  fill.n_articles = MAX (atoi (argv[3]), 0);
  fill.invents = argc == 6 && g_str_equal (argv[5], "words");
  if (argc >= 5)
    fill.body_size = CLAMP (atoi (argv[4]), 0, 1000000);
  fill.store = jarida_store_open (argv[1], &fill.error);
  if (fill.store != NULL)
    {
      fill.random = g_rand_new_with_seed (1);
      fill.newest = argc == 6 && g_str_equal (argv[5], "whole-days") ? get_last_midnight () : g_get_real_time () / G_USEC_PER_SEC;
      start = g_get_monotonic_time ();
      add_sources (&fill);
      put_articles (&fill);
      seconds = (g_get_monotonic_time () - start) / 1e6;
      jarida_store_close (fill.store);
      g_print ("%u new articles of %u newspapers in %.1f s, %.0f/s, %.1f CPU s, %.1f MB of text\n", fill.n_kept, fill.n_sources, seconds,
               fill.n_kept / MAX (seconds, 0.001), get_cpu_seconds (), (double) fill.n_bytes / 1e6);
      g_rand_free (fill.random);
      g_object_unref (fill.store);
    }
  if (fill.error == NULL)
    return 0;
  g_printerr ("%s\n", fill.error->message);
  return 1;
}
