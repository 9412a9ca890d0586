/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-rice.h"

static guint64
bits_needed (const guint64 *values,
             gsize          n,
             guint          parameter)
{
  guint64 bits = 0;

  for (gsize i = 1; i < n; i++)
    bits += ((values[i] - values[i - 1]) >> parameter) + 1 + parameter;

  return bits;
}

guint
_jarida_rice_choose (const guint64 *values,
                     gsize          n)
{
  guint64 mean;
  guint middle = 0, best = 0;
  guint64 least = G_MAXUINT64;

  if (n < 2)
    return 0;
  /* The length as a function of the parameter has one valley, and it lies near the mean. */
  mean = (values[n - 1] - values[0]) / (n - 1);
  while (middle < JARIDA_RICE_MAX_PARAMETER && mean >> (middle + 1) != 0)
    middle++;
  for (guint parameter = middle > 4 ? middle - 4 : 0; parameter <= MIN (middle + 2, JARIDA_RICE_MAX_PARAMETER); parameter++)
    {
      guint64 bits = bits_needed (values, n, parameter);

      if (bits < least)
        {
          least = bits;
          best = parameter;
        }
    }

  return best;
}

typedef struct
{
  GByteArray *out;       /* Borrowed */
  guint64     waiting;   /* bits not written yet, the highest first */
  guint       n_waiting; /* under 8 between two calls */
} BitWriter;

/* @n at most 56. */
static void
write_bits (BitWriter *self,
            guint64    value,
            guint      n)
{
  self->waiting = self->waiting << n | value;
  self->n_waiting += n;
  while (self->n_waiting >= 8)
    {
      guint8 byte = (guint8) (self->waiting >> (self->n_waiting - 8));

      g_byte_array_append (self->out, &byte, 1);
      self->n_waiting -= 8;
    }
  self->waiting &= (G_GUINT64_CONSTANT (1) << self->n_waiting) - 1;
}

void
_jarida_rice_encode (GByteArray    *out,
                     const guint64 *values,
                     gsize          n,
                     guint          parameter)
{
  BitWriter self = { .out = out };

  for (gsize i = 1; i < n; i++)
    {
      guint64 difference = values[i] - values[i - 1];

      for (guint64 ones = difference >> parameter; ones > 0; ones -= MIN (ones, 32))
        write_bits (&self, (G_GUINT64_CONSTANT (1) << MIN (ones, 32)) - 1, (guint) MIN (ones, 32));
      write_bits (&self, 0, 1);
      write_bits (&self, difference & ((G_GUINT64_CONSTANT (1) << parameter) - 1), parameter);
    }
  if (self.n_waiting > 0)
    write_bits (&self, 0, 8 - self.n_waiting);
}

guint64
_jarida_rice_least_bytes (guint64 n,
                          guint   parameter)
{
  return n < 2 ? 0 : ((n - 1) * (1 + parameter) + 7) / 8;
}

typedef struct
{
  const guint8 *p;
  const guint8 *end;
  guint64       bits;      /* at the top */
  guint         n_bits;
} BitReader;

static void
refill (BitReader *self)
{
  while (self->n_bits <= 56 && self->p < self->end)
    {
      self->bits |= (guint64) *self->p++ << (56 - self->n_bits);
      self->n_bits += 8;
    }
}

static void
consume (BitReader *self,
         guint      n)
{
  self->bits = n < 64 ? self->bits << n : 0;
  self->n_bits -= n;
}

/* Ones up to a zero, the zero included. FALSE: more than @most, or the end. */
static gboolean
read_ones (BitReader *self,
           guint64    most,
           guint64   *out_ones)
{
  guint64 ones = 0;

  for (;;)
    {
      guint run;

      refill (self);
      if (self->n_bits == 0)
        return FALSE;
      run = self->bits == G_MAXUINT64 ? 64 : (guint) __builtin_clzll (~self->bits);
      run = MIN (run, self->n_bits);
      ones += run;
      if (ones > most)
        return FALSE;
      if (run < self->n_bits)
        {
          consume (self, run + 1);
          *out_ones = ones;
          return TRUE;
        }
      consume (self, run);
    }
}

static gboolean
read_low (BitReader *self,
          guint      n,
          guint64   *out_value)
{
  *out_value = 0;
  if (n == 0)
    return TRUE;
  refill (self);
  if (self->n_bits < n)
    return FALSE;
  *out_value = self->bits >> (64 - n);
  consume (self, n);

  return TRUE;
}

gboolean
_jarida_rice_decode (const guint8 *data,
                     gsize         size,
                     guint         parameter,
                     guint64      *values,
                     gsize         n)
{
  BitReader self = { .p = data, .end = data + size };

  g_return_val_if_fail (parameter <= JARIDA_RICE_MAX_PARAMETER, FALSE);

  for (gsize i = 1; i < n; i++)
    {
      guint64 ones, low, difference;

      if (!read_ones (&self, JARIDA_RICE_MAX_VALUE >> parameter, &ones) || !read_low (&self, parameter, &low))
        return FALSE;
      difference = ones << parameter | low;
      if (difference == 0 || difference > JARIDA_RICE_MAX_VALUE - values[i - 1])
        return FALSE;
      values[i] = values[i - 1] + difference;
    }

  /* One file for each list: nothing may hide in what is left of the last byte. */
  return self.p == self.end && self.n_bits < 8 && self.bits == 0;
}
