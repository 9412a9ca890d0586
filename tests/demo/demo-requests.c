/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "demo-requests.h"

static void
free_request (gpointer data)
{
  DemoRequest *request = data;

  g_free (request->host);
  g_free (request->path);
  g_free (request);
}

GPtrArray *
demo_read_requests (Demo *demo)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func (free_request);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (demo->log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], " ", -1);
      g_autoptr(GUri) uri = NULL;
      DemoRequest *request = g_new0 (DemoRequest, 1);

      g_assert_cmpuint (g_strv_length (fields), ==, 6);
      uri = g_uri_parse (fields[2], G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_PARSE_RELAXED, NULL);
      g_assert_nonnull (uri);
      request->host = g_strdup (g_uri_get_host (uri));
      request->path = g_strdup (g_uri_get_path (uri));
      request->status = (guint) atoi (fields[3]);
      request->began = g_ascii_strtoll (fields[5], NULL, 10);
      request->ended = g_ascii_strtoll (fields[0], NULL, 10);
      g_ptr_array_add (requests, request);
    }
  return requests;
}

guint
demo_count_requests (GPtrArray  *requests,
                     const char *path)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += strcmp (((DemoRequest *) g_ptr_array_index (requests, i))->path, path) == 0;
  return n;
}

void
demo_check_manners (GPtrArray *requests)
{
  static const char *const strangers[] = { "127.0.0.103", "127.0.0.104", "127.0.0.105", NULL };

  for (guint i = 0; i < requests->len; i++)
    {
      const DemoRequest *one = g_ptr_array_index (requests, i);

      if (g_strv_contains (strangers, one->host) || g_str_has_suffix (one->path, ".js") || strstr (one->path, "/resources/") != NULL)
        g_error ("asked for %s%s", one->host, one->path);
      for (guint j = 0; j < i; j++)
        {
          const DemoRequest *two = g_ptr_array_index (requests, j);

          if (strcmp (one->host, two->host) == 0 && one->began < two->ended && two->began < one->ended)
            g_error ("%s%s and %s%s were asked for at a time", one->host, one->path, two->host, two->path);
        }
    }
}

void
demo_remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}
