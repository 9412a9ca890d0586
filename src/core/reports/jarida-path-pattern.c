/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-path-pattern.h"

#define MAX_PIECES 256
#define MAX_COUNT 512

/* One class of ASCII characters, so many times; or a side of a capture, which takes nothing. */
typedef struct
{
  enum { RUN, OPEN, CLOSE } kind;
  guint64 set[2];
  guint   min;
  guint   max;
} Piece;

struct _JaridaPathPattern
{
  Piece pieces[MAX_PIECES];
  guint n_pieces;
  guint n_captures;
};

static gboolean
is_printable (char c)
{
  return c > ' ' && c < 0x7f;
}

static void
add_to_set (guint64 *set,
            guchar   from,
            guchar   to)
{
  for (guint c = from; c <= to; c++)
    set[c >> 6] |= G_GUINT64_CONSTANT (1) << (c & 63);
}

static gboolean
is_in_set (const guint64 *set,
           guchar         c)
{
  return c < 0x80 && (set[c >> 6] >> (c & 63) & 1) != 0;
}

/* @p stands behind "[". NULL: broken. */
static const char *
read_class (const char *p,
            Piece      *piece)
{
  const char *start = p;

  for (; *p != ']'; p++)
    {
      if (!is_printable (*p) || *p == '[' || *p == '\\' || *p == '^')
        return NULL;
      if (p[1] == '-' && p[2] != ']')
        {
          if (!g_ascii_isalnum (*p) || !g_ascii_isalnum (p[2]) || p[2] < *p)
            return NULL;
          add_to_set (piece->set, (guchar) *p, (guchar) p[2]);
          p += 2;
        }
      else
        {
          add_to_set (piece->set, (guchar) *p, (guchar) *p);
        }
    }

  return p > start ? p + 1 : NULL;
}

static const char *
read_number (const char *p,
             guint      *out_number)
{
  guint value = 0;
  const char *start = p;

  for (; g_ascii_isdigit (*p) && value <= MAX_COUNT; p++)
    value = value * 10 + (guint) (*p - '0');
  *out_number = value;

  return p > start && value > 0 && value <= MAX_COUNT ? p : NULL;
}

/* @p stands behind "{". NULL: broken. */
static const char *
read_count (const char *p,
            Piece      *piece)
{
  p = read_number (p, &piece->min);
  piece->max = piece->min;
  if (p != NULL && *p == ',')
    p = read_number (p + 1, &piece->max);

  return p != NULL && *p == '}' && piece->max >= piece->min ? p + 1 : NULL;
}

/* NULL: broken. */
static const char *
read_piece (JaridaPathPattern *self,
            const char        *p,
            gboolean          *inside)
{
  Piece *piece = &self->pieces[self->n_pieces++];

  piece->min = piece->max = 1;
  if (*p == '(' || *p == ')')
    {
      piece->kind = *p == '(' ? OPEN : CLOSE;
      if (*inside == (piece->kind == OPEN))
        return NULL;
      *inside = !*inside;
      if (*inside && ++self->n_captures > JARIDA_PATH_PATTERN_MAX_CAPTURES)
        return NULL;
      return p + 1;
    }
  if (*p == '[')
    {
      p = read_class (p + 1, piece);
      return p != NULL && *p == '{' ? read_count (p + 1, piece) : p;
    }
  if (!is_printable (*p) || strchr ("]{}$\\%", *p) != NULL)
    return NULL;
  add_to_set (piece->set, (guchar) *p, (guchar) *p);

  return p + 1;
}

static gboolean
is_certain (const JaridaPathPattern *self)
{
  const Piece *before = NULL;

  for (guint i = 0; i < self->n_pieces; i++)
    {
      const Piece *piece = &self->pieces[i];

      if (piece->kind != RUN)
        continue;
      if (before != NULL && before->min != before->max
          && ((before->set[0] & piece->set[0]) != 0 || (before->set[1] & piece->set[1]) != 0))
        return FALSE;
      before = piece;
    }

  return TRUE;
}

JaridaPathPattern *
_jarida_path_pattern_new (const char  *text,
                          const char **out_problem)
{
  g_autoptr(JaridaPathPattern) self = g_new0 (JaridaPathPattern, 1);
  const char *p = text;
  gboolean inside = FALSE;

  *out_problem = "a path begins with a slash";
  if (*p != '/')
    return NULL;
  while (*p != '\0')
    {
      *out_problem = "the pattern is too long";
      if (self->n_pieces == MAX_PIECES)
        return NULL;
      *out_problem = "the pattern is not of the form";
      p = read_piece (self, p, &inside);
      if (p == NULL)
        return NULL;
    }
  *out_problem = "a bracket is open at the end";
  if (inside)
    return NULL;
  *out_problem = "behind a run of varying length stands what the run could take";
  if (!is_certain (self))
    return NULL;
  *out_problem = NULL;

  return g_steal_pointer (&self);
}

void
_jarida_path_pattern_free (JaridaPathPattern *self)
{
  g_free (self);
}

guint
_jarida_path_pattern_n_captures (const JaridaPathPattern *self)
{
  return self->n_captures;
}

gboolean
_jarida_path_pattern_match (const JaridaPathPattern *self,
                            const char              *path,
                            JaridaPathCaptures      *out_captures)
{
  const char *p = path;
  guint capture = 0;

  for (guint i = 0; i < self->n_pieces; i++)
    {
      const Piece *piece = &self->pieces[i];
      guint n = 0;

      if (piece->kind == OPEN)
        out_captures->start[capture] = (gsize) (p - path);
      else if (piece->kind == CLOSE)
        out_captures->end[capture++] = (gsize) (p - path);
      if (piece->kind != RUN)
        continue;
      while (n < piece->max && is_in_set (piece->set, (guchar) *p))
        {
          n++;
          p++;
        }
      if (n < piece->min)
        return FALSE;
    }

  return *p == '\0';
}
