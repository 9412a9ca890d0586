/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-body.h"

#define FORMAT 1
/* More than any publisher has; a rotten length must not make us allocate. */
#define MAX_LIST 10000

void
jarida_body_pack_text (GByteArray *out,
                       const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  guint32 head;

  length = MIN (length, G_MAXINT32);
  head = text != NULL ? GUINT32_TO_LE ((guint32) length + 1) : 0;
  g_byte_array_append (out, (const guint8 *) &head, sizeof head);
  if (length > 0)
    g_byte_array_append (out, (const guint8 *) text, length);
}

static void
pack_number (GByteArray *out,
             guint32     number)
{
  number = GUINT32_TO_LE (number);
  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

static void
pack_texts (GByteArray *out,
            char      **texts)
{
  guint n = texts != NULL ? MIN (g_strv_length (texts), MAX_LIST) : 0;

  pack_number (out, n);
  for (guint i = 0; i < n; i++)
    jarida_body_pack_text (out, texts[i]);
}

void
jarida_body_pack (const JaridaArticle *article,
                  GByteArray          *out)
{
  guint n_enclosures = article->enclosures != NULL ? MIN (article->enclosures->len, MAX_LIST) : 0;

  pack_number (out, FORMAT);
  jarida_body_pack_text (out, article->content);
  jarida_body_pack_text (out, article->guid);
  jarida_body_pack_text (out, article->subtitle);
  jarida_body_pack_text (out, article->base);
  jarida_body_pack_text (out, article->image_caption);
  jarida_body_pack_text (out, article->comments);
  pack_texts (out, article->authors);
  pack_texts (out, article->categories);
  pack_number (out, n_enclosures);
  for (guint i = 0; i < n_enclosures; i++)
    {
      const JaridaEnclosure *enclosure = g_ptr_array_index (article->enclosures, i);
      guint64 length = enclosure->length;

      jarida_body_pack_text (out, enclosure->address);
      jarida_body_pack_text (out, enclosure->type);
      pack_number (out, (guint32) length);
      pack_number (out, (guint32) (length >> 32));
    }
}

/* The rest of a run of bytes; `bad` once it has ended too early, and then everything reads as nothing. */
typedef struct
{
  const guint8 *data;
  gsize         size;
  gboolean      bad;
} Rest;

static guint32
unpack_number (Rest *rest)
{
  guint32 number = 0;

  if (rest->size < sizeof number)
    {
      rest->bad = TRUE;
      return 0;
    }
  memcpy (&number, rest->data, sizeof number);
  rest->data += sizeof number;
  rest->size -= sizeof number;
  return GUINT32_FROM_LE (number);
}

static char *
unpack_text (Rest *rest)
{
  guint32 length = unpack_number (rest);
  char *text;

  if (length == 0)
    return NULL;
  length--;
  /* All that is kept came in as UTF-8; what is not came from elsewhere. */
  if (length > rest->size || !g_utf8_validate_len ((const char *) rest->data, length, NULL))
    {
      rest->bad = TRUE;
      return NULL;
    }
  text = g_strndup ((const char *) rest->data, length);
  rest->data += length;
  rest->size -= length;
  return text;
}

static guint32
unpack_count (Rest *rest)
{
  guint32 n = unpack_number (rest);

  if (n > MAX_LIST)
    rest->bad = TRUE;
  return rest->bad ? 0 : n;
}

static char **
unpack_texts (Rest *rest)
{
  guint32 n = unpack_count (rest);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint32 i = 0; i < n && !rest->bad; i++)
    {
      char *text = unpack_text (rest);

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

static GPtrArray *
unpack_enclosures (Rest *rest)
{
  guint32 n = unpack_count (rest);
  g_autoptr(GPtrArray) enclosures = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_enclosure_free);

  for (guint32 i = 0; i < n && !rest->bad; i++)
    {
      g_autofree char *address = unpack_text (rest);
      g_autofree char *type = unpack_text (rest);
      guint64 length = unpack_number (rest);

      length |= (guint64) unpack_number (rest) << 32;
      if (!rest->bad && address != NULL)
        g_ptr_array_add (enclosures, jarida_enclosure_new (address, type, length));
    }
  return enclosures->len > 0 ? g_steal_pointer (&enclosures) : NULL;
}

gboolean
jarida_body_unpack (const guint8  *data,
                    gsize          size,
                    JaridaArticle *article)
{
  Rest rest = { data, size, FALSE };

  if (unpack_number (&rest) != FORMAT)
    return FALSE;
  article->content = unpack_text (&rest);
  article->guid = unpack_text (&rest);
  article->subtitle = unpack_text (&rest);
  article->base = unpack_text (&rest);
  article->image_caption = unpack_text (&rest);
  article->comments = unpack_text (&rest);
  article->authors = unpack_texts (&rest);
  article->categories = unpack_texts (&rest);
  article->enclosures = unpack_enclosures (&rest);
  if (!rest.bad)
    return TRUE;
  g_clear_pointer (&article->content, g_free);
  g_clear_pointer (&article->guid, g_free);
  g_clear_pointer (&article->subtitle, g_free);
  g_clear_pointer (&article->base, g_free);
  g_clear_pointer (&article->image_caption, g_free);
  g_clear_pointer (&article->comments, g_free);
  g_clear_pointer (&article->authors, g_strfreev);
  g_clear_pointer (&article->categories, g_strfreev);
  g_clear_pointer (&article->enclosures, g_ptr_array_unref);
  return FALSE;
}
