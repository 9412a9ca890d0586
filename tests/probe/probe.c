/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jarida-date.h"
#include "jarida-text.h"
#include "probe.h"

/* jarida-probe COMMAND ARGUMENTS: one call of the core on one input, answered as JSON on standard output. Ends with 0
 * unless it crashed, so that whoever feeds it hostile files sees crashes and nothing else; 2 is a wrong call. */

static const struct
{
  const char *name;
  const char *usage;
  int         n_arguments;    /* at least */
  ProbeFunc   function;       /* NULL: this build has no such room */
} commands[] = {
  { "feed", "FILE [--url URL] [--header 'NAME: VALUE']", 1, probe_feed },
  { "opml", "FILE", 1, probe_opml },
  { "discover", "FILE --url URL", 1, probe_discover },
  { "article", "FILE --url URL [--type CONTENT-TYPE]", 1, probe_article },
  { "portal", "FILE --url URL", 1, probe_portal },
  { "clean", "FILE [--url URL]", 1, probe_clean },
  { "image", "FILE", 1, probe_image },
  { "date", "TEXT", 1, probe_date },
  { "url", "REFERENCE [BASE]", 1, probe_url },
  { "fold", "LANGUAGE TEXT", 2, probe_fold },
  { "charset", "FILE [--http NAME] [--hint text|xml|html]", 1, probe_charset },
};

GBytes *
probe_read (JsonBuilder *json,
            const char  *path)
{
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  if (strcmp (path, "-") == 0)
    path = "/dev/stdin";
  if (!g_file_get_contents (path, &data, &size, &error))
    {
      probe_string (json, "error", error->message);
      return NULL;
    }
  return g_bytes_new_take (data, size);
}

const char *
probe_option (int         argc,
              char      **argv,
              const char *name)
{
  for (int i = 0; i + 1 < argc; i++)
    if (strcmp (argv[i], name) == 0)
      return argv[i + 1];
  return NULL;
}

static void
add_string (JsonBuilder *json,
            const char  *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }
  valid = jarida_text_make_valid (value, -1);
  json_builder_add_string_value (json, valid);
}

void
probe_string (JsonBuilder *json,
              const char  *name,
              const char  *value)
{
  json_builder_set_member_name (json, name);
  add_string (json, value);
}

void
probe_strings (JsonBuilder       *json,
               const char        *name,
               const char *const *values)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (; values != NULL && *values != NULL; values++)
    add_string (json, *values);
  json_builder_end_array (json);
}

void
probe_moment (JsonBuilder *json,
              const char  *name,
              gint64       unix_seconds)
{
  g_autofree char *iso = unix_seconds != 0 ? jarida_date_to_iso8601 (unix_seconds) : NULL;

  probe_string (json, name, iso);
}

static void
print_usage (FILE *to)
{
  fprintf (to, "usage: jarida-probe COMMAND ARGUMENTS\n"
               "       jarida-probe --batch   (calls on standard input, words separated by tabs)\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].function != NULL)
      fprintf (to, "  %s %s\n", commands[i].name, commands[i].usage);
}

/* Runs one call and prints its answer on a line; FALSE when there is no such call. */
static gboolean
answer (int    argc,
        char **argv)
{
  for (guint i = 0; argc > 0 && i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr(JsonBuilder) json = NULL;
      g_autoptr(JsonGenerator) generator = NULL;
      g_autoptr(JsonNode) root = NULL;
      g_autofree char *text = NULL;

      if (strcmp (argv[0], commands[i].name) != 0 || argc - 1 < commands[i].n_arguments || commands[i].function == NULL)
        continue;
      json = json_builder_new ();
      json_builder_begin_object (json);
      commands[i].function (json, argc - 1, argv + 1);
      json_builder_end_object (json);
      generator = json_generator_new ();
      root = json_builder_get_root (json);
      json_generator_set_root (generator, root);
      text = json_generator_to_data (generator, NULL);
      puts (text);
      return TRUE;
    }

  return FALSE;
}

/* Calls from standard input, one a line, words separated by tabs: a thousand files in the time of a hundred starts. */
static int
answer_all (void)
{
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    {
      g_auto(GStrv) words = g_strsplit (g_strchomp (line), "\t", -1);

      if (!answer (g_strv_length (words), words))
        puts ("{}");
      fflush (stdout);
    }
  free (line);

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  if (argc == 2 && strcmp (argv[1], "--help") == 0)
    {
      print_usage (stdout);
      return 0;
    }
  if (argc == 2 && strcmp (argv[1], "--batch") == 0)
    return answer_all ();
  if (answer (argc - 1, argv + 1))
    return 0;
  print_usage (stderr);
  return 2;
}
