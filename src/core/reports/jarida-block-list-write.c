/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-block-list-private.h"
#include "jarida-pdq.h"
#include "jarida-rice.h"

static void
put_number (GByteArray *out,
            guint64     value,
            guint       n)
{
  while (n-- > 0)
    {
      guint8 byte = (guint8) (value >> (8 * n));

      g_byte_array_append (out, &byte, 1);
    }
}

static void
put_section (GByteArray *out,
             guint       type,
             guint       count,
             GByteArray *body)
{
  put_number (out, type, 1);
  put_number (out, count, 4);
  put_number (out, body->len, 4);
  g_byte_array_append (out, body->data, body->len);
}

static void
put_keys (GByteArray   *out,
          guint         type,
          const GArray *keys,
          gboolean      marked)
{
  g_autoptr(GByteArray) body = NULL;
  g_autofree guint64 *values = NULL;
  guint parameter;

  if (keys->len == 0)
    return;
  body = g_byte_array_new ();
  values = g_new (guint64, keys->len);
  for (guint i = 0; i < keys->len; i++)
    values[i] = g_array_index (keys, guint64, i) >> 8;
  parameter = _jarida_rice_choose (values, keys->len);
  put_number (body, parameter, 1);
  put_number (body, values[0], 6);
  _jarida_rice_encode (body, values, keys->len, parameter);
  for (guint i = 0; marked && i < keys->len; i++)
    put_number (body, g_array_index (keys, guint64, i) & 0xff, 1);
  put_section (out, type, keys->len, body);
}

static void
put_families (GByteArray            *out,
              guint                  type,
              const JaridaFamilySet *set)
{
  g_autoptr(GByteArray) body = g_byte_array_new ();
  const guint8 *hashes = set->hashes->data;
  guint n = _jarida_family_set_size (set);

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      const JaridaFamily *family = _jarida_family_set_get (set, i);

      put_number (body, family->number, 4);
      put_number (body, family->distance, 1);
      put_number (body, family->n_hashes, 1);
      g_byte_array_append (body, hashes, (guint) family->n_hashes * JARIDA_PDQ_BYTES);
      hashes += (gsize) family->n_hashes * JARIDA_PDQ_BYTES;
    }
  for (guint i = 0; i < n; i++)
    put_number (body, _jarida_family_set_get (set, i)->mark, 1);
  put_section (out, type, n, body);
}

static void
put_numbers (GByteArray   *out,
             guint         type,
             const GArray *numbers)
{
  g_autoptr(GByteArray) body = g_byte_array_new ();

  if (numbers->len == 0)
    return;
  for (guint i = 0; i < numbers->len; i++)
    put_number (body, g_array_index (numbers, guint32, i), 4);
  put_section (out, type, numbers->len, body);
}

/* What of @to is not in @from as it is, and the keys that are in @from only. */
static void
diff_keys (const GArray *from,
           const GArray *to,
           GArray       *out_added,
           GArray       *out_removed)
{
  for (guint i = 0, j = 0; i < from->len || j < to->len;)
    {
      guint64 old = i < from->len ? g_array_index (from, guint64, i) : G_MAXUINT64;
      guint64 new = j < to->len ? g_array_index (to, guint64, j) : G_MAXUINT64;

      if (old >> 8 < new >> 8)
        {
          g_array_append_val (out_removed, old);
        }
      else if (old != new)
        {
          g_array_append_val (out_added, new);
        }
      i += old >> 8 <= new >> 8;
      j += new >> 8 <= old >> 8;
    }
}

static GByteArray *
begin_file (guint32 seq,
            guint32 from)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) JARIDA_LIST_MAGIC, strlen (JARIDA_LIST_MAGIC));
  put_number (out, seq, 4);
  put_number (out, from, 4);

  return out;
}

static GBytes *
end_file (GByteArray      *out,
          JaridaBlockList *list)
{
  g_byte_array_append (out, list->state, sizeof list->state);

  return g_byte_array_free_to_bytes (out);
}

GBytes *
jarida_block_list_encode (JaridaBlockList *self)
{
  GByteArray *out = begin_file (self->seq, 0);

  put_keys (out, SECTION_KEYS, self->keys, TRUE);
  put_families (out, SECTION_FAMILIES, self->families);
  put_keys (out, SECTION_EXCEPTIONS, self->exceptions, FALSE);
  put_families (out, SECTION_SPARED, self->spared);

  return end_file (out, self);
}

typedef struct
{
  GArray          *added;              /* (owned) keys */
  GArray          *removed;            /* (owned) */
  JaridaFamilySet *families;           /* (owned) */
  GArray          *families_removed;   /* (owned) */
} Difference;

static void
difference_init (Difference            *self,
                 const GArray          *keys_from,
                 const GArray          *keys_to,
                 const JaridaFamilySet *families_from,
                 const JaridaFamilySet *families_to)
{
  self->added = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->removed = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->families_removed = g_array_new (FALSE, FALSE, sizeof (guint32));
  diff_keys (keys_from, keys_to, self->added, self->removed);
  self->families = _jarida_family_set_diff (families_from, families_to, self->families_removed);
}

static void
difference_clear (Difference *self)
{
  g_array_unref (self->added);
  g_array_unref (self->removed);
  g_array_unref (self->families_removed);
  _jarida_family_set_free (self->families);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Difference, difference_clear)

GBytes *
jarida_block_list_encode_change (JaridaBlockList *from,
                                 JaridaBlockList *to)
{
  GByteArray *out;
  g_auto(Difference) listed = { 0 };
  g_auto(Difference) spared = { 0 };

  difference_init (&listed, from->keys, to->keys, from->families, to->families);
  difference_init (&spared, from->exceptions, to->exceptions, from->spared, to->spared);
  out = begin_file (to->seq, from->seq);
  put_keys (out, SECTION_KEYS, listed.added, TRUE);
  put_keys (out, SECTION_KEYS_REMOVED, listed.removed, FALSE);
  put_families (out, SECTION_FAMILIES, listed.families);
  put_numbers (out, SECTION_FAMILIES_REMOVED, listed.families_removed);
  put_keys (out, SECTION_EXCEPTIONS, spared.added, FALSE);
  put_keys (out, SECTION_EXCEPTIONS_REMOVED, spared.removed, FALSE);
  put_families (out, SECTION_SPARED, spared.families);
  put_numbers (out, SECTION_SPARED_REMOVED, spared.families_removed);

  return end_file (out, to);
}
