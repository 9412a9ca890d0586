/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-entities.h"
#include "jarida-markup.h"

/* A small reader of tags for texts that nobody promises anything about: broken feeds, web pages looked through for
 * a feed, the HTML inside an item. It builds no tree and remembers nothing, so that it is linear whatever comes:
 * each call ends at a byte from which the next one goes on. */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == ':' || (guchar) c >= 0x80;
}

static gboolean
is_name (char c)
{
  return is_name_start (c) || g_ascii_isdigit (c) || c == '-' || c == '.';
}

/* Where the tag ends: a bracket outside quotes. A quote counts only behind an equals sign, as in HTML: one too many
 * must not swallow the text up to the next one. An opening bracket ends a tag that nobody closed. */
static const char *
find_tag_end (const char *p,
              const char *end)
{
  gboolean after_equals = FALSE;

  for (; p < end; p++)
    {
      if (*p == '>' || *p == '<')
        return p;
      if (after_equals && (*p == '"' || *p == '\''))
        {
          const char *close = memchr (p + 1, *p, end - p - 1);

          if (close != NULL)
            p = close;
          after_equals = FALSE;
        }
      else if (*p == '=')
        after_equals = TRUE;
      else if (!is_space (*p))
        after_equals = FALSE;
    }

  return end;
}

/**
 * jarida_tag_read:
 * @text: at a "<"
 *
 * Reads the tag that begins at @text.
 *
 * Returns: %FALSE when no tag begins there (a comment, a declaration, a mere "less than")
 */
gboolean
jarida_tag_read (JaridaTag  *self,
                 const char *text,
                 const char *end)
{
  const char *p = text + 1;
  const char *close;

  self->closing = p < end && *p == '/';
  if (self->closing)
    p++;
  if (p >= end || !is_name_start (*p))
    return FALSE;

  self->name = p;
  while (p < end && is_name (*p))
    p++;
  self->name_length = p - self->name;

  close = find_tag_end (p, end);
  self->attributes = p;
  self->attributes_end = close;
  /* The slash stays among the attributes: in href=/feed/ without quotes it is part of the address. */
  self->empty = close > p && close[-1] == '/';
  self->end = close < end && *close == '>' ? close + 1 : close;

  return TRUE;
}

/**
 * jarida_tag_find:
 *
 * The first tag in a text of HTML from @text on. Comments are stepped over.
 */
gboolean
jarida_tag_find (JaridaTag  *self,
                 const char *text,
                 const char *end)
{
  const char *p = text;

  while (p < end && (p = memchr (p, '<', end - p)) != NULL)
    {
      if (end - p > 4 && memcmp (p, "<!--", 4) == 0)
        {
          const char *close = memmem (p + 4, end - p - 4, "-->", 3);

          /* As in HTML, a comment that never ends takes the rest with it. */
          p = close != NULL ? close + 3 : end;
          continue;
        }
      if (jarida_tag_read (self, p, end))
        return TRUE;
      p++;
    }

  return FALSE;
}

gboolean
jarida_tag_is (const JaridaTag *self,
               const char      *name)
{
  return strlen (name) == self->name_length && g_ascii_strncasecmp (self->name, name, self->name_length) == 0;
}

gboolean
jarida_tag_next_attribute (const JaridaTag     *self,
                           const char         **cursor,
                           JaridaTagAttribute  *out_attribute)
{
  const char *p = *cursor != NULL ? *cursor : self->attributes;
  const char *end = self->attributes_end;

  while (p < end && (is_space (*p) || *p == '/' || *p == '=' || *p == '"' || *p == '\''))
    p++;
  if (p >= end)
    return FALSE;

  out_attribute->name = p;
  while (p < end && !is_space (*p) && *p != '=' && *p != '/' && *p != '"' && *p != '\'')
    p++;
  out_attribute->name_length = p - out_attribute->name;
  out_attribute->value = NULL;
  out_attribute->value_length = 0;

  while (p < end && is_space (*p))
    p++;
  if (p < end && *p == '=')
    {
      p++;
      while (p < end && is_space (*p))
        p++;
      if (p < end && (*p == '"' || *p == '\''))
        {
          const char *close = memchr (p + 1, *p, end - p - 1);

          out_attribute->value = p + 1;
          p = close != NULL ? close : end;
          out_attribute->value_length = p - out_attribute->value;
          if (close != NULL)
            p++;
        }
      else
        {
          out_attribute->value = p;
          while (p < end && !is_space (*p))
            p++;
          out_attribute->value_length = p - out_attribute->value;
        }
    }

  *cursor = p;
  return TRUE;
}

/**
 * jarida_tag_dup_attribute:
 *
 * The value of the first attribute called @name, its references resolved, white space at both ends gone.
 *
 * Returns: (transfer full) (nullable): empty for an attribute without a value
 */
char *
jarida_tag_dup_attribute (const JaridaTag *self,
                          const char      *name)
{
  const char *cursor = NULL;
  gsize length = strlen (name);
  JaridaTagAttribute attribute;

  while (jarida_tag_next_attribute (self, &cursor, &attribute))
    {
      if (attribute.name_length == length && g_ascii_strncasecmp (attribute.name, name, length) == 0)
        return g_strstrip (jarida_markup_unescape (attribute.value != NULL ? attribute.value : "",
                                                   attribute.value_length));
    }

  return NULL;
}

/* Publishers write the numbers of windows-1252 where they mean its characters: &#146; is an apostrophe. */
static gunichar
mend_code_point (guint64 number)
{
  static const guint16 windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
  };

  if (number >= 0x80 && number < 0xa0)
    return windows_1252[number - 0x80];
  if (number < 0x20 && number != '\t' && number != '\n' && number != '\r')
    return 0;
  if (number > 0x10ffff || (number >= 0xd800 && number < 0xe000) || (number & 0xfffe) == 0xfffe)
    return 0;

  return number;
}

/**
 * jarida_markup_read_reference:
 * @text: at a "&"
 * @out_end: behind the reference; set also when the answer is 0 because the number means no character
 *
 * Reads a numeric reference or an entity of HTML by its name, with its semicolon.
 *
 * Returns: the character, or 0; then @out_end is @text when there is no reference at all
 */
gunichar
jarida_markup_read_reference (const char  *text,
                              const char  *end,
                              const char **out_end)
{
  const char *p = text + 1;

  *out_end = text;
  if (p < end && *p == '#')
    {
      gboolean hex = p + 1 < end && (p[1] == 'x' || p[1] == 'X');
      const char *digits = p += hex ? 2 : 1;
      guint64 number = 0;

      for (; p < end && (hex ? g_ascii_isxdigit (*p) : g_ascii_isdigit (*p)); p++)
        number = MIN (number * (hex ? 16 : 10) + g_ascii_xdigit_value (*p), G_MAXUINT32);
      if (p == digits || p >= end || *p != ';')
        return 0;
      *out_end = p + 1;
      return mend_code_point (number);
    }

  while (p < end && g_ascii_isalnum (*p) && p - text <= JARIDA_ENTITY_MAX_LENGTH)
    p++;
  if (p < end && *p == ';' && p > text + 1)
    {
      gunichar character = jarida_entity_lookup (text + 1, p - text - 1);

      if (character != 0)
        *out_end = p + 1;
      return character;
    }

  return 0;
}

/**
 * jarida_markup_unescape:
 * @length: bytes of @text, or -1
 *
 * Resolves the references of a text of HTML, once. What is no reference stays as it is.
 */
char *
jarida_markup_unescape (const char *text,
                        gssize      length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  GString *out = g_string_sized_new (end - text + 1);

  while (text < end)
    {
      const char *ampersand = memchr (text, '&', end - text);
      const char *next;
      gunichar character;

      if (ampersand == NULL)
        ampersand = end;
      g_string_append_len (out, text, ampersand - text);
      if (ampersand == end)
        break;
      character = jarida_markup_read_reference (ampersand, end, &next);
      if (character != 0)
        g_string_append_unichar (out, character);
      else if (next == ampersand)
        g_string_append_c (out, *next++);
      text = next;
    }

  return g_string_free (out, FALSE);
}

/* "a <b or c" is no tag; a name that HTML has used in a title is. */
static gboolean
is_inline_markup (const JaridaTag *tag)
{
  static const char *const names[] = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blockquote", "br", "center", "cite", "code", "dd", "del",
    "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "nobr", "ol", "p", "pre", "q", "s", "samp", "script", "small", "span", "strike", "strong",
    "style", "sub", "sup", "table", "tbody", "td", "th", "tr", "tt", "u", "ul", "var", "wbr",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (jarida_tag_is (tag, names[i]))
      return tag->end[-1] == '>';

  return FALSE;
}

/* The end tag of a script or a style: what is in it is no text. */
static const char *
skip_element (const JaridaTag *tag,
              const char      *end)
{
  const char *p = tag->closing ? NULL : tag->end;

  while (p != NULL && (p = memchr (p, '<', end - p)) != NULL)
    {
      JaridaTag close;

      if (jarida_tag_read (&close, p, end) && close.closing && close.name_length == tag->name_length &&
          g_ascii_strncasecmp (close.name, tag->name, tag->name_length) == 0)
        return close.end;
      p++;
    }

  return tag->end;
}

/**
 * jarida_markup_to_text:
 *
 * The text of a short piece of HTML, such as a title: tags left out, references resolved. White space stays.
 */
char *
jarida_markup_to_text (const char *html)
{
  const char *end = html + strlen (html);
  const char *p = html;
  g_autoptr(GString) out = NULL;
  const char *bracket;

  if (strpbrk (html, "<&") == NULL)
    return g_strdup (html);

  out = g_string_sized_new (end - html + 1);
  while ((bracket = memchr (p, '<', end - p)) != NULL)
    {
      JaridaTag tag;

      g_string_append_len (out, p, bracket - p);
      p = bracket;
      if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
        {
          const char *close = memmem (p + 4, end - p - 4, "-->", 3);

          p = close != NULL ? close + 3 : end;
        }
      else if (jarida_tag_read (&tag, p, end) && is_inline_markup (&tag))
        p = jarida_tag_is (&tag, "script") || jarida_tag_is (&tag, "style") ? skip_element (&tag, end) : tag.end;
      else
        g_string_append_c (out, *p++);
    }
  g_string_append_len (out, p, end - p);

  return jarida_markup_unescape (out->str, out->len);
}

/* Escapes what would be markup in a text or in an attribute between double quotes. */
void
jarida_markup_append_escaped (GString    *out,
                              const char *text,
                              gsize       length)
{
  const char *end = text + length;
  const char *start = text;

  for (; text < end; text++)
    {
      const char *escaped = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;"
                          : *text == '"' ? "&quot;" : NULL;

      if (escaped != NULL)
        {
          g_string_append_len (out, start, text - start);
          g_string_append (out, escaped);
          start = text + 1;
        }
    }
  g_string_append_len (out, start, text - start);
}
