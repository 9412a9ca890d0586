/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-index-text.h"

#include <string.h>
#include <zstd.h>

#include "jarida-body.h"
#include "jarida-fold.h"
#include "jarida-hash.h"
#include "jarida-section.h"

#define COMPRESSION_LEVEL 3
/* What a damaged row may take in memory. */
#define MAX_PACKED (64 * 1024 * 1024)

static char *
clean (const char *text)
{
  g_autofree char *valid = jarida_text_make_valid (text, -1);
  char *marker;

  while ((marker = strstr (valid, JARIDA_INDEX_AS_IS)) != NULL)
    memset (marker, ' ', strlen (JARIDA_INDEX_AS_IS));
  return g_steal_pointer (&valid);
}

void
jarida_index_append_token (GString    *out,
                           char        kind,
                           const char *text)
{
  g_string_append_printf (out, JARIDA_INDEX_AS_IS "=%c%s ", kind, text);
}

void
jarida_index_append_name (GString    *out,
                          char        kind,
                          const char *name)
{
  g_autofree char *folded = jarida_fold_text (name);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      jarida_index_append_token (out, kind, words[i]);
}

static void
append_number (GString *out,
               char     kind,
               gint64   number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  jarida_index_append_token (out, kind, text);
}

static void
append_line (GString    *out,
             const char *text)
{
  g_autofree char *cleaned = text != NULL ? clean (text) : NULL;

  if (cleaned == NULL || cleaned[0] == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, cleaned);
}

char *
jarida_index_text_make_body (const JaridaArticle *article)
{
  g_autofree char *text = article->content != NULL ? jarida_text_from_html (article->content) : NULL;
  GString *out = g_string_new (NULL);

  append_line (out, article->subtitle);
  append_line (out, text != NULL && text[0] != '\0' ? text : article->excerpt);
  append_line (out, article->image_caption);
  for (guint i = 0; article->authors != NULL && article->authors[i] != NULL; i++)
    append_line (out, article->authors[i]);
  return g_string_free (out, FALSE);
}

static char *
make_meta (const JaridaArticle *article)
{
  GString *out = g_string_new (NULL);

  /* Every article has this one: for a question of filters alone. */
  jarida_index_append_token (out, 'x', "");
  append_number (out, 's', article->source_id);
  for (guint i = 1; article->origins != NULL && i < article->origins->len; i++)
    append_number (out, 's', ((JaridaOrigin *) g_ptr_array_index (article->origins, i))->source_id);
  if (article->section_kind != JARIDA_SECTION_NONE)
    append_number (out, 'k', article->section_kind);
  if (article->language != NULL)
    {
      g_autofree char *language = g_ascii_strdown (article->language, 2);

      if (strlen (language) == 2 && g_ascii_isalpha (language[0]) && g_ascii_isalpha (language[1]))
        jarida_index_append_token (out, 'l', language);
    }
  if (article->content != NULL && article->content[0] != '\0')
    jarida_index_append_token (out, 'o', "");
  if (article->city != NULL)
    jarida_index_append_name (out, 'c', article->city);
  for (guint i = 0; article->authors != NULL && article->authors[i] != NULL; i++)
    jarida_index_append_name (out, 'a', article->authors[i]);
  return g_string_free (out, FALSE);
}

static void
append_all (const JaridaIndexText *self,
            GByteArray            *out)
{
  jarida_body_pack_text (out, self->title);
  jarida_body_pack_text (out, self->body);
  jarida_body_pack_text (out, self->meta);
}

void
jarida_index_text_init (JaridaIndexText     *self,
                        const JaridaArticle *article)
{
  g_autoptr(GByteArray) all = g_byte_array_new ();

  self->title = clean (article->title != NULL ? article->title : "");
  self->body = jarida_index_text_make_body (article);
  self->meta = make_meta (article);
  append_all (self, all);
  self->hash = (gint64) jarida_hash_bytes (all->data, all->len);
}

void
jarida_index_text_clear (JaridaIndexText *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->meta, g_free);
}

GBytes *
jarida_index_text_pack (const JaridaIndexText *self)
{
  g_autoptr(GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *packed = NULL;
  gsize size;

  append_all (self, all);
  size = ZSTD_compressBound (all->len);
  packed = g_malloc (size);
  size = ZSTD_compress (packed, size, all->data, all->len, COMPRESSION_LEVEL);
  /* It has all the room that it can need. */
  g_assert (!ZSTD_isError (size));
  return g_bytes_new (packed, size);
}

static char *
unpack_text (const guint8 **data,
             gsize         *size)
{
  guint32 length;
  char *text;

  if (*size < sizeof length)
    return NULL;
  memcpy (&length, *data, sizeof length);
  length = GUINT32_FROM_LE (length);
  if (length == 0 || length - 1 > *size - sizeof length)
    return NULL;
  text = g_strndup ((const char *) *data + sizeof length, length - 1);
  *data += sizeof length + length - 1;
  *size -= sizeof length + length - 1;
  return text;
}

gboolean
jarida_index_text_unpack (JaridaIndexText *self,
                          gconstpointer    data,
                          gsize            size)
{
  g_autofree guint8 *all = NULL;
  const guint8 *rest;
  unsigned long long wanted = ZSTD_getFrameContentSize (data, size);

  memset (self, 0, sizeof *self);
  if (wanted == ZSTD_CONTENTSIZE_UNKNOWN || wanted == ZSTD_CONTENTSIZE_ERROR || wanted > MAX_PACKED)
    return FALSE;
  all = g_malloc (wanted + 1);
  size = ZSTD_decompress (all, wanted, data, size);
  if (ZSTD_isError (size))
    return FALSE;
  self->hash = (gint64) jarida_hash_bytes (all, size);
  rest = all;
  self->title = unpack_text (&rest, &size);
  self->body = unpack_text (&rest, &size);
  self->meta = unpack_text (&rest, &size);
  if (self->title != NULL && self->body != NULL && self->meta != NULL)
    return TRUE;
  jarida_index_text_clear (self);
  return FALSE;
}
