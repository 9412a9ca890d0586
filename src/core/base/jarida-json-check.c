/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-json-check.h"

/* No recursion: one byte a level says whether it is an object. */

typedef struct
{
  const char             *p;
  const char             *end;
  const JaridaJsonLimits *limits;
  guint8                  is_object[JARIDA_JSON_MAX_DEPTH];
  guint                   depth;
  guint                   n_values;
  guint                   n_names;
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
        {
          gboolean zero = TRUE;

          for (guint i = 0; i < 4; i++, self->p++)
            {
              if (self->p >= self->end || !g_ascii_isxdigit (*self->p))
                return FALSE;
              zero &= *self->p == '0';
            }
          if (zero && !self->limits->allow_nul)
            return FALSE;
        }
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
  self->n_names++;

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
      if (self->p >= self->end || ++self->n_values > self->limits->max_values)
        return FALSE;
      container = *self->p == '{' || *self->p == '[';
      if (container)
        {
          gboolean object = *self->p++ == '{';

          if (self->depth == self->limits->max_depth)
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
jarida_json_check (const char             *text,
                   gsize                   length,
                   const JaridaJsonLimits *limits,
                   JaridaJsonShape        *out_shape)
{
  Checker self = { .p = text, .end = text + length, .limits = limits };
  gboolean passed;

  g_return_val_if_fail (limits->max_depth <= JARIDA_JSON_MAX_DEPTH, FALSE);

  passed = check_value (&self);
  out_shape->n_names = self.n_names;
  out_shape->fault_at = (gsize) (self.p - text);

  return passed;
}
