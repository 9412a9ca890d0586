/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-xml-mend.h"

/* Shorter texts cost less as they are. */
#define LEAST_LENGTH 64

/* The parser reads a CDATA section at nearly the speed of memory. Any other text it reads a character at a time where that is not
 * ASCII, and for each reference it looks up a name and calls us; a feed of escaped HTML in Arabic is nothing but these two. So texts
 * that are long become such sections, with their references read. Whoever takes what the parser tells cannot see the difference. */

/* @text begins with what is rare. */
static const char *
find (const char *p,
      const char *end,
      const char *text)
{
  const gsize length = strlen (text);

  while (p < end && (p = memchr (p, text[0], (gsize) (end - p))) != NULL)
    {
      if ((gsize) (end - p) >= length && memcmp (p, text, length) == 0)
        return p;
      p++;
    }
  return NULL;
}

/* Behind the tag that begins at @p, or NULL; a quoted value may hold a bracket. */
static const char *
skip_tag (const char *p,
          const char *end)
{
  for (p++; p < end && *p != '>'; p++)
    if (*p == '"' || *p == '\'')
      {
        p = memchr (p + 1, *p, (gsize) (end - p - 1));
        if (p == NULL)
          return NULL;
      }
  return p < end ? p + 1 : NULL;
}

static const char *
skip_markup (const char *p,
             const char *end)
{
  const char *close;

  if (end - p >= 9 && memcmp (p, "<![CDATA[", 9) == 0)
    close = find (p + 9, end, "]]>");
  else if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    close = find (p + 4, end, "-->");
  else if (end - p >= 2 && p[1] == '?')
    {
      close = find (p + 2, end, "?>");
      return close != NULL ? close + 2 : NULL;
    }
  else
    return skip_tag (p, end);
  return close != NULL ? close + 3 : NULL;
}

/* A line end that the parser would have made another one of is left to it. */
static gboolean
is_worth_it (const char *p,
             const char *end)
{
  guchar high = 0;
  guint n_references = 0, n_returns = 0;

  for (; p < end; p++)
    {
      high |= (guchar) *p;
      n_references += *p == '&';
      n_returns += *p == '\r';
    }
  return n_returns == 0 && (n_references > 0 || high >= 0x80);
}

/* The five that XML has; by now there are no others. 0: this is none of them. */
static char
read_reference (const char  *p,
                const char  *end,
                const char **out_next)
{
  static const struct { const char *name; char character; } references[] = {
    { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' }, { "&apos;", '\'' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      gsize length = strlen (references[i].name);

      if ((gsize) (end - p) >= length && memcmp (p, references[i].name, length) == 0)
        {
          *out_next = p + length;
          return references[i].character;
        }
    }
  return 0;
}

static gboolean
append_read (GString    *out,
             const char *p,
             const char *end)
{
  while (p < end)
    {
      const char *ampersand = memchr (p, '&', (gsize) (end - p));
      char character;

      if (ampersand == NULL)
        ampersand = end;
      g_string_append_len (out, p, ampersand - p);
      if (ampersand == end)
        break;
      character = read_reference (ampersand, end, &p);
      if (character == 0)
        return FALSE;
      g_string_append_c (out, character);
    }
  return TRUE;
}

static gboolean
append_section (GString    *out,
                const char *p,
                const char *end)
{
  const gsize before = out->len;
  gsize start;

  g_string_append (out, "<![CDATA[");
  start = out->len;
  if (!append_read (out, p, end) || find (out->str + start, out->str + out->len, "]]>") != NULL)
    {
      g_string_truncate (out, before);
      return FALSE;
    }
  g_string_append (out, "]]>");
  return TRUE;
}

/**
 * jarida_xml_wrap:
 * @text: mended
 *
 * The same document, quicker to parse; if @text is not well-formed, this may be so in another way.
 *
 * Returns: (transfer full) (nullable): %NULL when nothing is worth it
 */
char *
jarida_xml_wrap (const char *text,
                 gsize       length,
                 gsize      *out_length)
{
  const char *end = text + length;
  const char *copied = text;
  const char *p = memchr (text, '<', length);
  g_autoptr(GString) out = NULL;

  while (p != NULL && (p = skip_markup (p, end)) != NULL)
    {
      const char *next = memchr (p, '<', (gsize) (end - p));

      if (next != NULL && next - p >= LEAST_LENGTH && is_worth_it (p, next))
        {
          gsize before;

          if (out == NULL)
            out = g_string_sized_new (length);
          before = out->len;
          g_string_append_len (out, copied, p - copied);
          if (append_section (out, p, next))
            copied = next;
          else
            g_string_truncate (out, before);
        }
      p = next;
    }
  if (copied == text)
    return NULL;
  g_string_append_len (out, copied, end - copied);
  *out_length = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
