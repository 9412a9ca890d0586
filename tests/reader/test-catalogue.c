/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "jarida-address.h"
#include "jarida-catalogue.h"
#include "jarida-text.h"

/* The catalogue of the program itself: what a person is offered must be right to the letter. */
static void
test_shipped (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *passed_over = NULL;
  g_autoptr(JaridaCatalogue) catalogue = jarida_catalogue_load (CATALOGUE, NULL, &passed_over, &error);
  g_autoptr(GHashTable) countries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) addresses = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *list;

  g_assert_no_error (error);
  g_assert_null (passed_over);
  list = jarida_catalogue_get_countries (catalogue);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (g_hash_table_add (countries, ((JaridaCatalogueCountry *) list->pdata[i])->code));
  list = jarida_catalogue_get_portals (catalogue);
  g_assert_cmpuint (list->len, ==, 7);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (g_hash_table_contains (countries, ((JaridaCataloguePortal *) list->pdata[i])->country));

  list = jarida_catalogue_get_newspapers (catalogue);
  g_assert_cmpuint (list->len, >, 150);
  for (guint i = 0; i < list->len; i++)
    {
      const JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (list, i);
      g_autofree char *address = jarida_address_resolve (newspaper->address, NULL);

      g_test_message ("%s", newspaper->address);
      g_assert_cmpstr (address, ==, newspaper->address);
      g_assert_true (g_str_has_prefix (address, "https://"));
      g_assert_true (g_hash_table_add (addresses, newspaper->address));
      g_assert_true (g_hash_table_contains (countries, newspaper->country));
      /* Searchable in both scripts. */
      g_assert_true (newspaper->names[JARIDA_CATALOGUE_FRENCH] != NULL);
      g_assert_true (strcmp (newspaper->language, "ar") != 0 || newspaper->names[JARIDA_CATALOGUE_ARABIC] != NULL);
      for (guint n = 0; n < 3; n++)
        {
          g_autofree char *squeezed = newspaper->names[n] != NULL ? jarida_text_squeeze (newspaper->names[n]) : NULL;

          g_assert_cmpstr (squeezed, ==, newspaper->names[n]);
        }
    }
}

static void
test_search (void)
{
  g_autoptr(JaridaCatalogue) catalogue = jarida_catalogue_load (CATALOGUE, NULL, NULL, NULL);
  static const char *const morocco[] = { "MA", NULL };
  static const char *const french[] = { "fr", NULL };
  static const struct { const char *words; const char *slug; } rows[] = {
    { "hespress", "hespress" }, { "هسبريس", "hespress" }, { "الأحداث", "ahdathpress" }, { "احداث", "ahdathpress" },
    { "Bayane al", "bayanealyaoume" }, { "tetouan NEWS", "tetouanews" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) found = jarida_catalogue_search (catalogue, morocco, NULL, rows[i].words, FALSE);

      g_test_message ("%s", rows[i].words);
      g_assert_cmpuint (found->len, >=, 1);
      g_assert_cmpstr (((JaridaCatalogueNewspaper *) found->pdata[0])->slug, ==, rows[i].slug);
    }
  g_assert_cmpstr (jarida_catalogue_find (catalogue, "maghress/ar/hespress")->slug, ==, "hespress");
  g_assert_cmpstr (jarida_catalogue_find_portal (catalogue, "https://maghress.com/fr")->id, ==, "maghress");
  g_assert_cmpstr (jarida_catalogue_find_portal (catalogue, "http://WWW.turess.com")->id, ==, "turess");
  {
    g_autoptr(GPtrArray) found = jarida_catalogue_search (catalogue, NULL, french, NULL, FALSE);

    g_assert_cmpuint (found->len, >=, 5);
    g_assert_cmpstr (((JaridaCatalogueNewspaper *) found->pdata[0])->address, ==, "https://www.maghress.com/fr/albayane");
    g_assert_cmpstr (jarida_catalogue_name (((JaridaCatalogueNewspaper *) found->pdata[0])->names, "ar_MA"), ==, "Al Bayane");
  }
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A person adds a newspaper, corrects one, and makes a mistake: only the mistake is passed over, and it is said. */
static void
test_own (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-catalogue-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *passed_over = NULL;
  g_autoptr(JaridaCatalogue) shipped = jarida_catalogue_load (CATALOGUE, NULL, NULL, NULL);
  g_autoptr(JaridaCatalogue) catalogue = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) corrected = NULL;

  write_file (folder, "mine.json",
              "{\"newspapers\":[{\"names\":{\"fr\":\"La Gazette des dunes\"},\"language\":\"fr\",\"country\":\"MA\","
              "\"feed\":\"https://dunes.example/feed\",\"verified\":true},"
              "{\"portal\":\"maghress\",\"slug\":\"goud\",\"names\":{\"fr\":\"Goud et compagnie\",\"ar\":\"كود\"},\"language\":\"ar\","
              "\"country\":\"MA\",\"verified\":true}]}");
  write_file (folder, "wrong.json",
              "{\"newspapers\":[{\"names\":{\"fr\":\"Half\"},\"language\":\"fr\",\"country\":\"MA\",\"feed\":\"https://half.example/\"},"
              "{\"names\":{},\"language\":\"fr\",\"country\":\"MA\"}]}");
  write_file (folder, "notes.txt", "not mine");
  catalogue = jarida_catalogue_load (CATALOGUE, folder, &passed_over, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jarida_catalogue_get_newspapers (catalogue)->len, ==, jarida_catalogue_get_newspapers (shipped)->len + 1);
  mine = jarida_catalogue_search (catalogue, NULL, NULL, "dunes", FALSE);
  g_assert_cmpuint (mine->len, ==, 1);
  corrected = jarida_catalogue_search (catalogue, NULL, NULL, "goud et", FALSE);
  g_assert_cmpuint (corrected->len, ==, 1);
  g_assert_cmpstr (passed_over, ==, "wrong.json: newspapers[1].names is missing or wrong");

  for (const char *const *name = (const char *const[]) { "mine.json", "wrong.json", "notes.txt", NULL }; *name != NULL; name++)
    {
      g_autofree char *path = g_build_filename (folder, *name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "", "[]", "{", "{\"newspapers\":{}}", "{\"newspapers\":[1]}", "{\"portals\":[{\"id\":\"x\"}]}", "{\"countries\":[{\"code\":\"MAR\"}]}",
    "{\"newspapers\":[{\"portal\":\"none\",\"slug\":\"x\",\"names\":{\"fr\":\"X\"},\"language\":\"fr\",\"country\":\"MA\"}]}",
    "{\"newspapers\":[{\"names\":{\"fr\":\"X\"},\"language\":\"fr\",\"country\":\"MA\",\"feed\":\"file:///etc/passwd\"}]}",
    "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaCatalogue) catalogue = jarida_catalogue_parse (bytes, &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (catalogue);
      g_assert_error (error, JARIDA_CATALOGUE_ERROR, JARIDA_CATALOGUE_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/catalogue/shipped", test_shipped);
  g_test_add_func ("/reader/catalogue/search", test_search);
  g_test_add_func ("/reader/catalogue/own", test_own);
  g_test_add_func ("/reader/catalogue/refused", test_refused);

  return g_test_run ();
}
