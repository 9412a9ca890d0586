/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "../remove-tree.h"
#include "jarida-reader-private.h"

/* Choosing from a catalogue of our own, on a shelf of its own. */

static const char catalogue_text[] =
  "{\"version\":1,\"countries\":[{\"code\":\"MA\",\"names\":{\"ar\":\"المغرب\",\"fr\":\"Maroc\"}}],"
  "\"portals\":[{\"id\":\"bouregreg\",\"host\":\"127.0.0.1:9\",\"country\":\"MA\",\"names\":{\"fr\":\"Bouregreg\"},\"verified\":true,"
  "\"editions\":[{\"language\":\"ar\",\"prefix\":\"\",\"feed\":\"http://127.0.0.1:9/rss\"},"
  "{\"language\":\"fr\",\"prefix\":\"/fr\",\"feed\":\"http://127.0.0.1:9/fr/rss\"}]}],"
  "\"newspapers\":["
  "{\"portal\":\"bouregreg\",\"slug\":\"manara\",\"names\":{\"ar\":\"المنارة\",\"fr\":\"Al Manara\"},\"language\":\"ar\",\"country\":\"MA\",\"verified\":true},"
  "{\"portal\":\"bouregreg\",\"slug\":\"phare\",\"names\":{\"fr\":\"Le Phare\"},\"language\":\"fr\",\"country\":\"MA\",\"verified\":true},"
  "{\"portal\":\"bouregreg\",\"slug\":\"echo\",\"names\":{\"fr\":\"L’Écho\"},\"language\":\"fr\",\"country\":\"MA\",\"verified\":true},"
  "{\"feed\":\"https://dunes.example/feed\",\"names\":{\"fr\":\"Les Dunes\"},\"language\":\"fr\",\"country\":\"MA\",\"verified\":true}]}";

typedef struct
{
  char                  *folder;      /* (owned) */
  JaridaReader          *reader;      /* (owned) */
  const JaridaCatalogue *catalogue;   /* Borrowed from the reader */
  guint                  n_failed;
} Fixture;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
failed_cb (JaridaReader *reader,
           const GError *error,
           Fixture      *self)
{
  self->n_failed++;
}

/* The catalogue is named and not read yet. */
static void
open_shelf (Fixture *self)
{
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autofree char *path = g_build_filename (self->folder, "catalogue.json", NULL);
  g_autoptr(GError) error = NULL;

  self->reader = jarida_reader_open (data, cache, &error);
  g_assert_no_error (error);
  g_signal_connect (self->reader, "failed", G_CALLBACK (failed_cb), self);
  jarida_reader_set_catalogue_path (self->reader, path);
}

static void
open_reader (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  open_shelf (self);
  jarida_reader_load_catalogue_async (self->reader, NULL, answered_cb, &result);
  self->catalogue = jarida_reader_load_catalogue_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->catalogue);
}

static void
write_file (Fixture    *self,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-newspapers-XXXXXX", NULL);
  write_file (self, "catalogue.json", catalogue_text);
  open_reader (self);
}

static void
close_reader (Fixture *self)
{
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self);
  remove_tree (self->folder);
  g_free (self->folder);
}

static guint
count (GListModel *model)
{
  return g_list_model_get_n_items (model);
}

static const char *
folder_of (Fixture    *self,
           const char *address)
{
  JaridaSource *source = jarida_store_find_source_by_url (self->reader->store, address);

  g_assert_nonnull (source);
  return jarida_folder_get_name (jarida_reader_find_folder (self->reader, jarida_source_get_folder_id (source)));
}

/* @ids: of newspapers to add, or NULL. Returns how many sources came. */
static guint
choose (Fixture    *self,
        const char *ids,
        GPtrArray  *remove)
{
  g_autoptr(GPtrArray) add = g_ptr_array_new ();
  g_auto(GStrv) parts = g_strsplit (ids != NULL ? ids : "", " ", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      const JaridaCatalogueNewspaper *newspaper = jarida_catalogue_find (self->catalogue, parts[i]);

      g_assert_nonnull (newspaper);
      g_ptr_array_add (add, (gpointer) newspaper);
    }
  jarida_reader_choose_newspapers_async (self->reader, add, remove, NULL, answered_cb, &result);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return added->len;
}

static void
undo_and_wait (Fixture *self,
               guint    n_sources,
               guint    n_folders)
{
  jarida_reader_undo (self->reader);
  while (count (jarida_reader_get_sources (self->reader)) != n_sources
         || count (jarida_reader_get_folders (self->reader)) != n_folders)
    g_main_context_iteration (NULL, TRUE);
}

#define THREE "bouregreg/ar/manara bouregreg/fr/phare bouregreg/fr/echo"

static void
test_choose (Fixture       *self,
             gconstpointer  data)
{
  /* Three newspapers, and the videos of two editions. */
  g_assert_cmpuint (choose (self, THREE, NULL), ==, 5);
  g_assert_cmpuint (count (jarida_reader_get_folders (self->reader)), ==, 2);
  g_assert_cmpstr (folder_of (self, "http://127.0.0.1:9/manara"), ==, "المغرب");
  g_assert_cmpstr (folder_of (self, "http://127.0.0.1:9/fr/phare"), ==, "Maroc");
  g_assert_cmpstr (folder_of (self, "http://127.0.0.1:9/fr/video"), ==, "Maroc");
  g_assert_cmpstr (folder_of (self, "http://127.0.0.1:9/video"), ==, "المغرب");
  /* Again is nothing, and nothing to undo. */
  g_assert_cmpuint (choose (self, THREE, NULL), ==, 0);

  close_reader (self);
  open_reader (self);
  g_assert_cmpuint (count (jarida_reader_get_sources (self->reader)), ==, 5);
  g_assert_cmpstr (folder_of (self, "http://127.0.0.1:9/fr/echo"), ==, "Maroc");
  g_assert_cmpuint (self->n_failed, ==, 0);
}

static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) remove = g_ptr_array_new ();
  JaridaSource *source;

  choose (self, "bouregreg/fr/phare", NULL);
  g_assert_cmpuint (choose (self, "bouregreg/ar/manara bouregreg/fr/echo", NULL), ==, 3);
  undo_and_wait (self, 2, 1);
  g_assert_cmpstr (folder_of (self, "http://127.0.0.1:9/fr/phare"), ==, "Maroc");

  /* One comes, one goes: one act. With the last newspaper of an edition go its videos. */
  source = jarida_store_find_source_by_url (self->reader->store, "http://127.0.0.1:9/fr/phare");
  g_ptr_array_add (remove, source);
  g_assert_cmpuint (choose (self, "bouregreg/ar/manara", remove), ==, 2);
  g_assert_cmpuint (count (jarida_reader_get_sources (self->reader)), ==, 2);
  g_assert_null (jarida_store_find_source_by_url (self->reader->store, "http://127.0.0.1:9/fr/video"));
  undo_and_wait (self, 2, 1);
  g_assert_nonnull (jarida_store_find_source_by_url (self->reader->store, "http://127.0.0.1:9/fr/video"));
  g_assert_null (jarida_store_find_source_by_url (self->reader->store, "http://127.0.0.1:9/manara"));
  undo_and_wait (self, 0, 0);
  g_assert_false (jarida_reader_get_can_undo (self->reader));
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* Given up once, the videos do not come back with the next newspaper. */
static void
test_videos_given_up (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GPtrArray) remove = g_ptr_array_new ();

  choose (self, "bouregreg/fr/phare", NULL);
  g_ptr_array_add (remove, jarida_store_find_source_by_url (self->reader->store, "http://127.0.0.1:9/fr/video"));
  choose (self, NULL, remove);
  g_assert_cmpuint (choose (self, "bouregreg/fr/echo", NULL), ==, 1);
}

static void
test_find (Fixture       *self,
           gconstpointer  data)
{
  g_assert_null (jarida_catalogue_find (self->catalogue, "bouregreg/ar/phare"));
  g_assert_null (jarida_catalogue_find (self->catalogue, "phare"));
  g_assert_cmpstr (jarida_catalogue_find_portal (self->catalogue, "http://127.0.0.1:9/x")->id, ==, "bouregreg");
  g_assert_null (jarida_catalogue_find_portal (self->catalogue, "http://127.0.0.1:10/x"));
  g_assert_null (jarida_catalogue_find_portal (self->catalogue, "mailto:x"));
}

/* A person's own file that is none is said, once; the rest is there. */
static void
test_own_mistake (Fixture       *self,
                  gconstpointer  data)
{
  close_reader (self);
  write_file (self, "data/catalogue.d/mine.json", "{");
  open_reader (self);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpuint (jarida_catalogue_get_newspapers (self->catalogue)->len, ==, 4);
}

static void
assert_portal (Fixture    *self,
               const char *address,
               const char *portal,
               const char *language,
               const char *folder)
{
  JaridaSource *source = jarida_store_find_source_by_url (self->reader->store, address);

  g_assert_nonnull (source);
  g_assert_cmpstr (jarida_source_get_portal (source), ==, portal);
  g_assert_cmpstr (jarida_source_get_language (source), ==, language);
  g_assert_cmpstr (folder_of (self, address), ==, folder);
}

/* To another machine, where nothing has asked for the catalogue yet: what was at the portal is there again, not a page that is no feed. */
static void
test_import (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *shelf = g_build_filename (self->folder, "data", NULL);
  g_autoptr(GPtrArray) own = g_ptr_array_new ();
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GAsyncResult) chosen = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) opml = NULL;
  guint n_added, n_known;

  choose (self, THREE, NULL);
  g_ptr_array_add (own, jarida_catalogue_get_newspapers (self->catalogue)->pdata[3]);
  jarida_reader_choose_newspapers_async (self->reader, own, NULL, NULL, answered_cb, &chosen);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&chosen), &error);
  g_assert_no_error (error);
  opml = jarida_reader_export (self->reader);
  close_reader (self);
  remove_tree (shelf);
  open_shelf (self);
  g_assert_cmpuint (count (jarida_reader_get_sources (self->reader)), ==, 0);

  jarida_reader_import_async (self->reader, opml, NULL, NULL, NULL, answered_cb, &result);
  jarida_reader_import_finish (self->reader, wait_for (&result), &n_added, &n_known, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_added, ==, 6);
  /* Once more after a restart: the shelf has kept it. */
  for (guint again = 0; again < 2; again++)
    {
      assert_portal (self, "http://127.0.0.1:9/manara", "bouregreg", "ar", "المغرب");
      assert_portal (self, "http://127.0.0.1:9/fr/echo", "bouregreg", "fr", "Maroc");
      assert_portal (self, "http://127.0.0.1:9/fr/video", "bouregreg", "fr", "Maroc");
      assert_portal (self, "https://dunes.example/feed", NULL, NULL, "Maroc");
      close_reader (self);
      open_shelf (self);
    }
  g_assert_cmpuint (self->n_failed, ==, 0);
}

#define ADD(name, func) g_test_add ("/reader/newspapers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("choose", test_choose);
  ADD ("undo", test_undo);
  ADD ("videos-given-up", test_videos_given_up);
  ADD ("find", test_find);
  ADD ("import", test_import);
  ADD ("own-mistake", test_own_mistake);
  return g_test_run ();
}
