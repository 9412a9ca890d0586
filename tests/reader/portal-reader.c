/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal-reader.h"

#include "../wait-for.h"
#include "jarida-reader-private.h"

JaridaReader *
portal_reader_open (const char *folder)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autofree char *path = g_build_filename (folder, "catalogue.json", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaReader *reader;

  reader = jarida_reader_open (data, cache, &error);
  g_assert_no_error (error);
  jarida_fetcher_set_pause (reader->fetcher, 0);
  jarida_reader_set_catalogue_path (reader, path);
  jarida_reader_load_catalogue_async (reader, NULL, answered_cb, &result);
  g_assert_nonnull (jarida_reader_load_catalogue_finish (reader, wait_for (&result), &error));
  g_assert_no_error (error);
  return reader;
}
