/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "cli-print.h"
#include "jarida-date.h"
#include "jarida-text.h"

static gboolean progress_shown;

/* Keeps line ends; drops the other control characters. */
static char *
make_harmless (const char *text)
{
  g_autofree char *valid = jarida_text_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
      else if (c == '\t')
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static void
print_line (FILE       *to,
            const char *format,
            va_list     arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *harmless = make_harmless (text);

  fputs (harmless, to);
  fputc ('\n', to);
}

void
cli_say (Cli        *cli,
         const char *format,
         ...)
{
  va_list arguments;

  if (cli->json)
    return;
  va_start (arguments, format);
  print_line (stdout, format, arguments);
  va_end (arguments);
}

void
cli_remark (const char *format,
            ...)
{
  va_list arguments;

  cli_hide_progress ();
  va_start (arguments, format);
  print_line (stderr, format, arguments);
  va_end (arguments);
}

int
cli_complain (Cli        *cli,
              const char *format,
              ...)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cli_remark ("%s", text);
  if (cli->json)
    {
      json_builder_begin_object (json);
      cli_json_string (json, "error", text);
      json_builder_end_object (json);
      cli_json_print (json);
    }
  return CLI_FAILED;
}

int
cli_complain_error (Cli          *cli,
                    const GError *error)
{
  g_autofree char *text = jarida_error_text (error);

  if (text[0] == '\0')
    return CLI_INTERRUPTED;
  return cli_complain (cli, "%s", text);
}

void
cli_show_progress (guint done,
                   guint total)
{
  if (!isatty (STDERR_FILENO) || total == 0)
    return;
  /* Translators: shown while newspapers are fetched, as in "12 of 115 newspapers". */
  fprintf (stderr, "\r\033[K");
  fprintf (stderr, ngettext ("%u of %u newspaper", "%u of %u newspapers", total), done, total);
  fflush (stderr);
  progress_shown = TRUE;
}

void
cli_hide_progress (void)
{
  if (!progress_shown)
    return;
  fprintf (stderr, "\r\033[K");
  progress_shown = FALSE;
}

void
cli_json_string (JsonBuilder *json,
                 const char  *name,
                 const char  *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    {
      g_autofree char *valid = jarida_text_make_valid (value, -1);

      json_builder_add_string_value (json, valid);
    }
  else
    {
      json_builder_add_null_value (json);
    }
}

void
cli_json_int (JsonBuilder *json,
              const char  *name,
              gint64       value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
cli_json_boolean (JsonBuilder *json,
                  const char  *name,
                  gboolean     value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
cli_json_moment (JsonBuilder *json,
                 const char  *name,
                 gint64       unix_seconds)
{
  g_autofree char *iso = unix_seconds != 0 ? jarida_date_to_iso8601 (unix_seconds) : NULL;

  cli_json_string (json, name, iso);
}

void
cli_json_strings (JsonBuilder  *json,
                  const char   *name,
                  char        **values)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (; values != NULL && *values != NULL; values++)
    {
      g_autofree char *valid = jarida_text_make_valid (*values, -1);

      json_builder_add_string_value (json, valid);
    }
  json_builder_end_array (json);
}

void
cli_json_print (JsonBuilder *json)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, isatty (STDOUT_FILENO) != 0);
  text = json_generator_to_data (generator, NULL);
  puts (text);
}

char *
cli_format_moment (gint64   unix_seconds,
                   gboolean day_only)
{
  g_autoptr(GDateTime) moment = NULL;

  if (unix_seconds == 0)
    return g_strdup ("");
  /* A day without an hour is the same day everywhere. */
  moment = day_only ? g_date_time_new_from_unix_utc (unix_seconds) : g_date_time_new_from_unix_local (unix_seconds);
  if (moment == NULL)
    return g_strdup ("");
  return g_date_time_format (moment, day_only ? "%Y-%m-%d" : "%Y-%m-%d %H:%M");
}
