/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-private.h"

/* JSON by the letter of RFC 8259, looked through before the JSON library sees it: that one is lenient in places,
 * walks into every bracket with a call of its own, and makes an object of every value. So nothing too deep or too
 * numerous may reach it. No recursion: one bit a level says whether it is an object. */

#define MAX_DEPTH 128
#define MAX_VALUES 400000

typedef struct
{
  const char *p;
  const char *end;
  guint8      is_object[MAX_DEPTH];
  guint       depth;
  guint       n_values;
} Checker;

static void
skip_space (Checker *self)
{
  while (self->p < self->end && (*self->p == ' ' || *self->p == '\t' || *self->p == '\n' || *self->p == '\r'))
    self->p++;
}

static gboolean
check_string (Checker *self)
{
  self->p++;
  while (self->p < self->end && *self->p != '"')
    {
      if ((guchar) *self->p < 0x20)
        return FALSE;
      if (*self->p++ != '\\')
        continue;
      if (self->p >= self->end || *self->p == '\0' || strchr ("\"\\/bfnrtu", *self->p) == NULL)
        return FALSE;
      if (*self->p++ == 'u')
        for (guint i = 0; i < 4; i++)
          if (self->p >= self->end || !g_ascii_isxdigit (*self->p++))
            return FALSE;
    }

  return self->p++ < self->end;
}

static gboolean
skip_digits (Checker *self)
{
  const char *start = self->p;

  while (self->p < self->end && g_ascii_isdigit (*self->p))
    self->p++;

  return self->p > start;
}

static gboolean
check_number (Checker *self)
{
  if (*self->p == '-')
    self->p++;
  if (self->p < self->end && *self->p == '0')
    self->p++;
  else if (!skip_digits (self))
    return FALSE;
  if (self->p < self->end && *self->p == '.')
    {
      self->p++;
      if (!skip_digits (self))
        return FALSE;
    }
  if (self->p < self->end && (*self->p == 'e' || *self->p == 'E'))
    {
      self->p++;
      if (self->p < self->end && (*self->p == '+' || *self->p == '-'))
        self->p++;
      if (!skip_digits (self))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_scalar (Checker *self)
{
  static const char *const words[] = { "true", "false", "null" };

  if (*self->p == '"')
    return check_string (self);
  if (*self->p == '-' || g_ascii_isdigit (*self->p))
    return check_number (self);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize) (self->end - self->p) >= strlen (words[i]) && memcmp (self->p, words[i], strlen (words[i])) == 0)
      {
        self->p += strlen (words[i]);
        return TRUE;
      }

  return FALSE;
}

/* "name": before a value of an object. */
static gboolean
check_name (Checker *self)
{
  skip_space (self);
  if (self->p >= self->end || *self->p != '"' || !check_string (self))
    return FALSE;
  skip_space (self);

  return self->p < self->end && *self->p++ == ':';
}

static gboolean
check_value (Checker *self)
{
  gboolean container = TRUE;

  /* Each turn begins where a value must stand. */
  for (;;)
    {
      skip_space (self);
      if (self->p >= self->end || ++self->n_values > MAX_VALUES)
        return FALSE;
      container = *self->p == '{' || *self->p == '[';
      if (container)
        {
          gboolean object = *self->p++ == '{';

          if (self->depth == MAX_DEPTH)
            return FALSE;
          self->is_object[self->depth++] = object;
          skip_space (self);
          if (self->p < self->end && *self->p != (object ? '}' : ']'))
            {
              if (object && !check_name (self))
                return FALSE;
              continue;
            }
        }
      else if (!check_scalar (self))
        return FALSE;

      /* Behind a value: close what ends here, go on with the next. */
      for (;;)
        {
          char close;

          skip_space (self);
          if (self->depth == 0)
            return self->p == self->end;
          if (self->p >= self->end)
            return FALSE;
          close = self->is_object[self->depth - 1] ? '}' : ']';
          if (*self->p == close)
            {
              self->p++;
              self->depth--;
              continue;
            }
          if (*self->p++ != ',')
            return FALSE;
          if (close == '}' && !check_name (self))
            return FALSE;
          break;
        }
    }
}

gboolean
jarida_json_check (const char  *text,
                   gsize        length,
                   GError     **error)
{
  Checker self = { .p = text, .end = text + length };

  if (check_value (&self))
    return TRUE;
  g_set_error (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED,
               "The JSON is broken, too deep or too large at byte %" G_GSIZE_FORMAT, (gsize) (self.p - text));

  return FALSE;
}
