/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-markup.h"
#include "jarida-xml-mend.h"

/* As deep as the XML parser goes; more is dropped. */
#define MAX_DEPTH 200
#define MAX_ATTRIBUTES 64
/* In scope at once. The parser goes through all of them for every name it meets. */
#define MAX_NAMESPACES 256

/* The second pass, only for a text that the XML parser has refused. One end tag too many makes that parser close an
 * item, then the channel, and stop, although the rest of the feed is there to be read. So every end tag without a
 * beginning is dropped, what was left open is closed where its parent ends, and attributes are written again in
 * quotes, each once. */
typedef struct
{
  GString    *out;
  JaridaTag   open[MAX_DEPTH];
  guint       namespaces[MAX_DEPTH + 1];   /* in scope at that depth */
  guint       depth;
  gboolean    has_root;
} Balancer;

static void
append_close (Balancer        *self,
              const JaridaTag *tag)
{
  g_string_append (self->out, "</");
  g_string_append_len (self->out, tag->name, tag->name_length);
  g_string_append_c (self->out, '>');
}

static gboolean
same_name (const JaridaTag *a,
           const JaridaTag *b)
{
  return a->name_length == b->name_length && g_ascii_strncasecmp (a->name, b->name, a->name_length) == 0;
}

static void
close_tag (Balancer        *self,
           const JaridaTag *tag)
{
  guint found = self->depth;

  while (found > 0 && !same_name (&self->open[found - 1], tag))
    found--;
  if (found == 0)
    return;
  while (self->depth >= found)
    append_close (self, &self->open[--self->depth]);
}

/* Items stand side by side: what is open around a new one below the channel was never closed. */
static void
close_before_item (Balancer *self)
{
  static const char *const parents[] = { "channel", "items", "feed", "rss", "RDF", "rdf:RDF" };
  guint depth = self->depth;

  for (; depth > 0; depth--)
    for (gsize i = 0; i < G_N_ELEMENTS (parents); i++)
      if (jarida_tag_is (&self->open[depth - 1], parents[i]))
        {
          while (self->depth > depth)
            append_close (self, &self->open[--self->depth]);
          return;
        }
}

static gboolean
is_attribute_name (const JaridaTagAttribute *attribute)
{
  const char *p = attribute->name;

  if (attribute->name_length == 0 || !(g_ascii_isalpha (*p) || *p == '_'))
    return FALSE;
  for (gsize i = 1; i < attribute->name_length; i++)
    if (!g_ascii_isalnum (p[i]) && strchr ("-_.:", p[i]) == NULL)
      return FALSE;

  /* One colon, with something behind it. */
  p = memchr (attribute->name, ':', attribute->name_length);
  return p == NULL || (gsize) (p - attribute->name) + 1 < attribute->name_length;
}

static gboolean
is_declaration (const JaridaTagAttribute *attribute)
{
  return attribute->name_length >= 5 && memcmp (attribute->name, "xmlns", 5) == 0;
}

static void
append_attributes (Balancer        *self,
                   const JaridaTag *tag)
{
  JaridaTagAttribute seen[MAX_ATTRIBUTES];
  guint n_seen = 0;
  const char *cursor = NULL;

  while (n_seen < MAX_ATTRIBUTES && jarida_tag_next_attribute (tag, &cursor, &seen[n_seen]))
    {
      const JaridaTagAttribute *attribute = &seen[n_seen];
      guint i = 0;

      while (i < n_seen && (seen[i].name_length != attribute->name_length ||
                            memcmp (seen[i].name, attribute->name, attribute->name_length) != 0))
        i++;
      if (i < n_seen || !is_attribute_name (attribute) ||
          (is_declaration (attribute) && self->namespaces[self->depth]++ >= MAX_NAMESPACES))
        continue;
      n_seen++;

      g_string_append_c (self->out, ' ');
      g_string_append_len (self->out, attribute->name, attribute->name_length);
      g_string_append (self->out, "=\"");
      /* The references in it are good already; only brackets and quotes may not be. */
      for (gsize j = 0; j < attribute->value_length; j++)
        {
          char c = attribute->value[j];

          if (c == '<')
            g_string_append (self->out, "&lt;");
          else if (c == '"')
            g_string_append (self->out, "&quot;");
          else
            g_string_append_c (self->out, c);
        }
      g_string_append_c (self->out, '"');
    }
}

static void
open_tag (Balancer        *self,
          const JaridaTag *tag)
{
  if (jarida_tag_is (tag, "item") || jarida_tag_is (tag, "entry"))
    close_before_item (self);
  if (self->depth == MAX_DEPTH || (self->depth == 0 && self->has_root))
    return;

  self->has_root = TRUE;
  self->namespaces[self->depth] = self->depth > 0 ? self->namespaces[self->depth - 1] : 0;
  g_string_append_c (self->out, '<');
  g_string_append_len (self->out, tag->name, tag->name_length);
  append_attributes (self, tag);
  if (tag->empty)
    {
      g_string_append (self->out, "/>");
      return;
    }
  g_string_append_c (self->out, '>');
  self->open[self->depth++] = *tag;
}

/* Behind a comment, a CDATA section or an instruction, or behind the bracket when it begins none of them. */
static const char *
skip_section (const char *p,
              const char *end)
{
  static const struct { const char *opening; const char *terminator; } sections[] = {
    { "<![CDATA[", "]]>" }, { "<!--", "-->" }, { "<?", "?>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      gsize length = strlen (sections[i].opening);
      const char *close;

      if ((gsize) (end - p) < length || memcmp (p, sections[i].opening, length) != 0)
        continue;
      close = memmem (p + length, end - p - length, sections[i].terminator, strlen (sections[i].terminator));
      return close != NULL ? close + strlen (sections[i].terminator) : end;
    }

  return p + 1;
}

/* Takes what begins with "<"; returns where to go on. */
static const char *
balance_markup (Balancer   *self,
                const char *p,
                const char *end)
{
  JaridaTag tag;
  const char *close = skip_section (p, end);

  if (close > p + 1)
    {
      if (p[2] == '[' && self->depth > 0)
        g_string_append_len (self->out, p, close - p);
      return close;
    }
  if (!jarida_tag_read (&tag, p, end) || *tag.name == ':' || tag.name[tag.name_length - 1] == ':')
    {
      if (self->depth > 0)
        g_string_append (self->out, "&lt;");
      return p + 1;
    }
  if (tag.closing)
    close_tag (self, &tag);
  else
    open_tag (self, &tag);

  return tag.end;
}

/**
 * jarida_xml_is_heavy:
 *
 * Whether so many namespaces are in scope somewhere that the parser would take for ever; jarida_xml_balance() leaves
 * only so many.
 */
gboolean
jarida_xml_is_heavy (const char *text,
                     gsize       length)
{
  const char *end = text + length;
  guint scopes[MAX_DEPTH] = { 0 };
  guint depth = 0;
  guint n_declared = 0;

  for (const char *p = text; n_declared <= MAX_NAMESPACES && (p = memmem (p, end - p, "xmlns", 5)) != NULL; p += 5)
    n_declared++;
  if (n_declared <= MAX_NAMESPACES)
    return FALSE;

  for (const char *bracket = text; (bracket = memchr (bracket, '<', end - bracket)) != NULL;)
    {
      guint n = depth > 0 ? scopes[depth - 1] : 0;
      JaridaTag tag;

      if (!jarida_tag_read (&tag, bracket, end))
        {
          bracket = skip_section (bracket, end);
          continue;
        }
      bracket = tag.end;
      for (const char *p = tag.attributes; (p = memmem (p, tag.attributes_end - p, "xmlns", 5)) != NULL; p += 5)
        n++;
      if (n > MAX_NAMESPACES)
        return TRUE;
      if (tag.closing)
        depth -= depth > 0;
      else if (!tag.empty && depth < MAX_DEPTH)
        scopes[depth++] = n;
    }

  return FALSE;
}

/**
 * jarida_xml_balance:
 * @text: what jarida_xml_mend() made or left alone
 *
 * Returns: (transfer full): the text with one root, every element closed where its parent closes
 */
char *
jarida_xml_balance (const char *text,
                    gsize       length,
                    gsize      *out_length)
{
  const char *end = text + length;
  const char *p = text;
  Balancer self = { .out = g_string_sized_new (length + 64) };

  while (p < end)
    {
      const char *bracket = memchr (p, '<', end - p);

      if (bracket == NULL)
        bracket = end;
      if (self.depth > 0)
        g_string_append_len (self.out, p, bracket - p);
      p = bracket < end ? balance_markup (&self, bracket, end) : end;
    }
  while (self.depth > 0)
    append_close (&self, &self.open[--self.depth]);

  *out_length = self.out->len;
  return g_string_free (self.out, FALSE);
}
