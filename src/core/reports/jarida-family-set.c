/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-family-set.h"
#include "jarida-pdq.h"

JaridaFamilySet *
_jarida_family_set_new (void)
{
  JaridaFamilySet *self = g_new0 (JaridaFamilySet, 1);

  self->families = g_array_new (FALSE, FALSE, sizeof (JaridaFamily));
  self->hashes = g_byte_array_new ();
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
_jarida_family_set_free (JaridaFamilySet *self)
{
  g_array_unref (self->families);
  g_byte_array_unref (self->hashes);
  g_array_unref (self->owners);
  g_free (self);
}

guint
_jarida_family_set_size (const JaridaFamilySet *self)
{
  return self->families->len;
}

const JaridaFamily *
_jarida_family_set_get (const JaridaFamilySet *self,
                        guint                  i)
{
  return &g_array_index (self->families, JaridaFamily, i);
}

void
_jarida_family_set_append (JaridaFamilySet    *self,
                           const JaridaFamily *family,
                           const guint8       *hashes)
{
  guint32 index = self->families->len;

  g_array_append_val (self->families, *family);
  g_byte_array_append (self->hashes, hashes, (guint) family->n_hashes * JARIDA_PDQ_BYTES);
  for (guint i = 0; i < family->n_hashes; i++)
    g_array_append_val (self->owners, index);
}

/* Walks through a set with its hashes. */
typedef struct
{
  const JaridaFamilySet *set;      /* Borrowed */
  guint                  i;
  gsize                  at;       /* of its first hash, in bytes */
} Walk;

static const JaridaFamily *
current (const Walk *walk)
{
  return walk->i < walk->set->families->len ? _jarida_family_set_get (walk->set, walk->i) : NULL;
}

static const guint8 *
current_hashes (const Walk *walk)
{
  return walk->set->hashes->data + walk->at;
}

static void
step (Walk *walk)
{
  walk->at += (gsize) current (walk)->n_hashes * JARIDA_PDQ_BYTES;
  walk->i++;
}

static void
take (JaridaFamilySet *into,
      Walk            *walk)
{
  _jarida_family_set_append (into, current (walk), current_hashes (walk));
  step (walk);
}

static gboolean
is_removed (const GArray *removed,
            guint        *at,
            guint32       number)
{
  while (*at < removed->len && g_array_index (removed, guint32, *at) < number)
    (*at)++;

  return *at < removed->len && g_array_index (removed, guint32, *at) == number;
}

JaridaFamilySet *
_jarida_family_set_merge (const JaridaFamilySet *self,
                          const JaridaFamilySet *added,
                          const GArray          *removed)
{
  JaridaFamilySet *merged = _jarida_family_set_new ();
  Walk old = { .set = self }, new = { .set = added };
  guint at = 0;

  while (current (&old) != NULL || current (&new) != NULL)
    {
      const JaridaFamily *a = current (&old);
      const JaridaFamily *b = current (&new);

      if (a == NULL || (b != NULL && b->number < a->number))
        take (merged, &new);
      else if ((b != NULL && b->number == a->number) || is_removed (removed, &at, a->number))
        step (&old);
      else
        take (merged, &old);
    }

  return merged;
}

static gboolean
is_same (const Walk *a,
         const Walk *b)
{
  const JaridaFamily *x = current (a);
  const JaridaFamily *y = current (b);

  return x->distance == y->distance && x->n_hashes == y->n_hashes && x->mark == y->mark
         && memcmp (current_hashes (a), current_hashes (b), (gsize) x->n_hashes * JARIDA_PDQ_BYTES) == 0;
}

JaridaFamilySet *
_jarida_family_set_diff (const JaridaFamilySet *from,
                         const JaridaFamilySet *to,
                         GArray                *out_removed)
{
  JaridaFamilySet *added = _jarida_family_set_new ();
  Walk old = { .set = from }, new = { .set = to };

  while (current (&old) != NULL || current (&new) != NULL)
    {
      const JaridaFamily *a = current (&old);
      const JaridaFamily *b = current (&new);

      if (a == NULL || (b != NULL && b->number < a->number))
        {
          take (added, &new);
        }
      else if (b == NULL || a->number < b->number)
        {
          g_array_append_val (out_removed, a->number);
          step (&old);
        }
      else
        {
          if (is_same (&old, &new))
            step (&new);
          else
            take (added, &new);
          step (&old);
        }
    }

  return added;
}

const JaridaFamily *
_jarida_family_set_find (const JaridaFamilySet *self,
                         const guint8          *pdq)
{
  gsize i = 0;

  /* All at the widest distance; what that finds is looked at by its own. */
  while (i < self->owners->len)
    {
      const guint8 *rest = self->hashes->data + i * JARIDA_PDQ_BYTES;
      gssize found = jarida_pdq_find (rest, self->owners->len - i, pdq, JARIDA_FAMILY_MAX_DISTANCE);
      const JaridaFamily *family;

      if (found < 0)
        return NULL;
      i += (gsize) found;
      family = _jarida_family_set_get (self, g_array_index (self->owners, guint32, i));
      if (jarida_pdq_distance (self->hashes->data + i * JARIDA_PDQ_BYTES, pdq) <= family->distance)
        return family;
      i++;
    }

  return NULL;
}
