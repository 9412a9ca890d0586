/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "jarida-connection.h"
#include "jarida-store-search.h"
#include "shelf-fixture.h"

void
wait_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  GAsyncResult **out = data;

  *out = g_object_ref (result);
}

GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

void
shelf_settle (void)
{
  gint64 end = g_get_monotonic_time () + 30000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

void
shelf_wait_for_index (Shelf *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_index_async (self->store, NULL, wait_cb, &result);
  jarida_store_index_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jarida_store_get_unindexed (self->store), ==, 0);
}

void
shelf_open (Shelf *self)
{
  g_autoptr(GError) error = NULL;

  self->store = jarida_store_open (self->folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->store);
}

void
shelf_set_up (Shelf         *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-shelf-XXXXXX", &error);
  g_assert_no_error (error);
  shelf_open (self);
}

void
shelf_close (Shelf *self)
{
  if (self->store == NULL)
    return;
  jarida_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->store);
  self->store = NULL;
}

void
shelf_reopen (Shelf *self)
{
  shelf_close (self);
  shelf_open (self);
}

void
shelf_tear_down (Shelf         *self,
                 gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  shelf_close (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

char *
shelf_path (Shelf      *self,
            const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

gint64
shelf_query (Shelf      *self,
             const char *name,
             const char *sql)
{
  g_autofree char *path = shelf_path (self, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* As it is, or unpacked. */
static GBytes *
read_old (const char *path)
{
  g_autofree char *packed_path = g_strconcat (path, ".gz", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) packed = g_file_new_for_path (packed_path);
  g_autoptr(GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr(GInputStream) in = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GError) error = NULL;

  if (g_file_query_exists (file, NULL))
    in = G_INPUT_STREAM (g_file_read (file, NULL, &error));
  else
    in = G_INPUT_STREAM (g_file_read (packed, NULL, &error));
  g_assert_no_error (error);
  stream = g_file_query_exists (file, NULL) ? g_object_ref (in) : g_converter_input_stream_new (in, G_CONVERTER (unpacker));
  g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

void
shelf_copy_old (Shelf      *self,
                const char *old,
                const char *name)
{
  g_autofree char *from = g_build_filename (TEST_DATA, "db", old, name, NULL);
  g_autofree char *to = shelf_path (self, name);
  g_autoptr(GBytes) bytes = read_old (from);
  g_autoptr(GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_file_set_contents (to, data, (gssize) size, &error);
  g_assert_no_error (error);
}

JaridaSource *
shelf_add_source (Shelf      *self,
                  const char *feed_url)
{
  g_autoptr(JaridaSource) source = jarida_source_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_source_set_feed_url (source, feed_url);
  jarida_source_set_title (source, feed_url);
  jarida_store_add_source_async (self->store, source, NULL, wait_cb, &result);
  jarida_store_add_source_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_true (jarida_store_find_source (self->store, jarida_source_get_id (source)) == source);
  return source;
}

JaridaFolder *
shelf_add_folder (Shelf      *self,
                  const char *name,
                  gint64      parent_id)
{
  g_autoptr(JaridaFolder) folder = jarida_folder_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_folder_set_name (folder, name);
  jarida_folder_set_parent_id (folder, parent_id);
  jarida_store_add_folder_async (self->store, folder, NULL, wait_cb, &result);
  jarida_store_add_folder_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return jarida_store_find_folder (self->store, jarida_folder_get_id (folder));
}

void
shelf_save_source (Shelf        *self,
                   JaridaSource *source)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_save_source_async (self->store, source, NULL, wait_cb, &result);
  jarida_store_save_source_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

void
shelf_set_removed (Shelf        *self,
                   JaridaSource *source,
                   gboolean      removed)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_source_removed_async (self->store, source, removed, NULL, wait_cb, &result);
  jarida_store_set_source_removed_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

void
shelf_put (Shelf        *self,
           JaridaSource *source,
           GPtrArray    *articles,
           guint        *n_new,
           guint        *n_updated)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_put_articles_async (self->store, jarida_source_get_id (source), articles, NULL, NULL, wait_cb, &result);
  jarida_store_put_articles_finish (self->store, wait_for (&result), n_new, n_updated, &error);
  g_assert_no_error (error);
}

void
shelf_put_one (Shelf         *self,
               JaridaSource  *source,
               JaridaArticle *article,
               guint         *n_new,
               guint         *n_updated)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);

  g_ptr_array_add (articles, article);
  shelf_put (self, source, articles, n_new, n_updated);
}

void
shelf_set_read (Shelf    *self,
                gint64    id,
                gboolean  read)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_read_async (self->store, &id, 1, read, NULL, wait_cb, &result);
  jarida_store_set_read_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

void
shelf_set_saved (Shelf    *self,
                 gint64    id,
                 gboolean  saved)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_saved_async (self->store, &id, 1, saved, NULL, wait_cb, &result);
  jarida_store_set_saved_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

GArray *
shelf_mark_all_read (Shelf           *self,
                     JaridaPlaceKind  kind,
                     gint64           id)
{
  JaridaPlace place = { kind, id, FALSE };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GArray *ids;

  jarida_store_mark_all_read_async (self->store, &place, NULL, wait_cb, &result);
  ids = jarida_store_mark_all_read_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return ids;
}

JaridaArticle *
shelf_load (Shelf  *self,
            gint64  id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaArticle *article;

  jarida_store_load_article_async (self->store, id, NULL, wait_cb, &result);
  article = jarida_store_load_article_finish (self->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return article;
}

guint
shelf_count (Shelf           *self,
             JaridaPlaceKind  kind,
             gint64           id)
{
  JaridaPlace place = { kind, id, FALSE };

  return jarida_store_count (self->store, &place);
}

guint
shelf_count_unread (Shelf           *self,
                    JaridaPlaceKind  kind,
                    gint64           id)
{
  JaridaPlace place = { kind, id, FALSE };

  return jarida_store_count_unread (self->store, &place);
}

JaridaHeadlineList *
shelf_list (Shelf           *self,
            JaridaPlaceKind  kind,
            gint64           id)
{
  JaridaPlace place = { kind, id, FALSE };

  return jarida_store_list_headlines (self->store, &place);
}

JaridaHeadline *
list_get (JaridaHeadlineList *list,
          guint               position)
{
  return g_list_model_get_item (G_LIST_MODEL (list), position);
}

JaridaArticle *
article_new (const char *guid,
             const char *address,
             const char *title,
             gint64      published)
{
  JaridaArticle *article = jarida_article_new ();

  article->guid = g_strdup (guid);
  article->address = g_strdup (address);
  article->title = g_strdup (title);
  article->published = published;
  return article;
}

GPtrArray *
articles_new (const char *prefix,
              guint       n,
              gint64      newest)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *guid = g_strdup_printf ("%s-%u", prefix, i);
      g_autofree char *address = g_strdup_printf ("https://%s.example/%u", prefix, i);
      g_autofree char *title = g_strdup_printf ("Title %u of %s", i, prefix);

      g_ptr_array_add (articles, article_new (guid, address, title, newest - (gint64) i * 3600));
    }
  return articles;
}
