/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-markup.h"
#include "jarida-xml-mend.h"

/* What a document type declares goes into the text only while the text stays about as long as it was: an entity
 * bomb is left as it is written. */
#define MAX_ENTITIES 256
#define MAX_ENTITY_LENGTH 1024
#define EXPANSION_BUDGET (256 * 1024)

/* The pass before the XML parser. That parser drops what it cannot read: "AT&T & co" loses its ampersands,
 * "?a=1&b=2" its parameter, "&eacute;" its letter. So whatever is no reference of XML is escaped, the entities of
 * HTML become characters, control characters and the XML declaration go (the text is UTF-8 by now), and so does the
 * document type with all that it could make a parser do. Comments, CDATA sections and instructions pass untouched.
 * One look at each byte; nothing is copied while nothing changes. */
typedef struct
{
  const char *end;
  const char *copied;          /* the input before this is in out */
  GString    *out;
  GHashTable *entities;        /* (owned) (nullable) char * -> char *, from the document type */
  gsize       budget;
  gboolean    changed;         /* something was not well formed */
  gboolean    has_doctype;     /* the first one is read, any other only dropped */
} Mender;

static void
replace (Mender     *self,
         const char *from,
         const char *to,
         const char *text)
{
  g_string_append_len (self->out, self->copied, from - self->copied);
  g_string_append (self->out, text);
  self->copied = to;
}

static void
replace_with_character (Mender     *self,
                        const char *from,
                        const char *to,
                        gunichar    character)
{
  char text[8];

  if (character == '<')
    strcpy (text, "&lt;");
  else if (character == '&')
    strcpy (text, "&amp;");
  else if (character == '"')
    strcpy (text, "&quot;");
  else
    text[g_unichar_to_utf8 (character, text)] = '\0';
  replace (self, from, to, text);
}

static const char *const predefined[] = { "lt;", "gt;", "amp;", "quot;", "apos;" };

static gboolean
is_predefined (const char *name,
               gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (predefined); i++)
    if (strlen (predefined[i]) == length + 1 && memcmp (predefined[i], name, length) == 0)
      return TRUE;

  return FALSE;
}

/* Behind a reference that XML has itself, or NULL: in escaped HTML there is nothing else. */
static const char *
skip_predefined (const Mender *self,
                 const char   *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (predefined); i++)
    {
      gsize length = strlen (predefined[i]);

      if ((gsize) (self->end - p) > length && memcmp (p + 1, predefined[i], length) == 0)
        return p + 1 + length;
    }

  return NULL;
}

static const char *
lookup_declared (Mender     *self,
                 const char *p,
                 const char **out_end)
{
  const char *end = MIN (p + 64, self->end);
  const char *semicolon = memchr (p, ';', end - p);
  g_autofree char *name = NULL;
  const char *value;

  if (self->entities == NULL || semicolon == NULL)
    return NULL;
  name = g_strndup (p, semicolon - p);
  value = g_hash_table_lookup (self->entities, name);
  if (value == NULL || strlen (value) > self->budget)
    return NULL;

  self->budget -= strlen (value);
  *out_end = semicolon + 1;
  return value;
}

static const char *
mend_ampersand (Mender     *self,
                const char *p)
{
  const char *next = skip_predefined (self, p);
  const char *value;
  gunichar character;

  if (next != NULL)
    return next;
  value = lookup_declared (self, p + 1, &next);
  if (value != NULL)
    {
      replace (self, p, next, value);
      return next;
    }

  character = jarida_markup_read_reference (p, self->end, &next);
  if (next == p)
    {
      replace (self, p, p + 1, "&amp;");
      self->changed = TRUE;
      return p + 1;
    }
  if (character == 0)
    {
      replace (self, p, next, "");
      self->changed = TRUE;
    }
  else
    {
      if (p[1] != '#')
        self->changed = TRUE;
      replace_with_character (self, p, next, character);
    }

  return next;
}

/* <!ENTITY name "value">, only of plain text: a value that needs an entity again is none of ours. */
static void
read_declaration (Mender     *self,
                  const char *p,
                  const char *end)
{
  const char *name;
  gsize name_length;
  const char *close;
  g_autofree char *value = NULL;
  g_autoptr(GString) escaped = NULL;

  while (p < end && g_ascii_isspace (*p))
    p++;
  for (name = p; p < end && (g_ascii_isalnum (*p) || *p == '-' || *p == '_' || *p == '.'); p++)
    ;
  name_length = p - name;
  while (p < end && g_ascii_isspace (*p))
    p++;
  if (name_length == 0 || name_length > 60 || p >= end || (*p != '"' && *p != '\''))
    return;
  close = memchr (p + 1, *p, MIN (end - p - 1, MAX_ENTITY_LENGTH));
  if (close == NULL || is_predefined (name, name_length))
    return;

  value = jarida_markup_unescape (p + 1, close - p - 1);
  if (self->entities == NULL)
    self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  escaped = g_string_new (NULL);
  jarida_markup_append_escaped (escaped, value, strlen (value));
  if (g_hash_table_size (self->entities) < MAX_ENTITIES)
    g_hash_table_insert (self->entities, g_strndup (name, name_length), g_strdup (escaped->str));
}

static const char *
drop_doctype (Mender     *self,
              const char *p)
{
  const char *close = memchr (p, '>', self->end - p);
  const char *subset = memchr (p, '[', (close != NULL ? close : self->end) - p);

  if (subset != NULL && !self->has_doctype)
    {
      const char *subset_end = subset;

      /* The first "]" that a ">" follows: entity values may hold brackets, but hardly this. */
      do
        subset_end = memchr (subset_end + 1, ']', self->end - subset_end - 1);
      while (subset_end != NULL && subset_end + 1 < self->end && subset_end[1] != '>' && !g_ascii_isspace (subset_end[1]));

      if (subset_end != NULL)
        {
          for (const char *q = subset; (q = g_strstr_len (q, subset_end - q, "<!ENTITY")) != NULL;)
            {
              q += strlen ("<!ENTITY");
              read_declaration (self, q, subset_end);
            }
          close = memchr (subset_end, '>', self->end - subset_end);
        }
    }

  self->has_doctype = TRUE;
  if (close == NULL)
    close = self->end - 1;
  replace (self, p, close + 1, "");
  return close + 1;
}

/* To the end of a comment, a CDATA section or an instruction; what never ends is closed at the end of the text. */
static const char *
skip_section (Mender     *self,
              const char *p,
              gsize       opening,
              const char *terminator)
{
  const char *close = memmem (p + opening, self->end - p - opening, terminator, strlen (terminator));

  if (close != NULL)
    return close + strlen (terminator);

  self->changed = TRUE;
  replace (self, self->end, self->end, terminator);
  return self->end;
}

static gboolean
starts_with (const Mender *self,
             const char   *p,
             const char   *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (self->end - p) >= length && g_ascii_strncasecmp (p, prefix, length) == 0;
}

static const char *
mend_bracket (Mender     *self,
              const char *p)
{
  char next = p + 1 < self->end ? p[1] : ' ';

  if (g_ascii_isalpha (next) || next == '/' || next == '_' || next == ':' || (guchar) next >= 0xc0)
    return p + 1;
  if (starts_with (self, p, "<![CDATA["))
    return skip_section (self, p, strlen ("<![CDATA["), "]]>");
  if (starts_with (self, p, "<!--"))
    return skip_section (self, p, strlen ("<!--"), "-->");
  if (starts_with (self, p, "<?xml") && p + 5 < self->end && g_ascii_isspace (p[5]))
    {
      const char *close = memchr (p, '>', self->end - p);

      /* Once more in the middle, it would stop the parser. */
      close = close != NULL ? close + 1 : self->end;
      replace (self, p, close, "");
      return close;
    }
  if (next == '?' && p + 2 < self->end && g_ascii_isalpha (p[2]))
    return skip_section (self, p, 2, "?>");
  if (starts_with (self, p, "<!DOCTYPE"))
    return drop_doctype (self, p);

  self->changed = TRUE;
  replace (self, p, p + 1, "&lt;");
  return p + 1;
}

/* Nearly all bytes are none of these, and are only counted. */
static const gboolean may_be_special[256] = {
  [0x00 ... 0x08] = TRUE, [0x0b ... 0x0c] = TRUE, [0x0e ... 0x1f] = TRUE, ['&'] = TRUE, ['<'] = TRUE, [0x7f] = TRUE, [0xef] = TRUE,
};

static gboolean
is_plain (const char *p,
          const char *end)
{
  guchar c = *p;

  if (c == '&' || c == '<' || c == 0x7f)
    return FALSE;
  if (c < 0x20)
    return c == '\n' || c == '\t' || c == '\r';
  /* U+FFFE and U+FFFF are no characters of XML. */
  return c != 0xef || end - p < 3 || (guchar) p[1] != 0xbf || (guchar) p[2] < 0xbe;
}

/**
 * jarida_xml_mend:
 * @text: valid UTF-8
 * @out_changed: whether something had to be changed that no XML parser would have taken
 *
 * Makes the characters of an XML text acceptable to an XML parser without losing any that a person would miss.
 *
 * Returns: (transfer full) (nullable): %NULL when the text can be used as it is
 */
char *
jarida_xml_mend (const char *text,
                 gsize       length,
                 gsize      *out_length,
                 gboolean   *out_changed)
{
  Mender self = { .end = text + length, .copied = text, .budget = EXPANSION_BUDGET };
  g_autoptr(GString) out = g_string_new (NULL);
  const char *p = text;

  self.out = out;
  while (p < self.end)
    {
      while (p < self.end && !may_be_special[(guchar) *p])
        p++;
      if (p == self.end)
        break;
      if (is_plain (p, self.end))
        p++;
      else if (*p == '&')
        p = mend_ampersand (&self, p);
      else if (*p == '<')
        p = mend_bracket (&self, p);
      else
        {
          gsize size = (guchar) *p == 0xef ? 3 : 1;

          /* DEL is allowed, and of no use. */
          self.changed |= *p != 0x7f;
          replace (&self, p, p + size, "");
          p += size;
        }
    }
  g_clear_pointer (&self.entities, g_hash_table_unref);

  *out_changed = self.changed;
  if (self.copied == text)
    {
      *out_length = length;
      return NULL;
    }
  g_string_append_len (out, self.copied, self.end - self.copied);
  *out_length = out->len;

  return g_string_free (g_steal_pointer (&out), FALSE);
}
