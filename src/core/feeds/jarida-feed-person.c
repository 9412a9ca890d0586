/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-private.h"
#include "jarida-text.h"

static char *
dup_squeezed (const char *text)
{
  g_autofree char *squeezed = text != NULL ? jarida_text_squeeze (text) : NULL;

  return squeezed != NULL && *squeezed != '\0' ? g_steal_pointer (&squeezed) : NULL;
}

JaridaFeedPerson *
jarida_feed_person_new (const char *name,
                        const char *email,
                        const char *address)
{
  JaridaFeedPerson *self = g_new0 (JaridaFeedPerson, 1);

  self->name = dup_squeezed (name);
  self->email = dup_squeezed (email);
  self->address = dup_squeezed (address);

  return self;
}

void
jarida_feed_person_free (JaridaFeedPerson *self)
{
  g_free (self->name);
  g_free (self->email);
  g_free (self->address);
  g_free (self);
}

static gboolean
is_email_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+/=?^_`{|}~-", c) != NULL) || (guchar) c >= 0x80;
}

/* Finds NAME@HOST.TLD; one word with an at sign in the middle is enough. */
static gboolean
find_email (const char  *text,
            const char **out_start,
            const char **out_end)
{
  const char *at = strchr (text, '@');
  const char *start = at;
  const char *end;

  if (at == NULL)
    return FALSE;
  while (start > text && is_email_character (start[-1]))
    start--;
  for (end = at + 1; g_ascii_isalnum (*end) || *end == '.' || *end == '-' || (guchar) *end >= 0x80; end++)
    ;
  if (start == at || end == at + 1)
    return FALSE;

  *out_start = start;
  *out_end = end;
  return TRUE;
}

/* Brackets and quotes that are left when the address has been taken out say nothing. */
static void
strip_wrapping (GString *name)
{
  static const char *const empty[] = { "mailto:", "()", "<>", "[]", "( )", "< >" };
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    g_string_replace (name, empty[i], "", 0);
  g_strstrip (name->str);
  length = strlen (name->str);
  while (length >= 2 && ((name->str[0] == '(' && name->str[length - 1] == ')') ||
                         (name->str[0] == '"' && name->str[length - 1] == '"')))
    {
      memmove (name->str, name->str + 1, length - 2);
      length -= 2;
      name->str[length] = '\0';
      g_strstrip (name->str);
      length = strlen (name->str);
    }
  while (length > 0 && strchr (",;:-", name->str[length - 1]) != NULL)
    name->str[--length] = '\0';
  name->len = length;
}

/**
 * jarida_feed_person_parse:
 *
 * The forms in use: "mail@host (Name)", "Name (mail@host)", "Name <mail@host>", "mail@host", "Name".
 *
 * Returns: (transfer full) (nullable): %NULL when nobody is named
 */
JaridaFeedPerson *
jarida_feed_person_parse (const char *text)
{
  g_autofree char *squeezed = jarida_text_squeeze (text);
  const char *start;
  const char *end;
  g_autofree char *email = NULL;
  g_autoptr(GString) name = NULL;

  if (*squeezed == '\0')
    return NULL;
  if (!find_email (squeezed, &start, &end))
    return jarida_feed_person_new (squeezed, NULL, NULL);

  email = g_strndup (start, end - start);
  name = g_string_new_len (squeezed, start - squeezed);
  g_string_append (name, end);
  strip_wrapping (name);

  return jarida_feed_person_new (name->str, email, NULL);
}
