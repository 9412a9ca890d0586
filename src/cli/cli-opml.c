/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"

/* import, export */

/* A list of subscriptions with more is none. */
#define MAX_FILE_BYTES (16 * 1024 * 1024)

/* At most one byte more than a list may have. */
static GBytes *
read_stream (FILE *file)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[16384];
  gsize n;

  while (bytes->len <= MAX_FILE_BYTES && (n = fread (buffer, 1, sizeof buffer, file)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
read_file (Cli        *cli,
           const char *path)
{
  gboolean standard_input = strcmp (path, "-") == 0;
  FILE *file = standard_input ? stdin : fopen (path, "rb");
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr(GBytes) bytes = NULL;
  int problem = 0;

  if (file == NULL)
    {
      cli_complain (cli, _("The file “%s” cannot be opened: %s."), name, g_strerror (errno));
      return NULL;
    }
  bytes = read_stream (file);
  if (ferror (file))
    problem = errno;
  if (!standard_input)
    fclose (file);
  if (problem != 0)
    {
      cli_complain (cli, _("The file “%s” cannot be read: %s."), name, g_strerror (problem));
      return NULL;
    }
  if (g_bytes_get_size (bytes) > MAX_FILE_BYTES)
    {
      cli_complain (cli, _("The file “%s” is too large to be a list of subscriptions."), name);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

int
cli_import (Cli   *cli,
            char **arguments)
{
  g_autoptr(GBytes) bytes = read_file (cli, arguments[0]);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonBuilder) json = NULL;
  guint n_added = 0;
  guint n_known = 0;

  if (bytes == NULL)
    return CLI_FAILED;
  jarida_reader_import_async (cli->reader, bytes, cli->cancellable, NULL, NULL, cli_wait_cb, &result);
  if (!jarida_reader_import_finish (cli->reader, cli_wait_for (&result), &n_added, &n_known, &error))
    return cli_complain_error (cli, error);
  cli_say (cli, ngettext ("Added %u newspaper; %u were there already.", "Added %u newspapers; %u were there already.",
                          n_added), n_added, n_known);
  if (!cli->json)
    return CLI_OK;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_int (json, "added", n_added);
  cli_json_int (json, "known", n_known);
  json_builder_end_object (json);
  cli_json_print (json);
  return CLI_OK;
}

int
cli_export (Cli   *cli,
            char **arguments)
{
  g_autoptr(GBytes) opml = jarida_reader_export (cli->reader);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonBuilder) json = json_builder_new ();
  gsize size = 0;
  const char *data = g_bytes_get_data (opml, &size);
  gboolean to_file = arguments[0] != NULL && strcmp (arguments[0], "-") != 0;

  if (to_file && !g_file_set_contents_full (arguments[0], data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error))
    return cli_complain (cli, _("The list was not written: %s."), error->message);
  if (!to_file && !cli->json)
    fwrite (data, 1, size, stdout);
  if (cli->json)
    {
      g_autofree char *text = g_strndup (data, size);
      g_autofree char *name = to_file ? g_filename_display_name (arguments[0]) : NULL;

      json_builder_begin_object (json);
      cli_json_int (json, "sources", g_list_model_get_n_items (jarida_reader_get_sources (cli->reader)));
      cli_json_string (json, "file", name);
      cli_json_string (json, "opml", to_file ? NULL : text);
      json_builder_end_object (json);
      cli_json_print (json);
    }
  return CLI_OK;
}
