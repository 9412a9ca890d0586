/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>

#include "jarida-charset.h"
#include "jarida-charset-guess.h"
#include "jarida-charset-labels.h"
#include "jarida-text.h"

/* Where a page may say its encoding: the standard looks at 1,024 bytes, pages of the press say it later too. */
#define PRESCAN_BYTES 4096
#define REPLACEMENT "\xef\xbf\xbd"

static const char *
from_byte_order_mark (const guint8 *bytes,
                      gsize         size,
                      gsize        *out_skip)
{
  *out_skip = 0;
  if (size >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf)
    {
      *out_skip = 3;
      return "UTF-8";
    }
  if (size >= 4 && bytes[0] == 0xff && bytes[1] == 0xfe && bytes[2] == 0 && bytes[3] == 0)
    {
      *out_skip = 4;
      return "UTF-32LE";
    }
  if (size >= 4 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0xfe && bytes[3] == 0xff)
    {
      *out_skip = 4;
      return "UTF-32BE";
    }
  if (size >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    {
      *out_skip = 2;
      return bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
    }
  return NULL;
}

/* "<?" or "<!" or "<h" with a zero beside each letter: XML appendix F. */
static const char *
from_zero_bytes (const guint8 *bytes,
                 gsize         size)
{
  if (size < 4)
    return NULL;
  if (bytes[0] == '<' && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0)
    return "UTF-16LE";
  if (bytes[0] == 0 && bytes[1] == '<' && bytes[2] == 0 && bytes[3] != 0)
    return "UTF-16BE";
  if (bytes[0] == '<' && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0)
    return "UTF-32LE";
  if (bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == '<')
    return "UTF-32BE";
  return NULL;
}

/* Two bytes a character and no mark: the blanks, digits and signs show which of the two is the zero. */
static const char *
from_zero_places (const guint8 *bytes,
                  gsize         size)
{
  gsize seen = MIN (size, PRESCAN_BYTES) & ~(gsize) 1;
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < seen; i++)
    zeros[i & 1] += bytes[i] == 0;
  if (size % 2 != 0 || seen < 8)
    return NULL;
  if (zeros[1] * 20 > seen && zeros[0] * 20 < zeros[1])
    return "UTF-16LE";
  if (zeros[0] * 20 > seen && zeros[1] * 20 < zeros[0])
    return "UTF-16BE";
  return NULL;
}

/* Seven bits and escape sequences: all ASCII to the eye. */
static const char *
from_escapes (const char *data,
              gsize       size)
{
  const char *end = data + MIN (size, PRESCAN_BYTES);

  for (const char *p = data; p < end && (p = memchr (p, 0x1b, end - p)) != NULL; p++)
    if (end - p > 3 && p[1] == '$')
      return memcmp (p + 2, ")C", 2) == 0 ? "ISO-2022-KR" : "ISO-2022-JP";
  return NULL;
}

/* The value after @name and "=" at or after @start, quoted or not. */
static const char *
attribute_value (const char *start,
                 const char *end,
                 const char *name,
                 gsize      *out_length)
{
  gsize name_length = strlen (name);

  for (const char *p = start; p + name_length < end; p++)
    {
      const char *value;
      char quote = 0;

      if (g_ascii_strncasecmp (p, name, name_length) != 0)
        continue;
      for (value = p + name_length; value < end && g_ascii_isspace (*value); value++)
        ;
      if (value >= end || *value != '=')
        continue;
      for (value++; value < end && g_ascii_isspace (*value); value++)
        ;
      if (value < end && (*value == '"' || *value == '\''))
        quote = *value++;
      for (p = value; p < end && (quote != 0 ? *p != quote : strchr (" \t\r\n\f;\"'>/?", *p) == NULL || *p == '\0'); p++)
        if (*p == '\0' || p - value > 64)
          return NULL;
      *out_length = p - value;
      return value;
    }
  return NULL;
}

/* A declaration that could be read byte by byte cannot truly be UTF-16. */
static const char *
ascii_label (const char *value,
             gsize       length)
{
  const char *name = value != NULL ? _jarida_charset_from_label (value, length) : NULL;

  if (name != NULL && (g_str_has_prefix (name, "UTF-16") || g_str_has_prefix (name, "UTF-32")))
    return "UTF-8";
  return name;
}

static const char *
from_xml_declaration (const char *data,
                      gsize       size)
{
  const char *end = data + MIN (size, PRESCAN_BYTES);
  const char *close;
  const char *value;
  gsize length = 0;

  /* Feeds come with blank lines and notices before the declaration. */
  for (; data + 5 < end; data++)
    if (memcmp (data, "<?xml", 5) == 0)
      break;
    else if (*data == '<' && data[1] != '!')
      return NULL;
  if (data + 5 >= end)
    return NULL;
  close = memchr (data, '>', end - data);
  value = attribute_value (data, close != NULL ? close : end, "encoding", &length);
  return ascii_label (value, length);
}

static const char *
from_meta (const char *data,
           gsize       size)
{
  const char *end = data + MIN (size, PRESCAN_BYTES);
  const char *p = data;

  while (p < end && (p = memchr (p, '<', end - p)) != NULL)
    {
      const char *close;
      const char *value;
      const char *name;
      gsize length = 0;

      if (end - p > 4 && memcmp (p, "<!--", 4) == 0)
        {
          close = g_strstr_len (p + 2, end - p - 2, "-->");
          p = close != NULL ? close + 3 : end;
          continue;
        }
      close = memchr (p, '>', end - p);
      if (close == NULL)
        close = end;
      if (close - p > 5 && g_ascii_strncasecmp (p, "<meta", 5) == 0 && (g_ascii_isspace (p[5]) || p[5] == '/'))
        {
          value = attribute_value (p + 5, close, "charset", &length);
          name = ascii_label (value, length);
          if (name != NULL)
            return name;
        }
      p = close;
    }
  return NULL;
}

static const char *
from_declaration (const char        *data,
                  gsize              size,
                  JaridaCharsetHint  hint)
{
  const char *name = NULL;

  switch (hint)
    {
    case JARIDA_CHARSET_TEXT:
      break;
    case JARIDA_CHARSET_XML:
      name = from_xml_declaration (data, size);
      break;
    case JARIDA_CHARSET_HTML:
      name = from_meta (data, size);
      if (name == NULL)
        name = from_xml_declaration (data, size);
      break;
    default:
      g_assert_not_reached ();
    }
  return name;
}

/* Never fails: what does not decode becomes U+FFFD, one for each byte in the way. NULL when iconv lacks the name. */
static char *
convert (const char *data,
         gsize       size,
         const char *name,
         gsize      *out_length)
{
  GIConv converter = g_iconv_open ("UTF-8", name);
  g_autoptr(GString) out = NULL;
  char *in = (char *) data;
  gsize left = size;

  if (converter == (GIConv) -1)
    return NULL;
  out = g_string_sized_new (size + size / 2 + 16);
  for (gboolean more = TRUE; more;)
    {
      char buffer[8192];
      char *to = buffer;
      gsize room = sizeof buffer;
      gsize result;
      int problem;

      /* The last call asks for what is held back: Vietnamese waits for a mark after each letter. */
      more = left > 0;
      result = more ? g_iconv (converter, &in, &left, &to, &room) : g_iconv (converter, NULL, NULL, &to, &room);
      problem = result == (gsize) -1 ? errno : 0;
      g_string_append_len (out, buffer, to - buffer);
      if (more && (problem == EILSEQ || problem == EINVAL))
        {
          g_string_append (out, REPLACEMENT);
          in++;
          left--;
        }
    }
  g_iconv_close (converter);
  *out_length = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The five bytes windows-1252 leaves open are the control characters of the same number (WHATWG). */
static char *
convert_windows_1252 (const char *data,
                      gsize       size,
                      gsize      *out_length)
{
  static const gunichar high[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d,
    0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0x009d, 0x017e, 0x0178,
  };
  GString *out = g_string_sized_new (size + size / 8 + 16);

  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = (guint8) data[i];

      if (byte < 0x80)
        g_string_append_c (out, data[i]);
      else
        g_string_append_unichar (out, byte < 0xa0 ? high[byte - 0x80] : byte);
    }
  *out_length = out->len;
  return g_string_free (out, FALSE);
}

static char *
decode_as (const char *data,
           gsize       size,
           const char *name,
           gsize      *out_length)
{
  char *text;

  if (strcmp (name, "UTF-8") == 0)
    {
      text = jarida_text_make_valid (data, (gssize) size);
    }
  else
    {
      gsize length = 0;
      g_autofree char *converted = strcmp (name, "WINDOWS-1252") != 0 ? convert (data, size, name, &length) : NULL;

      if (converted == NULL)
        converted = convert_windows_1252 (data, size, &length);
      text = memchr (converted, '\0', length) != NULL ? jarida_text_make_valid (converted, (gssize) length)
                                                     : g_steal_pointer (&converted);
    }
  *out_length = strlen (text);
  return text;
}

typedef enum
{
  NOT_UTF8,
  BROKEN_UTF8,   /* a few bytes are cut or damaged: excerpts end in the middle of a letter */
  VALID_UTF8,
} Utf8State;

/* Text in another encoding hardly ever holds two bytes that look like a letter of UTF-8, so a few damaged ones among many
 * good ones do not make a page another encoding. A zero byte is no text, but says nothing against UTF-8. */
static Utf8State
check_utf8 (const char *data,
            gsize       size)
{
  const char *end = data + size;
  const char *start = data;
  gsize n_good = 0;
  gsize n_bad = 0;

  while (!jarida_text_is_valid (data, (gsize) (end - data), &data))
    n_bad += *data++ != '\0';
  if (n_bad == 0)
    return VALID_UTF8;
  for (const char *p = start; p + 1 < end; p++)
    if ((guchar) p[0] >= 0xc3 && (guchar) p[0] <= 0xf4 && ((guchar) p[1] & 0xc0) == 0x80)
      n_good++;
  return n_good >= 4 * n_bad ? BROKEN_UTF8 : NOT_UTF8;
}

/* The encoding of @data, and how many bytes of it are a mark and no text. */
static const char *
find_encoding (const char        *data,
               gsize              size,
               const char        *http_charset,
               JaridaCharsetHint  hint,
               gsize             *out_skip)
{
  const guint8 *bytes = (const guint8 *) data;
  const char *name = from_byte_order_mark (bytes, size, out_skip);
  Utf8State utf8;

  if (name != NULL)
    return name;
  name = from_zero_bytes (bytes, size);
  if (name != NULL)
    return name;
  utf8 = check_utf8 (data, size);
  name = http_charset != NULL ? _jarida_charset_from_label (http_charset, strlen (http_charset)) : NULL;
  /* Servers say ISO-8859-1 of whatever they send, and it makes any bytes a text. */
  if (g_strcmp0 (name, "WINDOWS-1252") == 0 && utf8 == NOT_UTF8)
    {
      const char *declared = from_declaration (data, size, hint);
      const char *arabic = _jarida_charset_guess_despite (data, size);

      if (arabic != NULL)
        name = declared != NULL && strcmp (declared, "WINDOWS-1252") != 0 ? declared : arabic;
    }
  if (name == NULL)
    name = from_declaration (data, size, hint);

  /* Bytes that say UTF-8 and are not: the word is wrong, not the bytes. */
  if (name != NULL && (utf8 != NOT_UTF8 || strcmp (name, "UTF-8") != 0))
    return name;
  name = from_zero_places (bytes, size);
  if (name == NULL && utf8 == VALID_UTF8)
    name = from_escapes (data, size);
  if (name != NULL || utf8 != NOT_UTF8)
    return name != NULL ? name : "UTF-8";
  name = _jarida_charset_guess (data, size);
  return name != NULL ? name : "WINDOWS-1252";
}

char *
jarida_charset_decode (const char         *data,
                       gsize               size,
                       const char         *http_charset,
                       JaridaCharsetHint   hint,
                       gsize              *out_length,
                       char              **out_encoding)
{
  const char *name;
  gsize skip = 0;
  gsize length = 0;
  char *text;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (data == NULL)
    data = "";
  name = find_encoding (data, size, http_charset, hint, &skip);
  text = decode_as (data + skip, size - skip, name, &length);
  if (out_length != NULL)
    *out_length = length;
  if (out_encoding != NULL)
    *out_encoding = g_ascii_strdown (name, -1);
  return text;
}

char *
jarida_charset_from_content_type (const char *content_type)
{
  const char *value;
  gsize length = 0;

  if (content_type == NULL)
    return NULL;
  value = attribute_value (content_type, content_type + strlen (content_type), "charset", &length);
  return value != NULL && length > 0 ? g_strndup (value, length) : NULL;
}
