/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-text.h"

/* Right-to-left blocks: Hebrew to Mandaic and the Arabic extensions, the presentation forms, and the two
 * right-to-left areas of the supplementary planes. */
static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc)
         || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

static gboolean
is_isolate_start (gunichar c)
{
  return c >= 0x2066 && c <= 0x2068;
}

JaridaDirection
jarida_text_direction (const char *text)
{
  guint depth = 0;

  if (text == NULL)
    return JARIDA_DIRECTION_AUTO;
  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          p++;
          continue;
        }
      p = g_utf8_next_char (p);
      if (is_isolate_start (c))
        depth++;
      else if (c == 0x2069)
        depth -= depth > 0 ? 1 : 0;
      else if (depth > 0)
        continue;
      else if (c == 0x200e)
        return JARIDA_DIRECTION_LTR;
      else if (c == 0x200f || c == 0x061c)
        return JARIDA_DIRECTION_RTL;
      else if (g_unichar_isalpha (c))
        return is_right_to_left (c) ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_LTR;
    }
  return JARIDA_DIRECTION_AUTO;
}

JaridaDirection
jarida_language_direction (const char *language)
{
  static const char *const right_to_left[] = {
    "ar", "ara", "ary", "arq", "arz", "aeb", "apc", "acm", "fa", "fas", "per", "prs", "he", "heb", "iw", "ur", "urd",
    "ps", "pus", "ckb", "sd", "ug", "yi", "ji", "dv", "syr", "azb", "ks", "mzn", "lrc", "pnb", NULL,
  };
  g_autofree char *primary = NULL;
  g_auto(GStrv) parts = NULL;

  if (language == NULL || *language == '\0')
    return JARIDA_DIRECTION_AUTO;
  primary = g_ascii_strdown (language, strnlen (language, 64));
  g_strdelimit (g_strstrip (primary), "_", '-');
  parts = g_strsplit (primary, "-", 4);
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "latn") == 0 || strcmp (parts[i], "cyrl") == 0 || strcmp (parts[i], "tfng") == 0)
        return JARIDA_DIRECTION_LTR;
      if (strcmp (parts[i], "arab") == 0 || strcmp (parts[i], "hebr") == 0)
        return JARIDA_DIRECTION_RTL;
    }
  if (parts[0] == NULL || parts[0][0] == '\0')
    return JARIDA_DIRECTION_AUTO;
  return g_strv_contains (right_to_left, parts[0]) ? JARIDA_DIRECTION_RTL : JARIDA_DIRECTION_LTR;
}

/* How many bytes at the beginning are ASCII and not zero, or a few less: eight at a time. */
static gsize
skip_ascii (const char *text,
            gsize       length)
{
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, text + i, 8);
      /* What a zero borrows shows in the highest bit, too. */
      if (((word | (word - G_GUINT64_CONSTANT (0x0101010101010101))) & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
    }
  return i;
}

static gboolean
goes_on (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* As g_utf8_validate() says, which goes byte by byte: every feed passes here more than once. */
gboolean
jarida_text_is_valid (const char  *text,
                      gsize        length,
                      const char **out_end)
{
  const char *p = text;
  const char *end = text + length;

  for (;;)
    {
      const char *start = p;

      p += skip_ascii (p, (gsize) (end - p));
      while (p < end && (guchar) (*p - 1) < 0x7f)
        p++;
      while (end - p >= 2 && (guchar) *p >= 0xc2 && (guchar) *p <= 0xdf && goes_on (p[1]))
        p += 2;
      while (end - p >= 3 && (guchar) *p >= 0xe1 && (guchar) *p <= 0xec && goes_on (p[1]) && goes_on (p[2]))
        p += 3;
      if (p > start)
        continue;
      /* What is left is rare: the end, four bytes, the edges of three, an error. */
      if (p == end || *p == '\0' || g_utf8_get_char_validated (p, end - p) >= 0x110000)
        break;
      p = g_utf8_next_char (p);
    }
  if (out_end != NULL)
    *out_end = p;
  return p == end;
}

/* Also of U+0085 and the separators of lines and paragraphs; a zero-width space parts nothing a reader sees. */
static gboolean
is_dropped (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0xfeff || c == 0x200b || (c >= 0xfff9 && c <= 0xfffb) || c == 0xfffe
         || c == 0xffff;
}

/* Letters of two bytes, from U+00C0 on: all of Latin, Greek, Cyrillic and Arabic, and no space and no control among them. */
static gboolean
is_two_byte_letter (const char *p)
{
  return (guchar) *p >= 0xc3 && (guchar) *p <= 0xdf;
}

/* Not much more than @n_most characters of it, if there are so many. */
static char *
squeeze (const char *text,
         gsize       n_most)
{
  g_autofree char *valid = NULL;
  gboolean space = FALSE;
  gsize n = 0;
  char *out, *end;

  if (text == NULL)
    return g_strdup ("");
  if (!jarida_text_is_valid (text, strlen (text), NULL))
    text = valid = jarida_text_make_valid (text, -1);
  /* Never longer than what came in. Every title and excerpt of a refresh passes here, most of them words of ASCII. */
  out = end = g_malloc (strlen (text) + 1);
  for (const char *p = text; *p != '\0' && n < n_most;)
    {
      const char *word = p;
      gunichar c;

      for (; n < n_most; n++)
        if (*p > ' ' && *p < 0x7f)
          p++;
        else if (is_two_byte_letter (p))
          p += 2;
        else
          break;
      if (p == word)
        {
          c = g_utf8_get_char (p);
          p = g_utf8_next_char (p);
          if (c == 0x85 || c == 0x0b || (c < 0x80 ? g_ascii_isspace ((char) c) : g_unichar_isspace (c)))
            {
              space = TRUE;
              continue;
            }
          if (c < 0x80 ? g_ascii_iscntrl ((char) c) : is_dropped (c))
            continue;
          n++;
        }
      if (space && end > out)
        *end++ = ' ';
      space = FALSE;
      memcpy (end, word, (gsize) (p - word));
      end += p - word;
    }
  *end = '\0';
  return out;
}

char *
jarida_text_squeeze (const char *text)
{
  return squeeze (text, G_MAXSIZE);
}

char *
jarida_text_make_valid (const char *text,
                        gssize      length)
{
  gsize left;
  GString *out;

  if (text == NULL)
    return g_strdup ("");
  left = length < 0 ? strlen (text) : (gsize) length;
  out = g_string_sized_new (left);
  while (left > 0)
    {
      const char *bad = NULL;
      gsize good;

      /* This stops at a zero byte too, which is no text. */
      jarida_text_is_valid (text, left, &bad);
      good = (gsize) (bad - text);
      g_string_append_len (out, text, (gssize) good);
      text += good;
      left -= good;
      if (left == 0)
        break;
      g_string_append (out, "\xef\xbf\xbd");
      text++;
      left--;
    }
  return g_string_free (out, FALSE);
}

char *
jarida_text_excerpt (const char *text,
                     guint       n_characters)
{
  return jarida_text_excerpt_full (text, n_characters, NULL);
}

char *
jarida_text_excerpt_full (const char *text,
                          guint       n_characters,
                          gboolean   *out_cut)
{
  /* One more tells that there is more. */
  g_autofree char *squeezed = squeeze (text, (gsize) n_characters + 1);
  const char *end = squeezed;
  const char *cut = NULL;
  guint n = 0;
  GString *out;

  for (; *end != '\0' && n < n_characters; end = g_utf8_next_char (end), n++)
    if (*end == ' ')
      cut = end;
  if (out_cut != NULL)
    *out_cut = *end != '\0';
  if (*end == '\0')
    return g_steal_pointer (&squeezed);
  if (n_characters == 0)
    return g_strdup ("");

  /* One character goes to the ellipsis. A single word that is longer than the whole is cut where it must be,
   * but never between a letter and its marks. */
  if (cut == NULL || cut == squeezed)
    {
      cut = g_utf8_prev_char (end);
      while (cut > squeezed && g_unichar_ismark (g_utf8_get_char (cut)))
        cut = g_utf8_prev_char (cut);
    }
  out = g_string_new_len (squeezed, cut - squeezed);
  while (out->len > 0 && strchr (" ,;:-(", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  g_string_append (out, "…");
  return g_string_free (out, FALSE);
}
