/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address-parts.h"

/* A name in the DNS has 253 bytes; what is written by hand may be longer before it is decoded. */
#define MAX_HOST_BYTES 1024

static char *
write_ipv6 (const guint16 *pieces)
{
  GString *out = g_string_new ("[");
  int best = -1;
  int best_length = 1;

  for (int i = 0; i < 8; i++)
    {
      int length = 0;

      while (i + length < 8 && pieces[i + length] == 0)
        length++;
      if (length > best_length)
        {
          best = i;
          best_length = length;
        }
      i += length;
    }
  for (int i = 0; i < 8; i++)
    {
      if (i == best)
        {
          g_string_append (out, i == 0 ? "::" : ":");
          i += best_length - 1;
          continue;
        }
      g_string_append_printf (out, "%x", pieces[i]);
      if (i < 7)
        g_string_append_c (out, ':');
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/* The dotted end of an IPv6 address. */
static gboolean
read_ipv4_in_ipv6 (const char *p,
                   const char *end,
                   guint16    *out_pieces)
{
  guint8 bytes[4];

  for (int i = 0; i < 4; i++)
    {
      guint value = 0;
      int n_digits = 0;

      if (i > 0 && (p >= end || *p++ != '.'))
        return FALSE;
      for (; p < end && g_ascii_isdigit (*p); p++, n_digits++)
        {
          if (n_digits > 0 && value == 0)
            return FALSE;
          value = value * 10 + (guint) (*p - '0');
          if (value > 255)
            return FALSE;
        }
      if (n_digits == 0)
        return FALSE;
      bytes[i] = (guint8) value;
    }
  out_pieces[0] = (guint16) (bytes[0] << 8 | bytes[1]);
  out_pieces[1] = (guint16) (bytes[2] << 8 | bytes[3]);
  return p == end;
}

static char *
parse_ipv6 (const char *p,
            const char *end)
{
  guint16 pieces[8] = { 0, };
  int n = 0;
  int compress = -1;

  if (end - p >= 2 && p[0] == ':' && p[1] == ':')
    {
      p += 2;
      compress = 0;
    }
  while (p < end)
    {
      const char *start = p;
      guint value = 0;

      if (n == 8)
        return NULL;
      if (*p == ':')
        {
          if (compress >= 0 || n == 0)
            return NULL;
          p++;
          compress = n;
          continue;
        }
      for (; p < end && p - start < 4 && g_ascii_isxdigit (*p); p++)
        value = value * 16 + (guint) g_ascii_xdigit_value (*p);
      if (p < end && *p == '.')
        {
          if (p == start || n > 6 || !read_ipv4_in_ipv6 (start, end, pieces + n))
            return NULL;
          n += 2;
          p = end;
          break;
        }
      if (p == start)
        return NULL;
      pieces[n++] = (guint16) value;
      if (p < end && (*p != ':' || ++p == end))
        return NULL;
    }
  if (compress < 0 && n != 8)
    return NULL;
  if (compress >= 0)
    {
      int moved = n - compress;

      if (n == 8)
        return NULL;
      memmove (pieces + 8 - moved, pieces + compress, (gsize) moved * sizeof pieces[0]);
      memset (pieces + compress, 0, (gsize) (8 - n) * sizeof pieces[0]);
    }
  return write_ipv6 (pieces);
}

/* Decimal, 0x hexadecimal or 0 octal, as inet_aton() read them. */
static gboolean
read_ipv4_number (const char *text,
                  guint64    *out_value)
{
  guint base = 10;

  *out_value = 0;
  if (*text == '\0')
    return FALSE;
  if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
    {
      base = 16;
      text += 2;
    }
  else if (text[0] == '0' && text[1] != '\0')
    {
      base = 8;
      text++;
    }
  for (; *text != '\0'; text++)
    {
      int digit = g_ascii_xdigit_value (*text);

      if (digit < 0 || (guint) digit >= base)
        return FALSE;
      /* Enough to know that it is too much. */
      if (*out_value <= G_MAXUINT32)
        *out_value = *out_value * base + (guint) digit;
    }
  return TRUE;
}

static gboolean
ends_in_number (char **parts,
                guint  n_parts)
{
  const char *last = parts[n_parts - 1];
  guint64 value;

  if (last[0] != '\0' && strspn (last, "0123456789") == strlen (last))
    return TRUE;
  return last[0] == '0' && (last[1] == 'x' || last[1] == 'X') && read_ipv4_number (last, &value);
}

static char *
parse_ipv4 (char  **parts,
            guint   n_parts)
{
  guint64 address = 0;

  if (n_parts > 4)
    return NULL;
  for (guint i = 0; i < n_parts; i++)
    {
      guint64 value;
      guint64 limit = i + 1 < n_parts ? 256 : G_GUINT64_CONSTANT (1) << (8 * (5 - n_parts));

      if (!read_ipv4_number (parts[i], &value) || value >= limit)
        return NULL;
      address += i + 1 < n_parts ? value << (8 * (3 - i)) : value;
    }
  return g_strdup_printf ("%u.%u.%u.%u", (guint) (address >> 24 & 255), (guint) (address >> 16 & 255),
                          (guint) (address >> 8 & 255), (guint) (address & 255));
}

static char *
percent_decode (const char *text,
                gsize       length)
{
  GString *out = g_string_sized_new (length);

  if (memchr (text, '%', length) == NULL && memchr (text, '\0', length) == NULL)
    {
      g_string_append_len (out, text, (gssize) length);
      return g_string_free (out, FALSE);
    }
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
        {
          g_string_append_c (out, (char) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2])));
          i += 2;
        }
      else
        {
          g_string_append_c (out, text[i]);
        }
    }
  if (strlen (out->str) != out->len)
    g_string_assign (out, " ");   /* a zero byte is as forbidden as a space */
  return g_string_free (out, FALSE);
}

static gboolean
has_forbidden (const char *name)
{
  for (const guchar *p = (const guchar *) name; *p != '\0'; p++)
    if (*p <= ' ' || *p >= 0x7f || (!g_ascii_isalnum (*p) && strchr ("#%/:<>?@[\\]^|", *p) != NULL))
      return TRUE;
  return FALSE;
}

/* A label that says it is punycode must be. */
static gboolean
has_broken_punycode (const char *name)
{
  g_autofree char *unicode = NULL;
  g_autofree char *again = NULL;

  if (strstr (name, "xn--") == NULL)
    return FALSE;
  unicode = g_hostname_to_unicode (name);
  again = unicode != NULL ? g_hostname_to_ascii (unicode) : NULL;
  return g_strcmp0 (again, name) != 0;
}

/* Default-ignorable characters vanish, as Unicode TR 46 maps them; GLib's older IDNA would refuse some. */
static char *
map_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *p = normal; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x00ad || c == 0x200b || c == 0x2060 || c == 0xfeff)
        continue;
      if (c == 0x3002 || c == 0xff0e || c == 0xff61)
        c = '.';
      g_string_append_unichar (out, g_unichar_tolower (c));
    }
  return g_string_free (out, FALSE);
}

static char *
to_ascii (const char *name)
{
  g_autofree char *mapped = NULL;

  if (g_str_is_ascii (name))
    return g_ascii_strdown (name, -1);
  if (!g_utf8_validate (name, -1, NULL))
    return NULL;
  mapped = map_name (name);
  if (g_str_is_ascii (mapped))
    return g_steal_pointer (&mapped);
  /* GLib refuses nothing it can encode; what a host must not hold is looked for afterwards. */
  return g_hostname_to_ascii (mapped);
}

char *
jarida_address_parse_host (const char *text,
                           gsize       length)
{
  g_autofree char *decoded = NULL;
  g_autofree char *name = NULL;
  g_auto(GStrv) parts = NULL;
  guint n_parts = 0;

  if (length == 0 || length > MAX_HOST_BYTES)
    return NULL;
  if (text[0] == '[')
    return text[length - 1] == ']' ? parse_ipv6 (text + 1, text + length - 1) : NULL;
  decoded = percent_decode (text, length);
  name = to_ascii (decoded);
  if (name == NULL || *name == '\0' || has_forbidden (name) || has_broken_punycode (name))
    return NULL;
  if (strpbrk (name, "0123456789") == NULL)
    return g_steal_pointer (&name);
  parts = g_strsplit (name, ".", -1);
  n_parts = g_strv_length (parts);
  if (n_parts > 1 && parts[n_parts - 1][0] == '\0')
    n_parts--;
  if (ends_in_number (parts, n_parts))
    return parse_ipv4 (parts, n_parts);
  return g_steal_pointer (&name);
}
