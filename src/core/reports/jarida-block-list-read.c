/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-block-list-private.h"
#include "jarida-pdq.h"
#include "jarida-rice.h"

/* Reads files from strangers. Every count is held against the bytes that are there before memory is asked for, so that a file
 * costs what it weighs; what the format can say in two ways is refused in one. */

#define FAMILY_HEAD_BYTES 6

typedef struct
{
  const guint8 *p;
  const guint8 *end;
} Cursor;

typedef struct
{
  guint32          seq;
  guint32          from;
  GArray          *keys[N_SECTIONS];       /* (owned) of SECTION_KEYS, …EXCEPTIONS and both …REMOVED: key << 8 | mark */
  GArray          *numbers[N_SECTIONS];    /* (owned) of families removed */
  JaridaFamilySet *families[N_SECTIONS];   /* (owned) */
  const guint8    *state;                  /* Borrowed */
} Change;

static void
change_clear (Change *self)
{
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      g_clear_pointer (&self->keys[i], g_array_unref);
      g_clear_pointer (&self->numbers[i], g_array_unref);
      g_clear_pointer (&self->families[i], _jarida_family_set_free);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gsize
left (const Cursor *self)
{
  return (gsize) (self->end - self->p);
}

/* The highest byte first. There must be @n. */
static guint64
take_number (Cursor *self,
             guint   n)
{
  guint64 value = 0;

  while (n-- > 0)
    value = value << 8 | *self->p++;

  return value;
}

static gboolean
fail (GError     **error,
      const char  *what)
{
  g_set_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_MALFORMED, "The block list is damaged: %s", what);

  return FALSE;
}

static gboolean
read_keys (Cursor    body,
           guint32   count,
           gboolean  marked,
           GArray  **out_keys)
{
  guint parameter;
  gsize coded;
  guint64 *keys;

  if (left (&body) < 7 || (marked && left (&body) - 7 < count))
    return FALSE;
  coded = left (&body) - 7 - (marked ? count : 0);
  parameter = (guint) take_number (&body, 1);
  if (parameter > JARIDA_RICE_MAX_PARAMETER || (count == 1 && parameter != 0)
      || _jarida_rice_least_bytes (count, parameter) > coded)
    return FALSE;
  *out_keys = g_array_sized_new (FALSE, FALSE, sizeof (guint64), count);
  g_array_set_size (*out_keys, count);
  keys = (guint64 *) (void *) (*out_keys)->data;
  keys[0] = take_number (&body, 6);
  if (!_jarida_rice_decode (body.p, coded, parameter, keys, count))
    return FALSE;
  body.p += coded;
  for (guint32 i = 0; i < count; i++)
    {
      keys[i] = keys[i] << 8 | (marked ? *body.p++ : 0);
      if (marked && (guint8) keys[i] == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_families (Cursor            body,
               guint32           count,
               gboolean          spared,
               JaridaFamilySet **out_set)
{
  Cursor marks;
  gint64 last = -1;

  if (left (&body) / (FAMILY_HEAD_BYTES + JARIDA_PDQ_BYTES + 1) < count)
    return FALSE;
  marks.end = body.end;
  marks.p = body.end = body.end - count;
  *out_set = _jarida_family_set_new ();
  for (guint32 i = 0; i < count; i++)
    {
      JaridaFamily family;

      if (left (&body) < FAMILY_HEAD_BYTES)
        return FALSE;
      family.number = (guint32) take_number (&body, 4);
      family.distance = (guint8) take_number (&body, 1);
      family.n_hashes = (guint8) take_number (&body, 1);
      family.mark = (guint8) take_number (&marks, 1);
      if (family.number <= last || family.distance > JARIDA_FAMILY_MAX_DISTANCE || family.n_hashes == 0
          || (family.mark == 0) != spared || left (&body) < (gsize) family.n_hashes * JARIDA_PDQ_BYTES)
        return FALSE;
      last = family.number;
      _jarida_family_set_append (*out_set, &family, body.p);
      body.p += (gsize) family.n_hashes * JARIDA_PDQ_BYTES;
    }

  return body.p == body.end;
}

static gboolean
read_numbers (Cursor    body,
              guint32   count,
              GArray  **out_numbers)
{
  gint64 last = -1;

  if (left (&body) != (gsize) count * 4)
    return FALSE;
  *out_numbers = g_array_sized_new (FALSE, FALSE, sizeof (guint32), count);
  for (guint32 i = 0; i < count; i++)
    {
      guint32 number = (guint32) take_number (&body, 4);

      if (number <= last)
        return FALSE;
      last = number;
      g_array_append_val (*out_numbers, number);
    }

  return TRUE;
}

static gboolean
read_section (Change  *self,
              guint    type,
              guint32  count,
              Cursor   body)
{
  switch (type)
    {
    case SECTION_KEYS:
      return read_keys (body, count, TRUE, &self->keys[type]);
    case SECTION_KEYS_REMOVED:
    case SECTION_EXCEPTIONS:
    case SECTION_EXCEPTIONS_REMOVED:
      return read_keys (body, count, FALSE, &self->keys[type]);
    case SECTION_FAMILIES:
    case SECTION_SPARED:
      return read_families (body, count, type == SECTION_SPARED, &self->families[type]);
    case SECTION_FAMILIES_REMOVED:
    case SECTION_SPARED_REMOVED:
      return read_numbers (body, count, &self->numbers[type]);
    default:
      return FALSE;
    }
}

static gboolean
is_of_families (guint type)
{
  return type == SECTION_FAMILIES || type == SECTION_FAMILIES_REMOVED || type == SECTION_SPARED || type == SECTION_SPARED_REMOVED;
}

static gboolean
read_sections (Change  *self,
               Cursor  *cursor,
               GError **error)
{
  guint last = 0;

  while (left (cursor) != JARIDA_LIST_STATE_BYTES)
    {
      guint type;
      guint32 count, bytes;

      if (left (cursor) < JARIDA_LIST_SECTION_BYTES + JARIDA_LIST_STATE_BYTES)
        return fail (error, "it is cut off");
      type = (guint) take_number (cursor, 1);
      count = (guint32) take_number (cursor, 4);
      bytes = (guint32) take_number (cursor, 4);
      if (type <= last || type >= N_SECTIONS || count == 0)
        return fail (error, "a section is out of place");
      if (count > (is_of_families (type) ? JARIDA_LIST_MAX_FAMILIES : JARIDA_LIST_MAX_KEYS))
        {
          g_set_error_literal (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_TOO_LARGE, "The block list has too many entries");
          return FALSE;
        }
      if (bytes > left (cursor) - JARIDA_LIST_STATE_BYTES)
        return fail (error, "a section ends behind the file");
      if (!read_section (self, type, count, (Cursor) { cursor->p, cursor->p + bytes }))
        return fail (error, "a section is not of the form");
      cursor->p += bytes;
      last = type;
    }
  self->state = cursor->p;

  return TRUE;
}

static gboolean
read_file (Change  *self,
           GBytes  *file,
           GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  Cursor cursor = { data, data + size };

  if (size > JARIDA_LIST_MAX_BYTES)
    {
      g_set_error_literal (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_TOO_LARGE, "The block list is too large");
      return FALSE;
    }
  if (size < JARIDA_LIST_HEADER_BYTES + JARIDA_LIST_STATE_BYTES || memcmp (data, JARIDA_LIST_MAGIC, 4) != 0)
    return fail (error, "it is something else");
  cursor.p += 4;
  self->seq = (guint32) take_number (&cursor, 4);
  self->from = (guint32) take_number (&cursor, 4);
  if (self->from != 0 && self->from >= self->seq)
    return fail (error, "it leads back");

  return read_sections (self, &cursor, error);
}

/* Without @removed, with @added; either may be NULL. Of one key the added entry counts. */
static GArray *
merge_keys (const GArray *old,
            const GArray *added,
            const GArray *removed)
{
  guint n_added = added != NULL ? added->len : 0;
  guint n_removed = removed != NULL ? removed->len : 0;
  GArray *merged = g_array_sized_new (FALSE, FALSE, sizeof (guint64), old->len + n_added);

  for (guint i = 0, a = 0, r = 0; i < old->len || a < n_added;)
    {
      guint64 key = i < old->len ? g_array_index (old, guint64, i) >> 8 : G_MAXUINT64;
      guint64 added_key = a < n_added ? g_array_index (added, guint64, a) >> 8 : G_MAXUINT64;

      if (added_key <= key)
        {
          g_array_append_val (merged, g_array_index (added, guint64, a));
          a++;
          i += added_key == key;
          continue;
        }
      while (r < n_removed && g_array_index (removed, guint64, r) >> 8 < key)
        r++;
      if (r >= n_removed || g_array_index (removed, guint64, r) >> 8 != key)
        g_array_append_val (merged, g_array_index (old, guint64, i));
      i++;
    }

  return merged;
}

static JaridaFamilySet *
merge_families (const JaridaFamilySet *old,
                const JaridaFamilySet *added,
                const GArray          *removed)
{
  g_autoptr(JaridaFamilySet) none = _jarida_family_set_new ();
  g_autoptr(GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint32));

  return _jarida_family_set_merge (old, added != NULL ? added : none, removed != NULL ? removed : nothing);
}

static JaridaBlockList *
apply_change (JaridaBlockList  *self,
              const Change     *change,
              GError          **error)
{
  g_autoptr(JaridaBlockList) list =
    _jarida_block_list_new_take (change->seq,
                                 merge_keys (self->keys, change->keys[SECTION_KEYS], change->keys[SECTION_KEYS_REMOVED]),
                                 merge_keys (self->exceptions, change->keys[SECTION_EXCEPTIONS],
                                             change->keys[SECTION_EXCEPTIONS_REMOVED]),
                                 merge_families (self->families, change->families[SECTION_FAMILIES],
                                                 change->numbers[SECTION_FAMILIES_REMOVED]),
                                 merge_families (self->spared, change->families[SECTION_SPARED],
                                                 change->numbers[SECTION_SPARED_REMOVED]),
                                 error);

  if (list != NULL && memcmp (list->state, change->state, sizeof list->state) != 0)
    {
      g_set_error_literal (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_STATE, "The block list did not come out as published");
      return NULL;
    }

  return g_steal_pointer (&list);
}

JaridaBlockList *
jarida_block_list_parse (GBytes  *file,
                         GError **error)
{
  g_autoptr(JaridaBlockList) empty = jarida_block_list_new ();
  g_auto(Change) change = { 0 };

  if (!read_file (&change, file, error))
    return NULL;
  if (change.from != 0 || change.keys[SECTION_KEYS_REMOVED] != NULL || change.keys[SECTION_EXCEPTIONS_REMOVED] != NULL
      || change.numbers[SECTION_FAMILIES_REMOVED] != NULL || change.numbers[SECTION_SPARED_REMOVED] != NULL)
    {
      fail (error, "it is not a whole list");
      return NULL;
    }

  return apply_change (empty, &change, error);
}

JaridaBlockList *
jarida_block_list_apply (JaridaBlockList  *self,
                         GBytes           *file,
                         GError          **error)
{
  g_auto(Change) change = { 0 };

  if (!read_file (&change, file, error))
    return NULL;
  if (change.from == 0 || change.from != self->seq)
    {
      g_set_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_GAP, "The change is one to list %u and not to %u",
                   change.from, self->seq);
      return NULL;
    }

  return apply_change (self, &change, error);
}
