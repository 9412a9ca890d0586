/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-entities.h"
#include "jarida-text.h"

/* HTML to the words in it, in one pass: what is indexed of a million articles cannot wait for a tree. Where it reads something otherwise
 * than a browser would, a word too many or too few is found, and nothing else depends on it. */

/* Elements within a line: a word may go on behind their tags. All others part words. */
static const char inline_elements[] =
  " a abbr acronym b bdi bdo big cite code em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr ";
/* Elements whose content is no text. */
static const char * const silent[] = { "script", "style", "template", "noscript", "iframe", "svg", "math", "head", NULL };

static gboolean
is_within_line (const char *name)
{
  char needle[16];

  if (strlen (name) > sizeof needle - 3)
    return FALSE;
  g_snprintf (needle, sizeof needle, " %s ", name);
  return strstr (inline_elements, needle) != NULL;
}

/* Behind the ">" of the tag that begins at @p. A ">" within quotes ends nothing. */
static const char *
skip_tag (const char *p)
{
  char quote = '\0';
  char before = '\0';

  for (; *p != '\0'; p++)
    {
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if ((*p == '"' || *p == '\'') && before == '=')
        quote = *p;
      else if (*p == '>')
        return p + 1;
      if (!g_ascii_isspace (*p))
        before = *p;
    }
  return p;
}

/* To the end tag of the element, or the end of all. */
static const char *
skip_element (const char *p,
              const char *name)
{
  gsize length = strlen (name);

  for (p = strstr (p, "</"); p != NULL; p = strstr (p + 2, "</"))
    if (g_ascii_strncasecmp (p + 2, name, length) == 0 && !g_ascii_isalnum (p[2 + length]))
      return p;
  return NULL;
}

static const char *
read_markup (const char *p,
             GString    *out)
{
  char name[16] = "";
  gboolean closes = p[1] == '/';
  const char *at = p + 1 + closes;
  const char *end;

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p + 4, "-->");
      return end != NULL ? end + 3 : p + strlen (p);
    }
  for (gsize i = 0; g_ascii_isalnum (*at) && i + 1 < sizeof name; at++)
    name[i++] = g_ascii_tolower (*at);
  end = skip_tag (at);
  if (!is_within_line (name))
    g_string_append_c (out, strcmp (name, "br") == 0 || strcmp (name, "img") == 0 ? ' ' : '\n');
  if (!closes && g_strv_contains (silent, name) && end > at && end[-1] == '>' && end[-2] != '/')
    {
      end = skip_element (end, name);
      return end != NULL ? skip_tag (end) : p + strlen (p);
    }
  return end;
}

/* A letter or a number of a letter; 0 when it is none. */
static gunichar
read_reference (const char  *p,
                const char **out_end)
{
  const char *end = p + 1;
  gboolean number = *end == '#';
  gunichar c = 0;

  if (number)
    {
      gboolean hex = end[1] == 'x' || end[1] == 'X';
      char *after;
      guint64 value = g_ascii_strtoull (end + 1 + hex, &after, hex ? 16 : 10);

      if (after == end + 1 + hex || !(hex ? g_ascii_isxdigit (end[2]) : g_ascii_isdigit (end[1])))
        return 0;
      end = after;
      c = value > 0 && value <= 0x10ffff && g_unichar_validate ((gunichar) value) ? (gunichar) value : 0xfffd;
    }
  else
    {
      while (g_ascii_isalnum (*end) && end - p <= JARIDA_ENTITY_MAX_LENGTH)
        end++;
      c = jarida_entity_lookup (p + 1, (gsize) (end - p - 1));
    }
  *out_end = *end == ';' ? end + 1 : end;
  return c;
}

static gboolean
begins_markup (const char *p)
{
  return g_ascii_isalpha (p[1]) || p[1] == '!' || p[1] == '?' || (p[1] == '/' && g_ascii_isalpha (p[2]));
}

/* Private characters are no writing of anybody's, and the index has a use of its own for one. */
static void
append_character (GString  *out,
                  gunichar  c)
{
  if (c == '\n' || c == '\r' || c == '\t' || g_unichar_iscntrl (c) || (c >= 0xe000 && c <= 0xf8ff))
    g_string_append_c (out, ' ');
  else
    g_string_append_unichar (out, c);
}

char *
jarida_text_from_html (const char *html)
{
  g_autofree char *valid = NULL;
  GString *out;

  if (html == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (html, -1, NULL))
    html = valid = jarida_text_make_valid (html, -1);
  out = g_string_sized_new (strlen (html));
  for (const char *p = html; *p != '\0';)
    {
      const char *run = p;
      const char *end = NULL;
      gunichar c;

      while (*p != '\0' && *p != '<' && *p != '&' && (guchar) *p >= ' ' && (guchar) *p != 0xc2 && (guchar) *p < 0xee)
        p++;
      g_string_append_len (out, run, p - run);
      if (*p == '\0')
        break;
      if (*p == '<' && begins_markup (p))
        p = read_markup (p, out);
      else if (*p == '&' && (c = read_reference (p, &end)) != 0)
        {
          append_character (out, c);
          p = end;
        }
      else
        {
          append_character (out, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
    }
  return g_string_free (out, FALSE);
}
