/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-fold-private.h"
#include "jarida-text.h"

/* What the Unicode decomposition leaves apart but a reader takes for one letter. */
static const struct
{
  gunichar    from;
  const char *to;
} letters[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" },
  { 0x0127, "h" }, { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" }, { 0x03c2, "σ" },
  { 0x0629, "ه" }, { 0x0649, "ي" }, { 0x0671, "ا" }, { 0x0672, "ا" }, { 0x0673, "ا" }, { 0x06a9, "ك" },
  { 0x06aa, "ك" }, { 0x06be, "ه" }, { 0x06c1, "ه" }, { 0x06c3, "ه" }, { 0x06cc, "ي" }, { 0x06d2, "ي" },
  { 0x06d5, "ه" }, { 0x1e9e, "ss" },
};

static const char *
find_letter (gunichar c)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (letters);

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (letters[middle].from == c)
        return letters[middle].to;
      if (letters[middle].from < c)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

gboolean
_jarida_fold_is_ignored (gunichar c)
{
  return c == 0x0640 || c == 0x00ad || c == 0x061c || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || g_unichar_ismark (c);
}

static void
append_folded (GString  *out,
               gunichar  c)
{
  const char *letter;

  c = g_unichar_tolower (c);
  letter = find_letter (c);
  if (letter != NULL)
    g_string_append (out, letter);
  else if (g_unichar_isdigit (c) && c >= 0x80)
    g_string_append_c (out, (char) ('0' + g_unichar_digit_value (c)));
  else
    g_string_append_unichar (out, c);
}

static gboolean
fold_character (GString  *out,
                gunichar  c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts;
  gboolean any = FALSE;

  if (c < 0x80)
    {
      if (!g_ascii_isalnum ((char) c))
        return FALSE;
      g_string_append_c (out, g_ascii_tolower ((char) c));
      return TRUE;
    }
  if (_jarida_fold_is_ignored (c))
    return TRUE;
  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    {
      if (_jarida_fold_is_ignored (parts[i]))
        any = any || n_parts > 1;
      else if (g_unichar_isalnum (parts[i]))
        {
          append_folded (out, parts[i]);
          any = TRUE;
        }
    }
  return any;
}

/* What becomes of the characters of Latin, Greek, Cyrillic and Arabic, worked out once: nearly all that is ever read. */
#define N_CELLS 0x800
#define PARTS 0xff

typedef struct
{
  guint8 length;     /* of the bytes, or PARTS */
  char   bytes[7];
} Cell;

static Cell cells[N_CELLS];

static void
fill_cells (void)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (gunichar c = 0; c < N_CELLS; c++)
    {
      g_string_truncate (out, 0);
      if (!fold_character (out, c))
        cells[c].length = PARTS;
      else
        {
          g_assert (out->len <= sizeof cells[c].bytes);
          cells[c].length = (guint8) out->len;
          memcpy (cells[c].bytes, out->str, out->len);
        }
    }
}

gboolean
_jarida_fold_append (GString  *out,
                     gunichar  c)
{
  static gsize filled;
  const Cell *cell;

  if (c >= N_CELLS)
    return fold_character (out, c);
  if (g_once_init_enter (&filled))
    {
      fill_cells ();
      g_once_init_leave (&filled, 1);
    }
  cell = &cells[c];
  if (cell->length == PARTS)
    return FALSE;
  /* Every letter that is searched, indexed or compared passes here. */
  if (out->allocated_len - out->len <= sizeof cell->bytes)
    {
      g_string_append_len (out, cell->bytes, cell->length);
      return TRUE;
    }
  memcpy (out->str + out->len, cell->bytes, sizeof cell->bytes);
  out->len += cell->length;
  out->str[out->len] = '\0';
  return TRUE;
}

gboolean
_jarida_fold_is_one_of (const char *word,
                        const char *words)
{
  char needle[40] = " ";
  gsize length = strlen (word);

  if (length == 0 || length > sizeof needle - 3)
    return FALSE;
  memcpy (needle + 1, word, length);
  memcpy (needle + 1 + length, " ", 2);
  return strstr (words, needle) != NULL;
}

char *
jarida_fold_text (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out;
  gboolean space = FALSE;

  if (text == NULL)
    return g_strdup ("");
  if (!jarida_text_is_valid (text, strlen (text), NULL))
    text = valid = jarida_text_make_valid (text, -1);
  out = g_string_sized_new (strlen (text) + sizeof cells->bytes);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize before = out->len;
      gsize start;

      if (space && before > 0)
        g_string_append_c (out, ' ');
      start = out->len;
      if (!_jarida_fold_append (out, (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p)))
        space = TRUE;
      if (out->len == start)
        g_string_truncate (out, before);
      else
        space = FALSE;
    }
  return g_string_free (out, FALSE);
}
